using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Accounts;

public sealed class RoleServiceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task Roles_granted_and_taken_are_kept_and_end_the_sign_ins(DatabaseProvider engine)
    {
        await using var bench = await AccountBench.CreateAsync(engine);
        var before = await bench.UserAsync(bench.Id("jyk-staff"));
        Assert.True((await GrantAsync(bench, "jyk-staff", bench.Security, Role.SectionHead, Role.Leader)).Succeeded);

        var after = await bench.UserAsync(before.Id);
        Assert.Equal([Role.SectionHead, Role.Leader], after.UserRoles.Select(r => (Role)r.RoleId).Order());
        Assert.NotEqual(before.SecurityStamp, after.SecurityStamp);
        var entry = Assert.Single(await bench.TrailAsync());
        Assert.Equal((AccountAudit.GrantRoles, "secadmin", "jyk-staff"), (entry.Action, entry.ActorName, entry.ObjectTitle));
        Assert.Contains("""["Reporter","SectionHead,Leader"]""", entry.Details);
    }

    [Theory, Engines]
    public async Task The_same_roles_again_write_nothing(DatabaseProvider engine)
    {
        await using var bench = await AccountBench.CreateAsync(engine);
        Assert.True((await GrantAsync(bench, "jyk-staff", bench.Security, Role.Reporter)).Succeeded);
        Assert.Empty(await bench.TrailAsync());
    }

    [Theory, Engines]
    public async Task Two_posts_or_a_post_with_a_business_role_are_refused_and_the_trail_keeps_it(DatabaseProvider engine)
    {
        await using var bench = await AccountBench.CreateAsync(engine);
        foreach (Role[] roles in new Role[][] { [Role.SystemAdministrator, Role.Auditor], [Role.Auditor, Role.Reporter] })
            Assert.Equal(Outcome.Refused, (await GrantAsync(bench, "jyk-staff", bench.Security, roles)).Outcome);
        Assert.Equal([Role.Reporter], (await bench.UserAsync(bench.Id("jyk-staff"))).UserRoles.Select(r => (Role)r.RoleId));
        var trail = await bench.TrailAsync();
        Assert.Equal(2, trail.Count);
        Assert.All(trail, e => Assert.Equal((AccountAudit.GrantRoles, AuditResult.Refused), (e.Action, e.Result)));
    }

    [Theory, Engines]
    public async Task Nobody_changes_their_own_roles(DatabaseProvider engine)
    {
        await using var bench = await AccountBench.CreateAsync(engine);
        var result = await GrantAsync(bench, "secadmin", bench.Security, Role.Auditor);
        Assert.Equal(Outcome.Refused, result.Outcome);
        Assert.Contains("自己的角色", result.Message);
    }

    [Theory, Engines]
    public async Task The_last_system_administrator_keeps_the_post(DatabaseProvider engine)
    {
        await using var bench = await AccountBench.CreateAsync(engine);
        Assert.Contains("最后一位", (await GrantAsync(bench, "sysadmin", bench.Security)).Message);
        Assert.Contains("最后一位", (await GrantAsync(bench, "auditor", bench.Security)).Message);
        await GrantAsync(bench, "jyk-staff", bench.Security, Role.SystemAdministrator);
        Assert.True((await GrantAsync(bench, "sysadmin", bench.Security)).Succeeded);
    }

    [Theory, Engines]
    public async Task Two_security_administrators_who_take_each_others_post_leave_one(DatabaseProvider engine)
    {
        await using var bench = await AccountBench.CreateAsync(engine);
        await GrantAsync(bench, "jyk-staff", bench.Security, Role.SecurityAdministrator);
        var second = await bench.UserAsync(bench.Id("jyk-staff"));
        var other = new Actor { UserId = second.Id, UserName = "jyk-staff", DisplayName = "", Roles = new HashSet<Role> { Role.SecurityAdministrator } };
        var results = await Task.WhenAll(
            Task.Run(() => GrantAsync(bench, "jyk-staff", bench.Security), Ct), Task.Run(() => GrantAsync(bench, "secadmin", other), Ct));
        Assert.Single(results, r => r.Succeeded);
    }

    [Theory, Engines]
    public async Task Only_the_security_administrator_grants_and_ends_sign_ins(DatabaseProvider engine)
    {
        await using var bench = await AccountBench.CreateAsync(engine);
        foreach (var name in bench.World.Users.Keys.Where(n => n != "secadmin"))
        {
            Assert.Equal(Outcome.Forbidden, (await GrantAsync(bench, "jjk-staff", bench.World.Actor(name), Role.Leader)).Outcome);
            Assert.Equal(Outcome.Forbidden, (await EndAsync(bench, "jjk-staff", bench.World.Actor(name))).Outcome);
        }
    }

    [Theory, Engines]
    public async Task A_form_made_before_somebody_elses_change_is_told_so(DatabaseProvider engine)
    {
        await using var bench = await AccountBench.CreateAsync(engine);
        var version = (await bench.UserAsync(bench.Id("jyk-staff"))).Version;
        await GrantAsync(bench, "jyk-staff", bench.Security, Role.Leader);
        var late = await bench.DoAsync<RoleService, Result>(s => s.GrantAsync(new GrantRoles(bench.Id("jyk-staff"), version, [Role.Supervisor]), bench.Security, Ct));
        Assert.Equal(Outcome.Conflict, late.Outcome);
        Assert.Equal([(int)Role.Leader], (await bench.UserAsync(bench.Id("jyk-staff"))).UserRoles.Select(r => r.RoleId));
    }

    [Theory, Engines]
    public async Task Ending_sign_ins_changes_the_stamp_and_nothing_else(DatabaseProvider engine)
    {
        await using var bench = await AccountBench.CreateAsync(engine);
        var before = await bench.UserAsync(bench.Id("jyk-staff"));
        Assert.True((await EndAsync(bench, "jyk-staff", bench.Security)).Succeeded);
        var after = await bench.UserAsync(before.Id);
        Assert.NotEqual(before.SecurityStamp, after.SecurityStamp);
        Assert.Equal(before.UserRoles.Select(r => r.RoleId), after.UserRoles.Select(r => r.RoleId));
        Assert.Equal(Outcome.NotFound, (await bench.DoAsync<RoleService, Result>(s => s.EndSignInsAsync(999, bench.Security, Ct))).Outcome);
    }

    private static async Task<Result> GrantAsync(AccountBench bench, string userName, Actor actor, params Role[] roles)
    {
        var user = await bench.UserAsync(bench.Id(userName));
        return await bench.DoAsync<RoleService, Result>(s => s.GrantAsync(new GrantRoles(user.Id, user.Version, roles), actor, Ct));
    }

    private static Task<Result> EndAsync(AccountBench bench, string userName, Actor actor) =>
        bench.DoAsync<RoleService, Result>(s => s.EndSignInsAsync(bench.Id(userName), actor, Ct));
}
