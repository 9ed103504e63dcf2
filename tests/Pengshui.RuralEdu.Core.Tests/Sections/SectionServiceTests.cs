using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Sections;
using Pengshui.RuralEdu.Core.Tests.Reports;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Sections;

public sealed class SectionServiceTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task A_new_section_is_stored_with_its_aliases_and_audited(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);

        var result = await CreateAsync(world, new SectionCommand(" aqk ", " 安全科 ", 3, true, ["县教委安全科 ", "", "校园安全科"]));

        await using var db = database.Open();
        var section = await db.Sections.Include(s => s.Aliases).SingleAsync(s => s.Id == result.Value, Cancel);
        Assert.Equal(("aqk", "安全科", 3, true), (section.Code, section.Name, section.SortOrder, section.IsActive));
        Assert.Equal(["县教委安全科", "校园安全科"], section.Aliases.Select(a => a.Name).Order());
        var entry = await db.AuditEntries.SingleAsync(Cancel);
        Assert.Equal((SectionAudit.CreateSection, "安全科", "sysadmin"), (entry.Action, entry.ObjectTitle, entry.ActorName));
    }

    /// <summary>The columns of the production database do not tell them apart either.</summary>
    [Theory, Engines]
    public async Task Names_that_differ_in_case_width_or_brackets_only_are_the_same(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var first = await CreateAsync(world, new SectionCommand("stem", "STEM教育科（试行）", 3, true, ["ＩＴ中心"]));
        Assert.True(first.Succeeded, first.Message);

        foreach (var name in new[] { "stem教育科(试行)", "ＳＴＥＭ教育科（试行）", "it中心", "It中心 " })
        {
            var asName = await CreateAsync(world, new SectionCommand("a1", name, 4, true, []));
            var asAlias = await CreateAsync(world, new SectionCommand("a2", "新科", 4, true, [name]));
            Assert.Equal([Outcome.Refused, Outcome.Refused], [asName.Outcome, asAlias.Outcome]);
            Assert.Equal(["Name", "Aliases"], [asName.Errors.Single().Field, asAlias.Errors.Single().Field]);
        }

        Assert.Equal(Outcome.Refused, (await CreateAsync(world, new SectionCommand("a4", "新科", 4, true, ["信息室", "信息室 ", "（甲）", "(甲)"]))).Outcome);

        // The section itself may write its own name and alias in another way.
        var changed = await database.ChangeSectionAsync(first.Value, 1, new SectionCommand("stem", "stem教育科(试行)", 3, true, ["IT中心"]), world.Actor("sysadmin"));
        Assert.True(changed.Succeeded, changed.Message);
        await using var check = database.Open();
        var section = await check.Sections.Include(s => s.Aliases).SingleAsync(s => s.Id == first.Value, Cancel);
        Assert.Equal(("stem教育科(试行)", "IT中心"), (section.Name, section.Aliases.Single().Name));
    }

    [Theory, Engines]
    public async Task The_same_form_sent_twice_makes_one_section(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var command = new SectionCommand("aqk", "安全科", 3, true, []);
        await CreateAsync(world, command);

        var second = await CreateAsync(world, command);

        Assert.Equal(Outcome.Refused, second.Outcome);
        Assert.Equal(["Code", "Name"], second.Errors.Select(e => e.Field));
        await using var db = database.Open();
        Assert.Equal(1, await db.Sections.CountAsync(s => s.Code == "aqk", Cancel));
    }

    [Theory, Engines]
    public async Task A_name_that_is_another_sections_name_or_alias_is_refused_either_way(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await CreateAsync(world, new SectionCommand("fwzx", "服务中心", 3, true, ["县教育服务中心"]));

        var nameIsAlias = await CreateAsync(world, new SectionCommand("a1", "县教育服务中心", 4, true, []));
        var aliasIsName = await CreateAsync(world, new SectionCommand("a2", "新科", 4, true, ["服务中心"]));
        var aliasIsAlias = await CreateAsync(world, new SectionCommand("a3", "新科", 4, true, ["县教育服务中心"]));
        var ownTwice = await CreateAsync(world, new SectionCommand("a4", "新科", 4, true, ["新科"]));

        Assert.Equal("“县教育服务中心”已是服务中心的名称或别名，请换一个。", nameIsAlias.Message);
        Assert.Equal("Name", nameIsAlias.Errors.Single().Field);
        Assert.All([aliasIsName, aliasIsAlias, ownTwice], r => Assert.Equal("Aliases", r.Errors.Single().Field));
    }

    [Theory, Engines]
    public async Task Aliases_are_added_and_removed_and_that_is_a_new_version(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await ChangeAsync(world, world.Jyk.Id, 1, new SectionCommand("jyk", "教育科", 1, true, ["甲", "乙"]));

        var result = await ChangeAsync(world, world.Jyk.Id, 2, new SectionCommand("jyk", "教育科", 1, true, ["乙", "丙"]));

        Assert.True(result.Succeeded, result.Message);
        await using var db = database.Open();
        var section = await db.Sections.Include(s => s.Aliases).SingleAsync(s => s.Id == world.Jyk.Id, Cancel);
        Assert.Equal(3, section.Version);
        Assert.Equal(new HashSet<string> { "乙", "丙" }, section.Aliases.Select(a => a.Name).ToHashSet());
        var entry = await db.AuditEntries.OrderBy(e => e.Sequence).LastAsync(Cancel);
        Assert.Equal("""{"Aliases":["乙、甲","丙、乙"]}""", entry.Details);
    }

    [Theory, Engines]
    public async Task Saving_what_is_there_already_writes_nothing(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);

        var result = await ChangeAsync(world, world.Jyk.Id, 1, new SectionCommand("jyk", "教育科", 1, true, []));

        Assert.True(result.Succeeded);
        await using var db = database.Open();
        Assert.Equal(1, (await db.Sections.SingleAsync(s => s.Id == world.Jyk.Id, Cancel)).Version);
        Assert.False(await db.AuditEntries.AnyAsync(Cancel));
    }

    [Theory, Engines]
    public async Task A_form_made_from_an_old_version_is_a_conflict(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await ChangeAsync(world, world.Jyk.Id, 1, new SectionCommand("jyk", "教育管理科", 1, true, []));

        var late = await ChangeAsync(world, world.Jyk.Id, 1, new SectionCommand("jyk", "基础教育科", 1, true, []));

        Assert.Equal(Outcome.Conflict, late.Outcome);
        await using var db = database.Open();
        Assert.Equal("教育管理科", (await db.Sections.SingleAsync(s => s.Id == world.Jyk.Id, Cancel)).Name);
    }

    [Theory, Engines]
    public async Task A_section_with_a_part_in_a_plan_in_force_stays_active(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);

        var refused = await ChangeAsync(world, world.Jjk.Id, 1, new SectionCommand("jjk", "基建科", 2, false, []));
        var onlyInAnArchivedPlan = await ChangeAsync(world, world.Decoy.Id, 1, new SectionCommand("decoy", "旁观科", 9, false, []));

        Assert.Equal("基建科在执行中的方案里负责任务 1、2，请先由统筹员在工作方案里撤并科室或调整责任科室。", refused.Message);
        Assert.True(onlyInAnArchivedPlan.Succeeded, onlyInAnArchivedPlan.Message);
        await using var db = database.Open();
        Assert.Equal([("decoy", false), ("jjk", true)], (await db.Sections.Where(s => s.Code != "jyk").OrderBy(s => s.Code).ToListAsync(Cancel)).Select(s => (s.Code, s.IsActive)));
    }

    [Theory]
    [InlineData("J", "新科", 1, "别名", "Code")]
    [InlineData("1ab", "新科", 1, "别名", "Code")]
    [InlineData("科", "新科", 1, "别名", "Code")]
    [InlineData("abc", " ", 1, "别名", "Name")]
    [InlineData("abc", "新科", 0, "别名", "SortOrder")]
    [InlineData("abc", "新科", 1000, "别名", "SortOrder")]
    [InlineData("abc", "新科", 1, "500243201001011234", "Aliases")]
    public async Task What_is_not_fit_is_refused_at_its_field(string code, string name, int order, string alias, string field)
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);

        var result = await CreateAsync(world, new SectionCommand(code, name, order, true, [alias]));

        Assert.Equal(field, Assert.Single(result.Errors).Field);
    }

    [Theory, Engines]
    public async Task The_list_says_who_works_there_and_which_tasks_it_has(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await ChangeAsync(world, world.Jjk.Id, 1, new SectionCommand("jjk", "基建科", 2, true, ["基本建设科"]));
        await using var db = database.Open();
        database.Statements.Reset();

        var rows = await db.Service<SectionQueries>().ListAsync(Cancel);

        Assert.Equal(3, database.Statements.Count);
        Assert.Equal(["jyk", "jjk", "decoy"], rows.Select(r => r.Code));
        Assert.Equal(2, rows[1].Accounts);
        Assert.Equal([1, 2], rows[1].Tasks);
        Assert.Equal(["基本建设科"], rows[1].Aliases);
        Assert.Empty(rows[2].Tasks);
    }

    private static async Task<Result<int>> CreateAsync(TestWorld world, SectionCommand command)
    {
        await using var db = world.Database.Open();
        return await PartBench.Sections(world.Database, db).CreateAsync(command, world.Actor("sysadmin"), Cancel);
    }

    private static Task<Result> ChangeAsync(TestWorld world, int id, int version, SectionCommand command) =>
        world.Database.ChangeSectionAsync(id, version, command, world.Actor("sysadmin"));
}
