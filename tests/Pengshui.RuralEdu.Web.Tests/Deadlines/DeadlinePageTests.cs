using System.Net;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Web.Tests.Reports;

namespace Pengshui.RuralEdu.Web.Tests.Deadlines;

/// <summary>The questions about days that became days off: of a month, and of a report that was returned; today is Friday, 20 October 2023.</summary>
public sealed class DeadlinePageTests : IAsyncLifetime
{
    private static readonly DateOnly DueOn = new(2023, 10, 25);

    private PortalFactory portal = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private int Report => portal.ReportId(portal.World.Lead);

    private HttpClient Coordinator { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        portal = await PortalFactory.CreateAsync();
        Coordinator = portal.ClientOf("coordinator");
        await portal.World.FillReportAsync(portal.World.ReportOf(portal.World.Lead), ReportState.Returned, r => r.ReturnDueOn = DueOn);
        await using var db = portal.Open();
        db.Add(new CalendarDay { Day = DueOn, Kind = CalendarDayKind.Holiday, Name = "临时放假" });
        await db.SaveChangesAsync(Cancel);
    }

    public async ValueTask DisposeAsync() => await portal.DisposeAsync();

    [Fact]
    public async Task The_workbench_asks_the_coordinator_alone_and_the_answer_moves_the_day_once()
    {
        Assert.Null((await portal.ClientOf("leader").GetDocumentAsync("/")).QuerySelector("form[action^='/deadlines']"));
        var desk = await Coordinator.GetDocumentAsync("/");
        var question = desk.QuerySelector($"form[action='/deadlines/1/{Report}']")!;
        Assert.Contains("重报期限遇休息日", question.TextOf(), StringComparison.Ordinal);
        Assert.Contains("的期限成了休息日。要不要顺延？", question.TextOf(), StringComparison.Ordinal);
        Assert.Equal($"/reports/{Report}", question.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal(["移到10月26日", "保持不变"], question.QuerySelectorAll("button").Select(b => b.TextOf()));

        Assert.Equal("/", (await Coordinator.SubmitAsync(desk, $"/deadlines/1/{Report}", [new("Moves", "true")], $"form[action='/deadlines/1/{Report}']")).LocationOf());

        await using var db = portal.Open();
        Assert.Equal(new DateOnly(2023, 10, 26), await db.MonthlyReports.Where(r => r.Id == Report).Select(r => r.ReturnDueOn).SingleAsync(Cancel));
        var after = await Coordinator.GetDocumentAsync("/");
        Assert.Contains("期限已顺延。", after.TextOf(), StringComparison.Ordinal);
        Assert.Null(after.QuerySelector("form[action^='/deadlines']"));
    }

    [Fact]
    public async Task An_answer_to_an_old_question_is_told_what_is_asked_now()
    {
        var desk = await Coordinator.GetDocumentAsync("/deadlines");
        await using (var db = portal.Open())
        {
            db.Add(new CalendarDay { Day = DueOn.AddDays(1), Kind = CalendarDayKind.Holiday, Name = "临时放假" });
            await db.SaveChangesAsync(Cancel);
        }

        var answer = await Coordinator.SubmitAsync(desk, $"/deadlines/1/{Report}", [new("Moves", "true")], $"form[action='/deadlines/1/{Report}']");

        var page = await answer.DocumentAsync();
        Assert.Contains("刚改过，请看过最新情况再办理。", page.QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
        Assert.Contains("移到10月27日", page.QuerySelector($"form[action='/deadlines/1/{Report}']")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await portal.ClientOf("leader").GetAsync("/deadlines", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_months_own_due_day_is_asked_about_beside_it()
    {
        var question = (await Coordinator.GetDocumentAsync("/periods")).QuerySelector($"form[action='/periods/{portal.World.October.Id}/due-days/answer']")!;
        Assert.Contains("10月截止日遇休息日", question.TextOf(), StringComparison.Ordinal);
        var page = await Coordinator.GetDocumentAsync("/periods");
        Assert.Equal("/periods", (await Coordinator.SubmitAsync(page, $"/periods/{portal.World.October.Id}/due-days/answer", [new("Moves", "false")], "form.due-move")).LocationOf());
        Assert.Null((await Coordinator.GetDocumentAsync("/periods")).QuerySelector("form.due-move"));
    }
}
