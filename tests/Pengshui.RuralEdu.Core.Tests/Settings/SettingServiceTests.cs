using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Settings;

public sealed class SettingServiceTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task Only_what_differs_is_written_and_each_change_is_audited(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);

        var result = await ChangeAsync(world, "sysadmin", new(ReportSettings.DueDay.Key, 20, 0), new(LightSettings.LateDaysForRed.Key, 3, 0));

        Assert.True(result.Succeeded, result.Message);
        await using var db = database.Open();
        var stored = await db.Settings.SingleAsync(Cancel);
        Assert.Equal((ReportSettings.DueDay.Key, 20), (stored.Key, stored.Value));
        var entry = await db.AuditEntries.SingleAsync(Cancel);
        Assert.Equal((SettingAudit.ChangeSetting, ReportSettings.DueDay.Label), (entry.Action, entry.ObjectTitle));
        Assert.Equal("""{"Value":["25","20"]}""", entry.Details);
        Assert.Equal(20, (await new SettingReader(db, new StampedCache(), new DataStamp(db)).ReadAsync(Cancel))[ReportSettings.DueDay]);
    }

    [Theory, Engines]
    public async Task The_same_form_sent_twice_changes_once(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await ChangeAsync(world, "sysadmin", new SettingChange(ReportSettings.DueDay.Key, 20, 0));

        var second = await ChangeAsync(world, "sysadmin", new SettingChange(ReportSettings.DueDay.Key, 20, 0));

        Assert.True(second.Succeeded, second.Message);
        await using var db = database.Open();
        Assert.Equal(1, await db.AuditEntries.CountAsync(Cancel));
    }

    [Theory, Engines]
    public async Task A_form_made_before_somebody_elses_change_is_a_conflict(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await ChangeAsync(world, "sysadmin", new SettingChange(ReportSettings.DueDay.Key, 20, 0));

        var late = await ChangeAsync(world, "sysadmin", new SettingChange(ReportSettings.DueDay.Key, 22, 0));
        var fresh = await ChangeAsync(world, "sysadmin", new SettingChange(ReportSettings.DueDay.Key, 22, 1));

        Assert.Equal(Outcome.Conflict, late.Outcome);
        Assert.Contains("刚被别人改为 20 日", late.Message);
        Assert.True(fresh.Succeeded, fresh.Message);
        await using var db = database.Open();
        Assert.Equal((22, 2), await db.Settings.Select(s => new ValueTuple<int, int>(s.Value, s.Version)).SingleAsync(Cancel));
    }

    [Theory, Engines]
    public async Task A_number_out_of_range_refuses_the_whole_form_at_its_field(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);

        var result = await ChangeAsync(
            world, "sysadmin", new(ReportSettings.SupportingLead.Key, 2, 0), new(ReportSettings.DueDay.Key, 29, 0), new(ReportSettings.CompletionGap.Key, null, 0));

        Assert.Equal(Outcome.Refused, result.Outcome);
        Assert.Equal(["Settings[1].Value", "Settings[2].Value"], result.Errors.Select(e => e.Field));
        await using var db = database.Open();
        Assert.False(await db.Settings.AnyAsync(Cancel));
        Assert.False(await db.AuditEntries.AnyAsync(Cancel));
    }

    [Fact]
    public async Task Red_begins_beyond_yellow()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);

        var result = await ChangeAsync(world, "sysadmin", new(LightSettings.GapForYellow.Key, 30, 0), new(LightSettings.GapForRed.Key, 30, 0));

        Assert.Equal("判红灯的差距要大于判黄灯的差距。", result.Message);
        Assert.Equal("Settings[1].Value", result.Errors.Single().Field);
    }

    [Fact]
    public async Task Each_administrator_sees_and_changes_only_their_own_settings()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);
        await using var db = database.Open();
        var queries = db.Service<SettingQueries>();

        Assert.Equal(["灯色", "月报", "通报"], (await queries.ListAsync(world.Actor("sysadmin"), Cancel)).Select(g => g.Name));
        Assert.Equal(["登录安全"], (await queries.ListAsync(world.Actor("secadmin"), Cancel)).Select(g => g.Name));
        Assert.Empty(await queries.ListAsync(world.Actor("auditor"), Cancel));
        Assert.Equal(Outcome.Forbidden, (await ChangeAsync(world, "sysadmin", new SettingChange(AccountSettings.IdleMinutes.Key, 60, 0))).Outcome);
        Assert.Equal(Outcome.Forbidden, (await ChangeAsync(world, "secadmin", new SettingChange(ReportSettings.DueDay.Key, 20, 0))).Outcome);
        Assert.True((await ChangeAsync(world, "secadmin", new SettingChange(AccountSettings.IdleMinutes.Key, 60, 0))).Succeeded);
        Assert.Equal(Outcome.NotFound, (await ChangeAsync(world, "sysadmin", new SettingChange("no.such", 1, 0))).Outcome);
    }

    private static async Task<Result> ChangeAsync(TestWorld world, string userName, params SettingChange[] changes)
    {
        await using var db = world.Database.Open();
        return await db.Service<SettingService>().ChangeAsync(new ChangeSettings(changes), world.Actor(userName), Cancel);
    }
}
