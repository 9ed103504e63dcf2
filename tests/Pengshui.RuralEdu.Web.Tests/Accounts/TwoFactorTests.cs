using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using OtpNet;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Web.Tests.Accounts;

public sealed class TwoFactorTests
{
    private const string Page = "/account/two-factor";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_switched_it_on_signs_in_with_password_and_code_and_no_code_is_taken_twice()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var (phone, _) = await EnableAsync(portal, "leader");

        var client = portal.Stranger();
        var code = await FirstStepAsync(client, "leader");
        Assert.False(await client.IsSignedInAsync());

        // The code that switched it on was taken then.
        Assert.Contains(TwoFactorService.WrongCode, (await (await SendAsync(client, code, phone.ComputeTotp(Now(portal)))).DocumentAsync()).TextOf());
        portal.Time.Advance(TimeSpan.FromSeconds(30));
        var typed = phone.ComputeTotp(Now(portal));
        Assert.Equal("/", (await SendAsync(client, code, typed.Insert(3, " "))).LocationOf());
        Assert.True(await client.IsSignedInAsync());

        var second = portal.Stranger();
        Assert.Contains(TwoFactorService.WrongCode, (await (await SendAsync(second, await FirstStepAsync(second, "leader"), typed)).DocumentAsync()).TextOf());
    }

    [Fact]
    public async Task A_code_that_is_sent_twice_signs_in_once_and_the_second_is_told()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var (phone, _) = await EnableAsync(portal, "leader");
        portal.Time.Advance(TimeSpan.FromSeconds(30));
        var (one, other) = (portal.Stranger(), portal.Stranger());
        var (page, same) = (await FirstStepAsync(one, "leader"), await FirstStepAsync(other, "leader"));
        var typed = phone.ComputeTotp(Now(portal));

        var answers = await Task.WhenAll(SendAsync(one, page, typed), SendAsync(other, same, typed));

        Assert.Equal("/", Assert.Single(answers, a => a.StatusCode == System.Net.HttpStatusCode.Redirect).LocationOf());
        var told = await Assert.Single(answers, a => a.StatusCode == System.Net.HttpStatusCode.OK).DocumentAsync();
        Assert.Contains(TwoFactorService.WrongCode, told.QuerySelector(".error-summary")!.TextOf());
        Assert.Single(await TrailAsync(portal), e => e is { Action: AccountAudit.SignIn, Result: AuditResult.Failed, Reason: "验证码已用过" or "验证码不对" });
    }

    [Fact]
    public async Task The_form_of_a_code_that_is_sent_again_after_it_signed_in_is_led_on()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var (phone, _) = await EnableAsync(portal, "leader");
        portal.Time.Advance(TimeSpan.FromSeconds(30));
        var client = portal.Stranger();
        var page = await FirstStepAsync(client, "leader");
        var typed = phone.ComputeTotp(Now(portal));

        Assert.Equal("/", (await SendAsync(client, page, typed)).LocationOf());
        Assert.Equal("/", (await SendAsync(client, page, typed)).LocationOf());
        Assert.True(await client.IsSignedInAsync());
    }

    [Fact]
    public async Task The_address_asked_for_is_reached_after_the_second_step()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var (phone, _) = await EnableAsync(portal, "leader");
        portal.Time.Advance(TimeSpan.FromSeconds(30));
        var client = portal.Stranger();
        var page = await (await client.SignInAsync("leader", returnUrl: "/tasks/1")).DocumentAsync();
        Assert.Equal("/tasks/1", (await SendAsync(client, page, phone.ComputeTotp(Now(portal)))).LocationOf());
    }

    [Fact]
    public async Task A_recovery_code_takes_the_place_of_the_phone_once()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var (_, recovery) = await EnableAsync(portal, "leader");
        Assert.Equal(OneTimeCodes.RecoveryCount, recovery.Distinct().Count());

        var client = portal.Stranger();
        Assert.Equal("/", (await SendAsync(client, await FirstStepAsync(client, "leader"), recovery[0].ToLowerInvariant())).LocationOf());
        Assert.Contains("备用码还剩 7 个", (await client.GetDocumentAsync(Page)).TextOf());
        var second = portal.Stranger();
        Assert.Contains(TwoFactorService.WrongCode, (await (await SendAsync(second, await FirstStepAsync(second, "leader"), recovery[0])).DocumentAsync()).TextOf());
    }

    [Fact]
    public async Task Wrong_codes_lock_the_account_also_when_the_right_password_is_typed_in_between()
    {
        await using var portal = await PortalFactory.CreateAsync();
        await EnableAsync(portal, "leader");
        for (var attempt = 1; attempt <= AccountSettings.LockoutAttempts.Default; attempt++)
        {
            var client = portal.Stranger();
            await SendAsync(client, await FirstStepAsync(client, "leader"), "000000");
        }

        Assert.Contains("账号已锁定", (await (await portal.Stranger().SignInAsync("leader")).DocumentAsync()).TextOf());
        Assert.Equal(
            AccountSettings.LockoutAttempts.Default,
            (await TrailAsync(portal)).Count(e => e is { Action: AccountAudit.SignIn, Result: AuditResult.Failed, Reason: "验证码不对" }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("made-up")]
    public async Task A_ticket_that_is_not_from_here_begins_anew(string ticket)
    {
        await using var portal = await PortalFactory.CreateAsync();
        var (phone, _) = await EnableAsync(portal, "leader");
        portal.Time.Advance(TimeSpan.FromSeconds(30));
        var client = portal.Stranger();
        var page = await FirstStepAsync(client, "leader");
        var answer = await client.SubmitAsync(page, "/account/code", [new("Code", phone.ComputeTotp(Now(portal))), new("Ticket", ticket)]);
        Assert.Contains(SignInService.StartAgainMessage, (await answer.DocumentAsync()).TextOf());
        Assert.False(await client.IsSignedInAsync());
    }

    [Fact]
    public async Task Switching_it_on_needs_the_password_and_the_code_of_the_secret_that_was_shown()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var client = await portal.SignedInAsync("leader");
        var page = await client.GetDocumentAsync(Page);
        var (secret, code) = Shown(portal, page);

        var wrong = await (await client.SubmitAsync(page, Page, [new("Code", code), new("Password", "falsch")])).DocumentAsync();
        Assert.Contains("密码不对", wrong.QuerySelector(".error-summary")!.TextOf());
        Assert.Equal(secret, Shown(portal, wrong).Secret);
        Assert.Contains(TwoFactorService.WrongCode, (await (await client.SubmitAsync(page, Page, [new("Code", "000000"), new("Password", SignIns.Password)])).DocumentAsync()).TextOf());
        Assert.Contains("请填写验证码", (await (await client.SubmitAsync(page, Page, [new("Password", SignIns.Password)])).DocumentAsync()).TextOf());
        await using var db = portal.Open();
        Assert.False(await db.Users.AnyAsync(u => u.TwoFactorEnabled, Ct));
    }

    [Fact]
    public async Task Switching_it_off_needs_a_code()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var (phone, _) = await EnableAsync(portal, "leader");
        portal.Time.Advance(TimeSpan.FromSeconds(30));
        var client = portal.Stranger();
        await SendAsync(client, await FirstStepAsync(client, "leader"), phone.ComputeTotp(Now(portal)));
        Assert.Contains(
            TwoFactorService.WrongCode,
            (await (await client.PostFormAsync(Page, [new("Code", "000000"), new("Password", SignIns.Password)])).DocumentAsync()).TextOf());

        portal.Time.Advance(TimeSpan.FromSeconds(30));
        var off = await client.PostFormAsync(Page, [new("Code", phone.ComputeTotp(Now(portal))), new("Password", SignIns.Password)]);
        Assert.Equal(Page, off.LocationOf());
        Assert.Equal("/", (await portal.Stranger().SignInAsync("leader")).LocationOf());
    }

    [Fact]
    public async Task The_secret_and_the_codes_stand_neither_in_the_trail_nor_readable_in_the_database()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var client = await portal.SignedInAsync("leader");
        var page = await client.GetDocumentAsync(Page);
        var (secret, code) = Shown(portal, page);
        var shown = await (await client.SubmitAsync(page, Page, [new("Code", code), new("Password", SignIns.Password)])).DocumentAsync();
        var recovery = shown.QuerySelectorAll(".recovery-codes li").Select(e => e.TextOf()).ToList();

        await using var db = portal.Open();
        var user = await db.Users.Include(u => u.RecoveryCodes).SingleAsync(u => u.UserName == "leader", Ct);
        Assert.DoesNotContain(secret, user.AuthenticatorKey!, StringComparison.Ordinal);
        Assert.Empty(user.RecoveryCodes.Select(c => c.Hash).Intersect(recovery));
        var entry = Assert.Single(await TrailAsync(portal), e => e.Action == AccountAudit.EnableTwoFactor);
        Assert.Equal("""{"TwoFactorEnabled":["False","True"]}""", entry.Details);
    }

    [Fact]
    public async Task The_setting_leads_administrators_and_leaders_to_it_and_nobody_else()
    {
        await using var portal = await PortalFactory.CreateAsync();
        await portal.SetPasswordAsync("leader");
        await using (var db = portal.Open())
        {
            db.Settings.Add(new Setting { Key = AccountSettings.TwoFactorRequired.Key, Value = 1 });
            db.Note(new AuditNote(portal.World.Actor("secadmin"), SettingAudit.ChangeSetting));
            await db.SaveChangesAsync(Ct);
        }

        foreach (var name in new[] { "leader", "sysadmin", "secadmin", "auditor" })
            Assert.Equal(Page, (await portal.ClientOf(name).GetAsync("/", Ct)).LocationOf());
        foreach (var name in new[] { "jyk-staff", "coordinator", "supervisor" })
            Assert.Equal(System.Net.HttpStatusCode.OK, (await portal.ClientOf(name).GetAsync("/", Ct)).StatusCode);

        var client = portal.Stranger();
        await client.SignInAsync("leader");
        var page = await client.GetDocumentAsync(Page);
        Assert.Contains("请先开启", page.TextOf());
        await client.SubmitAsync(page, Page, [new("Code", Shown(portal, page).Code), new("Password", SignIns.Password)]);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await client.GetAsync("/", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_lost_phone_is_the_system_administrators_matter_but_not_that_of_the_other_posts()
    {
        await using var portal = await PortalFactory.CreateAsync();
        await EnableAsync(portal, "leader");
        await EnableAsync(portal, "secadmin");
        var admin = portal.ClientOf("sysadmin");

        var leader = $"/admin/users/{portal.World.Users["leader"].Id}";
        Assert.Equal(leader, (await admin.PostFormAsync(leader, [], form: "#reset-two-factor")).LocationOf());
        Assert.Equal("/", (await portal.Stranger().SignInAsync("leader")).LocationOf());

        var post = $"/admin/users/{portal.World.Users["secadmin"].Id}";
        Assert.Contains("三员分立", (await (await admin.PostFormAsync(post, [], form: "#reset-two-factor")).DocumentAsync()).TextOf());
        await FirstStepAsync(portal.Stranger(), "secadmin");
    }

    /// <summary>Switches it on as the account's holder would; what the phone then shows, and the recovery codes.</summary>
    private static async Task<(Totp Phone, IReadOnlyList<string> Recovery)> EnableAsync(PortalFactory portal, string userName)
    {
        var client = await portal.SignedInAsync(userName);
        var page = await client.GetDocumentAsync(Page);
        var (secret, code) = Shown(portal, page);
        var done = await (await client.SubmitAsync(page, Page, [new("Code", code), new("Password", SignIns.Password)])).DocumentAsync();
        Assert.Contains("两步验证已开启", done.TextOf());
        Assert.True(await client.IsSignedInAsync());
        return (new Totp(Base32Encoding.ToBytes(secret)), [.. done.QuerySelectorAll(".recovery-codes li").Select(e => e.TextOf())]);
    }

    private static (string Secret, string Code) Shown(PortalFactory portal, IHtmlDocument page)
    {
        var secret = page.QuerySelector("#two-factor-secret")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        return (secret, new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(Now(portal)));
    }

    private static async Task<IHtmlDocument> FirstStepAsync(HttpClient client, string userName)
    {
        var page = await (await client.SignInAsync(userName)).DocumentAsync();
        Assert.NotNull(page.QuerySelector("form[action='/account/code'] #Code"));
        return page;
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, IHtmlDocument page, string code) =>
        client.SubmitAsync(page, "/account/code", [new("Code", code)]);

    private static DateTime Now(PortalFactory portal) => portal.Time.GetUtcNow().UtcDateTime;

    private static async Task<List<AuditEntry>> TrailAsync(PortalFactory portal)
    {
        await using var db = portal.Open();
        return await db.AuditEntries.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync(Ct);
    }
}
