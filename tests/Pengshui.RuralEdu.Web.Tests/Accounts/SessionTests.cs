using System.Net;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Web.Tests.Accounts;

/// <summary>How long a sign-in lasts and what ends it.</summary>
public sealed class SessionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_ends_when_nothing_was_done_for_the_idle_time()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var client = await portal.SignedInAsync("jyk-staff");
        var idle = TimeSpan.FromMinutes(AccountSettings.IdleMinutes.Default);
        for (var i = 0; i < 3; i++)
        {
            portal.Time.Advance(idle - TimeSpan.FromMinutes(2));
            Assert.True(await client.IsSignedInAsync());
        }

        portal.Time.Advance(idle + TimeSpan.FromMinutes(1));
        var answer = await client.GetAsync("/account/password", Ct);
        Assert.Equal("/account/login?returnUrl=%2Faccount%2Fpassword&expired=true", answer.LocationOf());
        var page = await client.GetDocumentAsync(answer.LocationOf());
        Assert.Contains("登录已过期，请重新登录。", page.Body!.TextOf());
    }

    [Fact]
    public async Task It_ends_after_the_absolute_time_whatever_was_done()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var client = await portal.SignedInAsync("jyk-staff");
        var step = TimeSpan.FromMinutes(20);
        for (var passed = step; passed <= TimeSpan.FromHours(AccountSettings.AbsoluteHours.Default); passed += step)
        {
            portal.Time.Advance(step);
            Assert.True(await client.IsSignedInAsync(), $"ended after {passed}");
        }

        portal.Time.Advance(step);
        Assert.False(await client.IsSignedInAsync());
    }

    [Fact]
    public async Task A_changed_idle_time_holds_for_running_sign_ins()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var client = await portal.SignedInAsync("jyk-staff");
        await using (var db = portal.Open())
        {
            db.Add(new Setting { Key = AccountSettings.IdleMinutes.Key, Value = 5 });
            db.Note(new AuditNote(portal.World.Actor("sysadmin"), SettingAudit.ChangeSetting));
            await db.SaveChangesAsync(Ct);
        }

        portal.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.False(await client.IsSignedInAsync());
    }

    [Fact]
    public async Task Disabling_the_account_ends_it_at_the_next_request()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var client = await portal.SignedInAsync("jyk-staff");
        var id = portal.World.Users["jyk-staff"].Id;
        var answer = await portal.ClientOf("sysadmin").PostFormAsync($"/admin/users/{id}", [], form: "#disable");
        Assert.Equal($"/admin/users/{id}", answer.LocationOf());
        Assert.False(await client.IsSignedInAsync());
        var again = await (await client.SignInAsync("jyk-staff")).DocumentAsync();
        Assert.Contains(SignInService.DisabledMessage, again.Body!.TextOf());
    }

    [Fact]
    public async Task New_roles_end_it_and_hold_from_the_next_sign_in_on()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var client = await portal.SignedInAsync("jyk-staff");
        var id = portal.World.Users["jyk-staff"].Id;
        var answer = await portal.ClientOf("secadmin").PostFormAsync(
            $"/admin/roles/{id}", new Dictionary<string, string?> { ["roles"] = nameof(Role.SystemAdministrator) }, form: "#roles-form");
        Assert.Equal($"/admin/roles/{id}", answer.LocationOf());
        Assert.False(await client.IsSignedInAsync());
        await client.SignInAsync("jyk-staff");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/admin/users", Ct)).StatusCode);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_browser()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var here = await portal.SignedInAsync("jyk-staff");
        var there = await portal.SignedInAsync("jyk-staff");
        var answer = await here.PostFormAsync("/account/password", [], form: "form[action='/account/end-sign-ins']");
        Assert.Equal("/account/login", answer.LocationOf());
        Assert.False(await here.IsSignedInAsync());
        Assert.False(await there.IsSignedInAsync());
    }

    [Fact]
    public async Task A_copy_of_the_cookie_is_worth_nothing_after_signing_out_or_changing_the_password()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var client = await portal.SignedInAsync("jyk-staff");
        var copy = await CopyAsync(portal, "jyk-staff");
        Assert.True(await copy.Client.IsSignedInAsync());
        Assert.True(await copy.Second.IsSignedInAsync());
        await copy.Client.PostFormAsync("/account/password", [], form: "form[action='/account/logout']");
        Assert.False(await copy.Second.IsSignedInAsync());
        Assert.True(await client.IsSignedInAsync());

        copy = await CopyAsync(portal, "jyk-staff");
        Assert.Equal("/", (await ChangeAsync(copy.Client, "Shan-Gao-5820")).LocationOf());
        Assert.True(await copy.Client.IsSignedInAsync());
        Assert.False(await copy.Second.IsSignedInAsync());
    }

    [Fact]
    public async Task The_page_lists_ones_own_sign_ins_with_device_and_last_use_and_ends_one_or_all_others()
    {
        await using var portal = await PortalFactory.CreateAsync();
        await portal.SignedInAsync("jyk-head");
        var here = await portal.SignedInAsync("jyk-staff");
        var phone = await OnAsync(portal, "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Safari/604.1");
        var office = await OnAsync(portal, "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0");

        var page = await here.GetDocumentAsync("/account/sessions");
        Assert.Equal(["Windows 电脑 · Edge", "苹果手机 · Safari", "未知设备"], page.QuerySelectorAll("tbody th").Select(e => e.TextOf()));
        Assert.Contains("这里", page.QuerySelectorAll("tbody tr")[2].TextOf());
        Assert.Equal("/account/sessions", (await here.SubmitAsync(page, "/account/sessions", [], form: "tbody tr:nth-child(2) form")).LocationOf());
        Assert.False(await phone.IsSignedInAsync());
        Assert.True(await office.IsSignedInAsync());

        Assert.Equal("/account/sessions", (await here.PostFormAsync("/account/sessions", [], form: "#end-others")).LocationOf());
        Assert.False(await office.IsSignedInAsync());
        page = await here.GetDocumentAsync("/account/sessions");
        Assert.Single(page.QuerySelectorAll("tbody tr"));
        Assert.Null(page.QuerySelector("#end-others"));
        await using var db = portal.Open();
        Assert.Equal(2, await db.AuditEntries.CountAsync(e => e.Action == AccountAudit.EndSession, Ct));
    }

    [Fact]
    public async Task Nobody_ends_a_sign_in_of_somebody_else()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var other = await portal.SignedInAsync("jyk-head");
        var here = await portal.SignedInAsync("jyk-staff");
        await OnAsync(portal, "");
        var page = await here.GetDocumentAsync("/account/sessions");
        await using var db = portal.Open();
        var id = await db.SignInSessions.Where(s => s.UserId == portal.World.Users["jyk-head"].Id).Select(s => s.Id).SingleAsync(Ct);
        page.QuerySelector("tbody form")!.SetAttribute("action", $"/account/sessions/{id}/end");
        Assert.Equal(HttpStatusCode.NotFound, (await here.SubmitAsync(page, "/account/sessions", [], form: "tbody form")).StatusCode);
        Assert.True(await other.IsSignedInAsync());
    }

    [Fact]
    public async Task The_last_use_is_kept_every_few_minutes_and_costs_no_page_a_statement_between()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var client = await portal.SignedInAsync("jyk-staff");
        Assert.True(await client.IsSignedInAsync());
        var begun = portal.Time.GetUtcNow().UtcDateTime;
        portal.Time.Advance(SessionService.Grain);
        portal.Database.Statements.Reset();
        Assert.True(await client.IsSignedInAsync());
        Assert.True(portal.Database.Statements.Count == 1, portal.Database.Statements.Text);
        Assert.Equal(begun, await LastUseAsync());

        portal.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await client.IsSignedInAsync());
        Assert.Equal(portal.Time.GetUtcNow().UtcDateTime, await LastUseAsync());

        async Task<DateTime> LastUseAsync()
        {
            await using var db = portal.Open();
            return await db.SignInSessions.Select(s => s.LastUsedAt).SingleAsync(Ct);
        }
    }

    [Fact]
    public async Task A_sign_in_of_the_demonstration_ends_where_the_demonstration_is_off()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var client = await portal.SignedInAsync("jyk-staff");
        await using (var db = portal.Open())
            await db.Users.ExecuteUpdateAsync(s => s.SetProperty(u => u.IsDemonstration, true), Ct);
        Assert.False(await client.IsSignedInAsync());
        Assert.Contains(SignInService.DemonstrationMessage, (await (await client.SignInAsync("jyk-staff")).DocumentAsync()).TextOf());
    }

    [Fact]
    public async Task A_first_password_opens_nothing_but_its_own_change()
    {
        await using var portal = await PortalFactory.CreateAsync();
        await portal.SetPasswordAsync("sysadmin", first: true);
        var client = portal.Stranger();
        await client.SignInAsync("sysadmin");
        foreach (var address in new[] { "/", "/admin/users", "/admin/users/new" })
            Assert.Equal("/account/password", (await client.GetAsync(address, Ct)).LocationOf());
        Assert.Contains("请先改成您自己的密码", (await client.GetDocumentAsync("/account/password")).Body!.TextOf());

        Assert.Equal("/", (await ChangeAsync(client, "Shan-Gao-5820")).LocationOf());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/admin/users", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_password_past_its_days_must_be_changed()
    {
        await using var portal = await PortalFactory.CreateAsync();
        await portal.SetPasswordAsync("sysadmin");
        portal.Time.Advance(TimeSpan.FromDays(AccountSettings.PasswordDays.Default + 1));
        var client = portal.Stranger();
        await client.SignInAsync("sysadmin");
        Assert.Equal("/account/password", (await client.GetAsync("/admin/users", Ct)).LocationOf());
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sign_ins_and_keeps_this_one()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var there = await portal.SignedInAsync("jyk-staff");
        var here = await portal.SignedInAsync("jyk-staff");
        await ChangeAsync(here, "Shan-Gao-5820");
        Assert.True(await here.IsSignedInAsync());
        Assert.False(await there.IsSignedInAsync());
        Assert.Equal("/", (await there.SignInAsync("jyk-staff", "Shan-Gao-5820")).LocationOf());
    }

    [Fact]
    public async Task A_new_password_does_not_lengthen_the_sign_in()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var client = await portal.SignedInAsync("jyk-staff");
        var half = TimeSpan.FromHours(AccountSettings.AbsoluteHours.Default) / 2;
        await PassAsync(half);
        await ChangeAsync(client, "Shan-Gao-5820");
        await PassAsync(half);
        Assert.True(await client.IsSignedInAsync());
        portal.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await client.IsSignedInAsync());

        async Task PassAsync(TimeSpan time)
        {
            for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromMinutes(20))
            {
                portal.Time.Advance(TimeSpan.FromMinutes(20));
                Assert.True(await client.IsSignedInAsync());
            }
        }
    }

    [Theory]
    [InlineData("falsch", "Shan-Gao-5820", "Shan-Gao-5820", "现在的密码不对")]
    [InlineData(SignIns.Password, "Kurz-1", "Kurz-1", "密码至少要 10 位")]
    [InlineData(SignIns.Password, "nur-kleine-buchstaben", "nur-kleine-buchstaben", "至少三种")]
    [InlineData(SignIns.Password, "Jyk-Staff-5820", "Jyk-Staff-5820", "不能有用户名")]
    [InlineData(SignIns.Password, "P@ssw0rd2023", "P@ssw0rd2023", "太常见")]
    [InlineData(SignIns.Password, SignIns.Password, SignIns.Password, "最近用过")]
    [InlineData(SignIns.Password, "Shan-Gao-5820", "Shan-Gao-5821", "两次输入的新密码不一样")]
    public async Task A_password_that_will_not_do_is_refused_with_the_reason(string current, string next, string repeat, string sentence)
    {
        await using var portal = await PortalFactory.CreateAsync();
        var client = await portal.SignedInAsync("jyk-staff");
        var answer = await client.PostFormAsync(
            "/account/password", Fields(current, next, repeat), form: "#NewPassword");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(sentence, (await answer.DocumentAsync()).QuerySelector(".error-summary")!.TextOf());
        Assert.Equal("/", (await portal.Stranger().SignInAsync("jyk-staff")).LocationOf());
    }

    [Fact]
    public async Task Whoever_is_refused_a_page_is_told_so_and_the_trail_keeps_it()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var client = await portal.SignedInAsync("jyk-staff");
        var answer = await client.GetAsync("/admin/users?search=x", Ct);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("您没有查看这一页的权限。需要查看请联系本科室负责人。", (await answer.DocumentAsync()).Body!.TextOf());
        await using var db = portal.Open();
        var entry = await db.AuditEntries.AsNoTracking().OrderBy(e => e.Sequence).LastAsync(Ct);
        Assert.Equal((AccountAudit.AccessDenied, AuditResult.Refused, "jyk-staff", "GET /admin/users"), (entry.Action, entry.Result, entry.ActorName, entry.ObjectTitle));
    }

    [Fact]
    public async Task The_actor_costs_one_statement_a_request()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var client = await portal.SignedInAsync("jyk-staff");
        Assert.True(await client.IsSignedInAsync());
        portal.Database.Statements.Reset();
        Assert.True(await client.IsSignedInAsync());
        Assert.True(portal.Database.Statements.Count == 1, portal.Database.Statements.Text);
    }

    /// <summary>A browser that has signed in, and another one that was given its cookies.</summary>
    private static async Task<(HttpClient Client, HttpClient Second)> CopyAsync(PortalFactory portal, string userName)
    {
        var cookies = new CookieContainer();
        var client = portal.CreateDefaultClient(new CookieContainerHandler(cookies));
        Assert.Equal("/", (await client.SignInAsync(userName)).LocationOf());
        var copies = new CookieContainer();
        copies.Add(cookies.GetAllCookies());
        return (client, portal.CreateDefaultClient(new CookieContainerHandler(copies)));
    }

    private static async Task<HttpClient> OnAsync(PortalFactory portal, string userAgent)
    {
        var client = portal.Stranger();
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", userAgent);
        Assert.Equal("/", (await client.SignInAsync("jyk-staff")).LocationOf());
        return client;
    }

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient client, string next) =>
        client.PostFormAsync("/account/password", Fields(SignIns.Password, next, next), form: "#NewPassword");

    private static Dictionary<string, string?> Fields(string current, string next, string repeat) =>
        new() { ["CurrentPassword"] = current, ["NewPassword"] = next, ["RepeatPassword"] = repeat };
}
