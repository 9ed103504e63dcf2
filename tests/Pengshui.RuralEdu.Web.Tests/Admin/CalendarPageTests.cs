using System.Net;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Web.Tests.Admin;

public sealed class CalendarPageTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private PortalFactory portal = null!;

    public async ValueTask InitializeAsync() => portal = await PortalFactory.CreateAsync();

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    [Fact]
    public async Task A_day_is_added_changed_and_removed()
    {
        var client = portal.ClientOf("sysadmin");
        var added = await client.PostFormAsync("/admin/calendar/days/new", Values(("Day", "2024-02-10"), ("Kind", "Holiday"), ("Name", "春节")));
        Assert.Equal("/admin/calendar?year=2024", added.LocationOf());
        var year = await client.GetDocumentAsync("/admin/calendar?year=2024");
        Assert.Contains("已经判定的迟报不变", year.QuerySelector("[role=status]")!.TextOf());
        Assert.Contains("2024年2月10日（周六） 放假 春节", year.QuerySelectorAll("tbody tr:not(.group)").Single().TextOf());

        await client.PostFormAsync("/admin/calendar/days/2024-02-10", Values(("Kind", "Workday"), ("Name", "春节调休")));
        await using (var db = portal.Open())
            Assert.Equal(CalendarDayKind.Workday, (await db.CalendarDays.SingleAsync(Cancel)).Kind);

        var page = await client.GetDocumentAsync("/admin/calendar/days/2024-02-10");
        await client.SubmitAsync(page, "", [], "#remove");
        await client.SubmitAsync(page, "", [], "#remove");

        Assert.Contains("已经不在日历里", (await client.GetDocumentAsync("/admin/calendar?year=2024")).QuerySelector("[role=status]")!.TextOf());
        await using var check = portal.Open();
        Assert.False(await check.CalendarDays.AnyAsync(Cancel));
        Assert.Equal(3, await check.AuditEntries.CountAsync(Cancel));
    }

    [Fact]
    public async Task A_school_holiday_is_added_changed_and_removed()
    {
        var client = portal.ClientOf("sysadmin");
        var added = await client.PostFormAsync("/admin/calendar/vacations/new", Values(("Name", "2023年暑假"), ("From", "2023-07-08"), ("To", "2023-08-31")));
        Assert.Equal("/admin/calendar?year=2023", added.LocationOf());
        var address = (await client.GetDocumentAsync("/admin/calendar")).QuerySelector("a[href*='/vacations/'].btn-sm")!.GetAttribute("href")!;

        var refused = await (await client.PostFormAsync(address, Values(("To", "2023-07-01")))).DocumentAsync();
        Assert.Contains("结束日期早于开始日期", refused.QuerySelector("#To-error")!.TextOf());
        Assert.Equal("2023-07-01", refused.QuerySelector("#To")!.GetAttribute("value"));
        await client.PostFormAsync(address, Values(("To", "2023-08-30")));
        await using (var db = portal.Open())
            Assert.Equal(new DateOnly(2023, 8, 30), (await db.Vacations.SingleAsync(Cancel)).To);

        await client.PostFormAsync(address, [], "#remove");
        await using var check = portal.Open();
        Assert.False(await check.Vacations.AnyAsync(Cancel));
    }

    [Fact]
    public async Task A_year_or_a_day_that_is_not_there_answers_404_and_only_the_system_administrator_comes_in()
    {
        var client = portal.ClientOf("sysadmin");
        foreach (var address in new[] { "/admin/calendar?year=1999", "/admin/calendar?year=abc", "/admin/calendar/days/2023-01-01", "/admin/calendar/days/abc", "/admin/calendar/vacations/7" })
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(address, Cancel)).StatusCode);
        foreach (var userName in new[] { "jyk-staff", "coordinator", "secadmin" })
            Assert.Equal(HttpStatusCode.Forbidden, (await portal.ClientOf(userName).GetAsync("/admin/calendar", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_year_costs_no_more_statements_for_more_days()
    {
        await using (var db = portal.Open())
        {
            db.AddRange(Enumerable.Range(0, 40).Select(n => new CalendarDay { Day = new DateOnly(2023, 1, 1).AddDays(n), Kind = CalendarDayKind.Holiday, Name = "放假" }));
            await db.SaveChangesAsync(Cancel);
        }

        var client = portal.ClientOf("sysadmin");
        await client.GetDocumentAsync("/admin/calendar");
        portal.Database.Statements.Reset();
        await client.GetDocumentAsync("/admin/calendar");

        Assert.True(portal.Database.Statements.Count <= 6, portal.Database.Statements.Text);
    }

    private static IEnumerable<KeyValuePair<string, string?>> Values(params (string Name, string Value)[] values) =>
        values.Select(v => new KeyValuePair<string, string?>(v.Name, v.Value));
}
