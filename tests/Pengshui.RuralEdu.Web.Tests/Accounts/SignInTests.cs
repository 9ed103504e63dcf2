using System.Net;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Web.Tests.Accounts;

public sealed class SignInTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_right_password_signs_in_until_signing_out()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var client = await portal.SignedInAsync("jyk-staff");
        Assert.True(await client.IsSignedInAsync());

        var answer = await client.PostFormAsync("/account/password", [], form: "form[action='/account/logout']");
        Assert.Equal("/account/login", answer.LocationOf());
        Assert.False(await client.IsSignedInAsync());
        Assert.Equal([AccountAudit.SignIn, AccountAudit.SignOut], (await TrailAsync(portal)).Select(e => e.Action));
    }

    [Fact]
    public async Task A_hash_with_the_work_of_years_ago_is_renewed_at_a_right_sign_in_and_at_no_wrong_one()
    {
        await using var portal = await PortalFactory.CreateAsync();
        await portal.SetPasswordAsync("jyk-staff");
        var old = new PasswordHasher<PortalUser>(Options.Create(new PasswordHasherOptions { IterationCount = 10_000 })).HashPassword(null!, SignIns.Password);
        await using (var db = portal.Open())
            await db.Users.Where(u => u.UserName == "jyk-staff").ExecuteUpdateAsync(s => s.SetProperty(u => u.PasswordHash, old), Ct);

        await portal.Stranger().SignInAsync("jyk-staff", "falsch");
        Assert.Equal(old, await HashAsync());
        var client = portal.Stranger();
        Assert.Equal("/", (await client.SignInAsync("jyk-staff")).LocationOf());
        var renewed = await HashAsync();
        var hasher = portal.Services.GetRequiredService<IPasswordHasher<PortalUser>>();
        Assert.Equal(PasswordVerificationResult.Success, hasher.VerifyHashedPassword(null!, renewed, SignIns.Password));
        Assert.True(await client.IsSignedInAsync());

        Assert.Equal("/", (await portal.Stranger().SignInAsync("jyk-staff")).LocationOf());
        Assert.Equal(renewed, await HashAsync());

        async Task<string> HashAsync()
        {
            await using var db = portal.Open();
            return (await db.Users.Where(u => u.UserName == "jyk-staff").Select(u => u.PasswordHash).SingleAsync(Ct))!;
        }
    }

    [Fact]
    public async Task A_second_tab_leads_in_after_the_first_signed_in()
    {
        await using var portal = await PortalFactory.CreateAsync();
        await portal.SetPasswordAsync("jyk-staff");
        var browser = portal.Stranger();
        var first = await browser.GetDocumentAsync("/account/login");
        var second = await browser.GetDocumentAsync("/account/login?returnUrl=%2Ftasks");
        var third = await browser.GetDocumentAsync("/account/login");

        Assert.Equal("/", (await browser.SubmitAsync(first, "/account/login", Typed("jyk-staff"))).LocationOf());
        Assert.Equal("/tasks", (await browser.SubmitAsync(second, "/account/login", Typed("JYK-staff"))).LocationOf());
        Assert.Equal("/", (await browser.SubmitAsync(third, "/account/login", Typed("jyk-head"))).LocationOf());
        Assert.Contains("您已经以“jyk-staff”登录。要换一个账号，请先退出登录。", (await browser.GetDocumentAsync("/account/password")).TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_page_whose_token_came_to_nothing_comes_back_with_the_name_and_a_new_token()
    {
        await using var portal = await PortalFactory.CreateAsync();
        await portal.SetPasswordAsync("jyk-staff");
        var old = await portal.Stranger().GetDocumentAsync("/account/login?returnUrl=%2Ftasks");
        var browser = portal.Stranger();

        var answer = await browser.SubmitAsync(old, "/account/login", Typed("jyk-staff"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await answer.DocumentAsync();
        Assert.Contains(SignInService.StartAgainMessage, page.QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal("jyk-staff", page.QuerySelector("#UserName")!.GetAttribute("value"));
        Assert.Equal("/tasks", (await browser.SubmitAsync(page, "/account/login", [new("Password", SignIns.Password)])).LocationOf());
    }

    [Fact]
    public async Task A_form_that_was_open_is_taken_after_the_same_person_signed_in_again()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var browser = await portal.SignedInAsync("jyk-staff");
        var report = $"/reports/{portal.World.ReportOf(portal.World.Lead).Id}/edit";
        var form = await browser.GetDocumentAsync(report);
        await browser.PostFormAsync("/account/password", [], form: "form[action='/account/logout']");
        Assert.Equal("/", (await browser.SignInAsync("jyk-staff")).LocationOf());

        var answer = await browser.SubmitAsync(form, report, [new("Progress", "登录过期前写的。")], "#report-form", "Do=save");

        Assert.Equal(report, answer.LocationOf());
        Assert.Equal("登录过期前写的。", (await browser.GetDocumentAsync(report)).QuerySelector("#Progress")!.TextContent);
    }

    [Fact]
    public async Task The_name_counts_without_regard_to_case()
    {
        await using var portal = await PortalFactory.CreateAsync();
        await portal.SetPasswordAsync("jyk-staff");
        Assert.Equal("/", (await portal.Stranger().SignInAsync(" JYK-Staff ")).LocationOf());
    }

    [Fact]
    public async Task An_unknown_name_and_a_wrong_password_get_the_same_page_and_both_stand_in_the_trail()
    {
        await using var portal = await PortalFactory.CreateAsync();
        await portal.SetPasswordAsync("jyk-staff");
        var unknown = await (await portal.Stranger().SignInAsync("nobody", "Geheim-2023")).DocumentAsync();
        var wrong = await (await portal.Stranger().SignInAsync("jyk-staff", "Geheim-2023")).DocumentAsync();
        Assert.Contains(SignInService.WrongMessage, unknown.TextOf());
        Assert.Equal(unknown.TextOf(), wrong.TextOf());
        Assert.Equal("", wrong.QuerySelector("#Password")!.GetAttribute("value") ?? "");

        var trail = await TrailAsync(portal);
        Assert.Equal(["nobody", "jyk-staff"], trail.Select(e => e.ActorName));
        Assert.All(trail, e => Assert.Equal(AuditResult.Failed, e.Result));
        Assert.All(trail, e => Assert.DoesNotContain("Geheim", $"{e.ActorName}{e.ObjectTitle}{e.Reason}{e.Details}"));
    }

    [Fact]
    public async Task An_identity_number_typed_as_a_name_is_not_kept()
    {
        await using var portal = await PortalFactory.CreateAsync();
        await portal.Stranger().SignInAsync("50024320101001123X");
        Assert.DoesNotContain("50024320101001123X", Assert.Single(await TrailAsync(portal)).ActorName);
    }

    [Fact]
    public async Task Wrong_passwords_lock_the_account_and_time_opens_it_again()
    {
        await using var portal = await PortalFactory.CreateAsync();
        await portal.SetPasswordAsync("jyk-staff");
        var client = portal.Stranger();
        for (var attempt = 1; attempt < AccountSettings.LockoutAttempts.Default; attempt++)
            Assert.Contains(SignInService.WrongMessage, (await (await client.SignInAsync("jyk-staff", "falsch")).DocumentAsync()).TextOf());
        Assert.Contains("账号已锁定。请 15 分钟后再试", (await (await client.SignInAsync("jyk-staff", "falsch")).DocumentAsync()).TextOf());
        Assert.Contains("账号已锁定", (await (await client.SignInAsync("jyk-staff")).DocumentAsync()).TextOf());
        Assert.Single(await TrailAsync(portal), e => e.Action == AccountAudit.LockUser);

        portal.Time.Advance(TimeSpan.FromMinutes(AccountSettings.LockoutMinutes.Default + 1));
        Assert.Equal("/", (await client.SignInAsync("jyk-staff")).LocationOf());
    }

    [Fact]
    public async Task Guesses_at_the_same_moment_are_all_counted()
    {
        await using var portal = await PortalFactory.CreateAsync();
        await portal.SetPasswordAsync("jyk-staff");
        await Task.WhenAll(Enumerable.Range(0, AccountSettings.LockoutAttempts.Default).Select(_ => portal.Stranger().SignInAsync("jyk-staff", "falsch")));
        Assert.Contains("账号已锁定", (await (await portal.Stranger().SignInAsync("jyk-staff")).DocumentAsync()).TextOf());
    }

    [Theory]
    [InlineData("/account/password", "/account/password")]
    [InlineData("https://example.org/", "/")]
    [InlineData("//example.org/", "/")]
    [InlineData("/\\example.org", "/")]
    [InlineData("javascript:alert(1)", "/")]
    public async Task After_sign_in_only_an_address_of_the_portal_follows(string returnUrl, string expected)
    {
        await using var portal = await PortalFactory.CreateAsync();
        await portal.SetPasswordAsync("jyk-staff");
        Assert.Equal(expected, (await portal.Stranger().SignInAsync("jyk-staff", returnUrl: returnUrl)).LocationOf());
    }

    [Fact]
    public async Task Too_many_attempts_from_one_address_are_put_off_in_Chinese()
    {
        await using var portal = await PortalFactory.CreateAsync();
        portal.Settings["Security:SignInsPerMinute"] = "2";
        var client = portal.Stranger();
        await client.SignInAsync("a");
        await client.SignInAsync("b");
        var answer = await client.SignInAsync("c");
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Contains("请一分钟后再试", (await answer.DocumentAsync()).TextOf());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/account/login", Ct)).StatusCode);
    }

    [Fact]
    public async Task The_cookie_is_closed_to_scripts_and_other_sites_and_bound_to_the_host_on_https()
    {
        await using var portal = await PortalFactory.CreateAsync();
        await portal.SetPasswordAsync("jyk-staff");
        var plain = Cookie(await portal.Stranger().SignInAsync("jyk-staff"));
        Assert.StartsWith("rural-edu=", plain);
        Assert.Contains("httponly", plain);
        Assert.Contains("samesite=lax", plain);
        Assert.DoesNotContain("expires", plain);

        var secure = portal.Stranger();
        secure.BaseAddress = new Uri("https://localhost/");
        var tight = Cookie(await secure.SignInAsync("jyk-staff"));
        Assert.StartsWith("__Host-rural-edu=", tight);
        Assert.Contains("; secure", tight);
        Assert.Contains("; path=/;", tight);

        static string Cookie(HttpResponseMessage answer) => answer.Headers.GetValues("Set-Cookie").Single(c => c.Contains("rural-edu=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_cookie_on_https_is_bound_to_the_host_and_one_without_the_prefix_is_not_looked_at()
    {
        await using var portal = await PortalFactory.CreateAsync();
        await portal.SetPasswordAsync("jyk-staff");
        var cookies = new CookieContainer();
        var client = portal.CreateDefaultClient(new Uri("https://localhost/"), new CookieContainerHandler(cookies));
        await client.SignInAsync("jyk-staff");
        await client.PostFormAsync("/account/password", new Dictionary<string, string?>
        {
            ["CurrentPassword"] = SignIns.Password, ["NewPassword"] = "Shan-Gao-5820", ["RepeatPassword"] = "Shan-Gao-5820",
        }, form: "#NewPassword");
        var set = cookies.GetAllCookies();
        Assert.Equal(
            ["__Host-rural-edu", "__Host-rural-edu-device", "__Host-rural-edu-flash", "__Host-rural-edu-form"], set.Select(c => c.Name).Order(StringComparer.Ordinal));
        Assert.All(set, c => Assert.True(c is { Secure: true, HttpOnly: true, Path: "/" }, c.Name));
        Assert.True(await client.IsSignedInAsync());

        var smuggled = new CookieContainer();
        foreach (Cookie cookie in set)
            smuggled.Add(new Cookie(cookie.Name["__Host-".Length..], cookie.Value, "/", "localhost"));
        Assert.False(await portal.CreateDefaultClient(new Uri("https://localhost/"), new CookieContainerHandler(smuggled)).IsSignedInAsync());
    }

    [Fact]
    public async Task A_browser_that_signed_in_before_gets_in_while_strangers_have_locked_the_account()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var known = await portal.SignedInAsync("sysadmin");
        await known.PostFormAsync("/account/password", [], form: "form[action='/account/logout']");
        for (var attempt = 0; attempt < AccountSettings.LockoutAttempts.Default; attempt++)
            await portal.Stranger().SignInAsync("sysadmin", "falsch");
        Assert.Contains("账号已锁定", (await (await portal.Stranger().SignInAsync("sysadmin")).DocumentAsync()).TextOf());
        Assert.Equal("/", (await known.SignInAsync("sysadmin")).LocationOf());

        // It knows nobody else, and a made-up one knows nobody.
        await portal.SetPasswordAsync("leader");
        for (var attempt = 0; attempt < AccountSettings.LockoutAttempts.Default; attempt++)
            await portal.Stranger().SignInAsync("leader", "falsch");
        var other = await portal.SignedInAsync("jyk-staff");
        await other.PostFormAsync("/account/password", [], form: "form[action='/account/logout']");
        Assert.Contains("账号已锁定", (await (await other.SignInAsync("leader")).DocumentAsync()).TextOf());
        var madeUp = portal.Stranger();
        madeUp.DefaultRequestHeaders.Add("Cookie", "rural-edu-device=made-up");
        Assert.Contains("账号已锁定", (await (await madeUp.SignInAsync("leader")).DocumentAsync()).TextOf());
    }

    /// <summary>Whoever hangs up before the answer has had their guess all the same.</summary>
    [Fact]
    public async Task What_is_tried_is_counted_and_noted_also_when_nobody_waits_for_the_answer()
    {
        await using var portal = await HangUpFactory.CreateAsync();
        await portal.SetPasswordAsync("jyk-staff");
        for (var attempt = 0; attempt < AccountSettings.LockoutAttempts.Default; attempt++)
            await HangUpAsync(portal.Stranger(), client => client.SignInAsync("jyk-staff", "falsch"));
        Assert.Contains("账号已锁定", (await (await portal.Stranger().SignInAsync("jyk-staff")).DocumentAsync()).TextOf());

        await portal.SetPasswordAsync("leader");
        var leader = portal.Stranger();
        await leader.SignInAsync("leader");
        await HangUpAsync(leader, client => client.PostFormAsync("/account/password", new Dictionary<string, string?>
        {
            ["CurrentPassword"] = "falsch", ["NewPassword"] = "Shan-Gao-5820", ["RepeatPassword"] = "Shan-Gao-5820",
        }, form: "#NewPassword"));
        await HangUpAsync(leader, client => client.PostFormAsync("/account/password", [], form: "form[action='/account/logout']"));
        var trail = await TrailAsync(portal);
        Assert.Equal(AccountSettings.LockoutAttempts.Default, trail.Count(e => e is { ActorName: "jyk-staff", Action: AccountAudit.SignIn, Reason: "密码不对" }));
        Assert.Single(trail, e => e is { ActorName: "leader", Action: AccountAudit.ChangePassword, Result: AuditResult.Failed });
        Assert.Single(trail, e => e is { ActorName: "leader", Action: AccountAudit.SignOut });

        static async Task HangUpAsync(HttpClient client, Func<HttpClient, Task> act)
        {
            client.DefaultRequestHeaders.Add(HangUpFactory.Header, "1");
            await act(client);
            client.DefaultRequestHeaders.Remove(HangUpFactory.Header);
        }
    }

    [Fact]
    public async Task A_right_password_before_the_second_step_stands_in_the_trail()
    {
        await using var portal = await PortalFactory.CreateAsync();
        await portal.SetPasswordAsync("leader");
        var codes = portal.Services.GetRequiredService<OneTimeCodes>();
        await using (var db = portal.Open())
        {
            var user = await db.Users.SingleAsync(u => u.UserName == "leader", Ct);
            (user.TwoFactorEnabled, user.AuthenticatorKey) = (true, codes.NewKey());
            await db.SaveChangesAsync(Ct);
        }

        await portal.Stranger().SignInAsync("leader");
        Assert.Equal((AccountAudit.SignInFirstStep, AuditResult.Succeeded), (await TrailAsync(portal)).Select(e => (e.Action, e.Result)).Single());
    }

    private static Dictionary<string, string?> Typed(string userName) => new() { ["UserName"] = userName, ["Password"] = SignIns.Password };

    private static async Task<List<AuditEntry>> TrailAsync(PortalFactory portal)
    {
        await using var db = portal.Open();
        return await db.AuditEntries.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync(Ct);
    }
}
