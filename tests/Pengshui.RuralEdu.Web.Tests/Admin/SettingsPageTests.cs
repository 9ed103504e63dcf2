using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Web.Tests.Admin;

public sealed class SettingsPageTests : IAsyncLifetime
{
    private const string Address = "/admin/settings";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private PortalFactory portal = null!;

    public async ValueTask InitializeAsync() => portal = await PortalFactory.CreateAsync();

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    [Fact]
    public async Task Each_administrator_sees_their_own_groups_and_nobody_else_comes_in()
    {
        Assert.Equal(["灯色", "月报", "通报"], await LegendsAsync("sysadmin"));
        Assert.Equal(["登录安全"], await LegendsAsync("secadmin"));
        foreach (var userName in new[] { "jyk-staff", "coordinator", "auditor" })
            Assert.Equal(HttpStatusCode.Forbidden, (await portal.ClientOf(userName).GetAsync(Address, Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_number_is_changed_by_its_own_field()
    {
        var client = portal.ClientOf("secadmin");
        var page = await client.GetDocumentAsync(Address);

        var answer = await client.SubmitAsync(page, Address, [new(FieldOf(page, AccountSettings.IdleMinutes), "60")]);

        Assert.Equal(Address, answer.LocationOf());
        await using var db = portal.Open();
        Assert.Equal((AccountSettings.IdleMinutes.Key, 60), await db.Settings.Select(s => new ValueTuple<string, int>(s.Key, s.Value)).SingleAsync(Cancel));
        Assert.Equal("60", Field(await client.GetDocumentAsync(Address), AccountSettings.IdleMinutes).Value);
    }

    [Fact]
    public async Task What_is_out_of_range_or_no_number_stands_at_its_field_with_what_was_typed()
    {
        var client = portal.ClientOf("sysadmin");
        var page = await client.GetDocumentAsync(Address);

        var refused = await (await client.SubmitAsync(page, Address, [new(FieldOf(page, ReportSettings.DueDay), "31")])).DocumentAsync();
        var wrong = await (await client.SubmitAsync(page, Address, [new(FieldOf(page, ReportSettings.DueDay), "甲")])).DocumentAsync();

        Assert.Equal("31", Field(refused, ReportSettings.DueDay).Value);
        Assert.Contains("请写 1 至 28 的整数。", refused.GetElementById(Field(refused, ReportSettings.DueDay).Id + "-error")!.TextOf());
        Assert.Equal("甲", Field(wrong, ReportSettings.DueDay).GetAttribute("value"));
        Assert.NotNull(wrong.GetElementById(Field(wrong, ReportSettings.DueDay).Id + "-error"));
    }

    [Fact]
    public async Task Whoever_saves_second_is_told_and_may_save_again()
    {
        var client = portal.ClientOf("sysadmin");
        var late = await client.GetDocumentAsync(Address);
        await client.PostFormAsync(Address, [new(FieldOf(late, ReportSettings.DueDay), "20")]);

        var conflict = await (await client.SubmitAsync(late, Address, [new(FieldOf(late, ReportSettings.DueDay), "22")])).DocumentAsync();
        Assert.Contains("刚被别人改为 20 日", conflict.QuerySelector(".error-summary")!.TextOf());
        Assert.Equal("22", Field(conflict, ReportSettings.DueDay).Value);
        (await client.SubmitAsync(conflict, Address, [])).LocationOf();

        await using var db = portal.Open();
        Assert.Equal(22, (await db.Settings.SingleAsync(Cancel)).Value);
    }

    private async Task<IEnumerable<string>> LegendsAsync(string userName) =>
        (await portal.ClientOf(userName).GetDocumentAsync(Address)).QuerySelectorAll("main legend").Select(l => l.TextOf());

    private static string FieldOf(IHtmlDocument page, SettingDefinition setting) => Field(page, setting).Name!;

    private static IHtmlInputElement Field(IHtmlDocument page, SettingDefinition setting) =>
        (IHtmlInputElement)page.GetElementById(page.QuerySelectorAll("label").Single(l => l.TextOf() == setting.Label).GetAttribute("for")!)!;
}
