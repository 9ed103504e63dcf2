using System.Net;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
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
        var idle = TimeSpan.FromMinutes(SettingCatalogue.IdleMinutes.Default);
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
        for (var passed = step; passed <= TimeSpan.FromHours(SettingCatalogue.AbsoluteHours.Default); passed += step)
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
            db.Add(new Setting { Key = SettingCatalogue.IdleMinutes.Key, Value = 5 });
            db.Note(new AuditNote(portal.World.Actor("sysadmin"), AuditActions.ChangeSetting));
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
        portal.Time.Advance(TimeSpan.FromDays(SettingCatalogue.PasswordDays.Default + 1));
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
        var half = TimeSpan.FromHours(SettingCatalogue.AbsoluteHours.Default) / 2;
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
    [InlineData(SignIns.Password, SignIns.Password, SignIns.Password, "和现在的一样")]
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
        Assert.Equal((AuditActions.AccessDenied, AuditResult.Refused, "jyk-staff", "GET /admin/users"), (entry.Action, entry.Result, entry.ActorName, entry.ObjectTitle));
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

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient client, string next) =>
        client.PostFormAsync("/account/password", Fields(SignIns.Password, next, next), form: "#NewPassword");

    private static Dictionary<string, string?> Fields(string current, string next, string repeat) =>
        new() { ["CurrentPassword"] = current, ["NewPassword"] = next, ["RepeatPassword"] = repeat };
}
