using Microsoft.AspNetCore.Identity;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Accounts;

public sealed class AccountServiceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task A_new_account_has_a_first_password_that_must_be_changed_and_appears_nowhere_in_the_trail(DatabaseProvider engine)
    {
        await using var bench = await AccountBench.CreateAsync(engine);
        var made = await CreateAsync(bench, new CreateUser(" jyk-new ", "教育科 填报员") { MemberOf = ["jyk"], InCharge = ["jjk"] }, bench.System);
        Assert.True(made.Succeeded, made.Message);

        var user = await bench.UserAsync(made.Value.Id);
        Assert.Equal(("jyk-new", "JYK-NEW", true, true), (user.UserName, user.NormalizedUserName, user.MustChangePassword, user.IsEnabled));
        Assert.Empty(user.UserRoles);
        Assert.Equal(
            [(bench.World.Jyk.Id, SectionRelation.Member), (bench.World.Jjk.Id, SectionRelation.InCharge)],
            user.Sections.Select(s => (s.SectionId, s.Relation)).OrderBy(s => s.Relation));
        Assert.NotEqual(PasswordVerificationResult.Failed, new PasswordHasher<PortalUser>().VerifyHashedPassword(user, user.PasswordHash!, made.Value.Password));
        Assert.Null(PasswordPolicy.Objection(made.Value.Password, "jyk-new", 10));
        var entry = Assert.Single(await bench.TrailAsync());
        Assert.Equal((AccountAudit.CreateUser, $"{user.Id}"), (entry.Action, entry.ObjectId));
        Assert.DoesNotContain(made.Value.Password, entry.Details);
    }

    [Theory, Engines]
    public async Task The_command_line_gives_roles_and_a_page_does_not(DatabaseProvider engine)
    {
        await using var bench = await AccountBench.CreateAsync(engine);
        var command = new CreateUser("first-admin", "系统管理员") { Roles = [Role.SystemAdministrator], Password = "Lan-Tian-7391" };
        Assert.Equal(Outcome.Forbidden, (await CreateAsync(bench, command, bench.System)).Outcome);
        var made = await CreateAsync(bench, command, Actor.System());
        Assert.Equal([(int)Role.SystemAdministrator], (await bench.UserAsync(made.Value.Id)).UserRoles.Select(r => r.RoleId));
        Assert.Equal("命令行", Assert.Single(await bench.TrailAsync()).ActorName);
        Assert.Contains("由不同的人担任", (await CreateAsync(
            bench, command with { UserName = "both", Roles = [Role.SystemAdministrator, Role.Auditor] }, Actor.System())).Message);
    }

    [Theory, Engines]
    public async Task What_will_not_do_is_refused_at_its_field_and_writes_nothing(DatabaseProvider engine)
    {
        await using var bench = await AccountBench.CreateAsync(engine);
        await RefusedAsync(new CreateUser("Jyk Neu", "甲"), nameof(CreateUser.UserName));
        await RefusedAsync(new CreateUser("a", "甲"), nameof(CreateUser.UserName));
        await RefusedAsync(new CreateUser("jyk-staff", "甲"), nameof(CreateUser.UserName));
        await RefusedAsync(new CreateUser("good", ""), nameof(CreateUser.DisplayName));
        await RefusedAsync(new CreateUser("good", "50024320101001123X"), nameof(CreateUser.DisplayName));
        await RefusedAsync(new CreateUser("good", "甲") { MemberOf = ["nirgends"] }, nameof(CreateUser.MemberOf));
        await RefusedAsync(new CreateUser("good", "甲") { Password = "kurz" }, nameof(CreateUser.Password));
        Assert.Empty(await bench.TrailAsync());

        async Task RefusedAsync(CreateUser command, string field)
        {
            var result = await CreateAsync(bench, command, bench.System);
            Assert.Equal((Outcome.Refused, field), (result.Outcome, Assert.Single(result.Errors).Field));
        }
    }

    [Theory, Engines]
    public async Task Name_and_sections_change_together_with_their_entry_and_a_late_form_is_told(DatabaseProvider engine)
    {
        await using var bench = await AccountBench.CreateAsync(engine);
        var user = await bench.UserAsync(bench.Id("jyk-staff"));
        var command = new ChangeUser(user.Id, user.Version, "基建科 填报员", ["jjk"], []);
        Assert.True((await ChangeAsync(bench, command)).Succeeded);
        var after = await bench.UserAsync(user.Id);
        Assert.Equal("基建科 填报员", after.DisplayName);
        Assert.Equal([bench.World.Jjk.Id], after.Sections.Select(s => s.SectionId));
        Assert.Equal(user.SecurityStamp, after.SecurityStamp);
        Assert.Contains("""["jyk","jjk"]""", Assert.Single(await bench.TrailAsync()).Details);

        Assert.Equal(Outcome.Conflict, (await ChangeAsync(bench, command)).Outcome);
        Assert.True((await ChangeAsync(bench, command with { Version = after.Version })).Succeeded);
        Assert.Single(await bench.TrailAsync());
    }

    [Theory, Engines]
    public async Task Disabling_ends_the_sign_ins_and_enabling_brings_the_account_back(DatabaseProvider engine)
    {
        await using var bench = await AccountBench.CreateAsync(engine);
        var before = await bench.UserAsync(bench.Id("jyk-staff"));
        Assert.True((await GateAsync(bench, "jyk-staff", (g, u) => g.DisableAsync(u, bench.System, Ct))).Succeeded);
        var off = await bench.UserAsync(before.Id);
        Assert.False(off.IsEnabled);
        Assert.NotEqual(before.SecurityStamp, off.SecurityStamp);
        Assert.True((await GateAsync(bench, "jyk-staff", (g, u) => g.EnableAsync(u, bench.System, Ct))).Succeeded);
        Assert.True((await bench.UserAsync(before.Id)).IsEnabled);
        Assert.Equal([AccountAudit.DisableUser, AccountAudit.EnableUser], (await bench.TrailAsync()).Select(e => e.Action));
    }

    [Theory, Engines]
    public async Task Nobody_disables_their_own_account_or_the_last_of_an_indispensable_post(DatabaseProvider engine)
    {
        await using var bench = await AccountBench.CreateAsync(engine);
        Assert.Contains("自己的账号", (await GateAsync(bench, "sysadmin", (g, u) => g.DisableAsync(u, bench.System, Ct))).Message);
        foreach (var (name, post) in new[] { ("secadmin", "安全管理员"), ("auditor", "审计管理员") })
        {
            Assert.Contains($"最后一位可用的{post}", (await GateAsync(bench, name, (g, u) => g.DisableAsync(u, bench.System, Ct))).Message);
            Assert.Contains($"最后一位可用的{post}", (await GateAsync(bench, name, (g, u) => g.DisableAsync(u, Actor.System(), Ct))).Message);
            Assert.True((await bench.UserAsync(bench.Id(name))).IsEnabled);
        }

        Assert.Contains("最后一位可用的系统管理员", (await GateAsync(bench, "sysadmin", (g, u) => g.DisableAsync(u, Actor.System(), Ct))).Message);
        Assert.All(await bench.TrailAsync(), e => Assert.Equal(AuditResult.Refused, e.Result));
    }

    /// <summary>Two auditors at once: one is shut, the post of the other is taken. One of the two acts is refused.</summary>
    [Theory, Engines]
    public async Task Shutting_one_auditor_while_the_others_post_is_taken_leaves_one(DatabaseProvider engine)
    {
        await using var bench = await AccountBench.CreateAsync(engine);
        await GrantAsync("jyk-staff", Role.Auditor);
        var results = await Task.WhenAll(
            Task.Run(() => GateAsync(bench, "auditor", (g, u) => g.DisableAsync(u, bench.System, Ct)), Ct), Task.Run(() => GrantAsync("jyk-staff"), Ct));
        Assert.Single(results, r => r.Succeeded);

        async Task<Result> GrantAsync(string userName, params Role[] roles)
        {
            var user = await bench.UserAsync(bench.Id(userName));
            return await bench.DoAsync<RoleService, Result>(s => s.GrantAsync(new GrantRoles(user.Id, user.Version, roles), bench.Security, Ct));
        }
    }

    /// <summary>An account of the demonstration cannot sign in here, so it does not count as one who holds the post.</summary>
    [Theory, Engines]
    public async Task An_account_of_the_demonstration_is_nobody_who_could_take_the_post_over(DatabaseProvider engine)
    {
        await using var bench = await AccountBench.CreateAsync(engine);
        await using (var db = bench.Database.Open())
        {
            var second = new PortalUser { UserName = "demo", NormalizedUserName = "DEMO", DisplayName = "演示", SecurityStamp = "x", PasswordChangedAt = bench.Database.Clock.UtcNow, IsDemonstration = true };
            second.UserRoles.Add(new IdentityUserRole<int> { RoleId = (int)Role.Auditor });
            db.Add(second);
            await db.SaveChangesAsync(Ct);
        }

        Assert.Contains("最后一位可用的审计管理员", (await GateAsync(bench, "auditor", (g, u) => g.DisableAsync(u, bench.System, Ct))).Message);
    }

    [Theory, Engines]
    public async Task A_reset_password_is_a_first_one_and_lifts_a_lockout(DatabaseProvider engine)
    {
        await using var bench = await AccountBench.CreateAsync(engine);
        var before = await bench.UserAsync(bench.Id("jyk-staff"));
        var reset = await ResetAsync(bench, "jyk-staff", bench.System);
        var after = await bench.UserAsync(before.Id);
        Assert.True(after.MustChangePassword);
        Assert.NotEqual(before.SecurityStamp, after.SecurityStamp);
        Assert.NotEqual(PasswordVerificationResult.Failed, new PasswordHasher<PortalUser>().VerifyHashedPassword(after, after.PasswordHash!, reset.Value.Password));
        Assert.DoesNotContain(reset.Value.Password, Assert.Single(await bench.TrailAsync()).Details ?? "");
    }

    [Theory, Engines]
    public async Task The_system_administrator_does_not_come_into_another_post_by_resetting_its_password(DatabaseProvider engine)
    {
        await using var bench = await AccountBench.CreateAsync(engine);
        foreach (var name in new[] { "secadmin", "auditor" })
        {
            var before = await bench.UserAsync(bench.Id(name));
            Assert.Contains("三员分立", (await ResetAsync(bench, name, bench.System)).Message);
            Assert.Equal(before.PasswordHash, (await bench.UserAsync(before.Id)).PasswordHash);
        }

        var byCommand = await bench.DoAsync<AccountGate, Result<FirstPassword>>(g => g.ResetPasswordAsync("SecAdmin", Actor.System(), Ct));
        Assert.Equal("secadmin", byCommand.Value.UserName);
    }

    [Theory, Engines]
    public async Task Only_the_system_administrator_keeps_accounts(DatabaseProvider engine)
    {
        await using var bench = await AccountBench.CreateAsync(engine);
        foreach (var actor in bench.World.Users.Keys.Where(n => n != "sysadmin").Select(bench.World.Actor))
        {
            Assert.Equal(Outcome.Forbidden, (await CreateAsync(bench, new CreateUser("good", "甲"), actor)).Outcome);
            Assert.Equal(Outcome.Forbidden, (await GateAsync(bench, "jjk-staff", (g, u) => g.DisableAsync(u, actor, Ct))).Outcome);
            Assert.Equal(Outcome.Forbidden, (await ResetAsync(bench, "jjk-staff", actor)).Outcome);
        }

        var stranger = new Actor { UserName = "命令行", DisplayName = "命令行", Address = "命令行" };
        Assert.Equal(Outcome.Forbidden, (await CreateAsync(bench, new CreateUser("good", "甲"), stranger)).Outcome);
    }

    [Theory, Engines]
    public async Task The_list_finds_by_name_display_name_and_section_and_pages(DatabaseProvider engine)
    {
        await using var bench = await AccountBench.CreateAsync(engine);
        Assert.Equal(["jyk-head", "jyk-staff"], await NamesAsync("JYK"));
        Assert.Equal(["decoy-staff", "jjk-staff", "jyk-staff"], await NamesAsync("填报员"));
        Assert.Equal(["jjk-head", "jjk-staff"], await NamesAsync("基建"));
        Assert.Empty(await NamesAsync("100%"));
        var all = await bench.DoAsync<UserQueries, Page<UserRow>>(q => q.ListAsync(null, 99, Ct));
        Assert.Equal((bench.World.Users.Count, 1), (all.Total, all.Number));
        Assert.Equal([Role.Reporter], all.Items.Single(u => u.UserName == "jyk-staff").Roles);

        async Task<List<string>> NamesAsync(string search) =>
            [.. (await bench.DoAsync<UserQueries, Page<UserRow>>(q => q.ListAsync(search, 1, Ct))).Items.Select(u => u.UserName)];
    }

    private static Task<Result<FirstPassword>> CreateAsync(AccountBench bench, CreateUser command, Actor actor) =>
        bench.DoAsync<AccountService, Result<FirstPassword>>(s => s.CreateAsync(command, actor, Ct));

    private static Task<Result> ChangeAsync(AccountBench bench, ChangeUser command) =>
        bench.DoAsync<AccountService, Result>(s => s.ChangeAsync(command, bench.System, Ct));

    private static async Task<Result> GateAsync(AccountBench bench, string userName, Func<AccountGate, TheUser, Task<Result>> act)
    {
        var user = await bench.UserAsync(bench.Id(userName));
        return await bench.DoAsync<AccountGate, Result>(g => act(g, new TheUser(user.Id, user.Version)));
    }

    private static async Task<Result<FirstPassword>> ResetAsync(AccountBench bench, string userName, Actor actor)
    {
        var user = await bench.UserAsync(bench.Id(userName));
        return await bench.DoAsync<AccountGate, Result<FirstPassword>>(g => g.ResetPasswordAsync(new TheUser(user.Id, user.Version), actor, Ct));
    }
}
