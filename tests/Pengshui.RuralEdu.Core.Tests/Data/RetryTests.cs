using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Bulletins;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Instructions;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Plans.Import;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Sections;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Core.Tests.Plans.Import;
using Pengshui.RuralEdu.Core.Units;
using Pengshui.RuralEdu.Core.Units.Import;
using Pengshui.RuralEdu.Notices;
using Pengshui.RuralEdu.Notices.Tests;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Data;

/// <summary>
/// Every kind of write is done again as a whole where the database says that it is busy, at whichever statement, before the
/// commit and after it: in the end there is one act and one entry for it.
/// </summary>
public sealed partial class RetryTests
{
    private static readonly DateOnly Due = new(2023, 10, 27);
    private static readonly byte[] Pdf = Encoding.Latin1.GetBytes("%PDF-1.4\n%âãÏÓ\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n");

    private static readonly UnitCommand Township = new(UnitKind.Township, "示例镇", null, UnitStages.None, null, null, null, null);
    private const string UnitRows = "单位名称\t类别\t标识码\t学段\t所在乡镇街道\n示例镇\t乡镇街道\n示例小学\t学校\t2150000001\t小学\t示例镇";

    /// <summary>What it is called → what is done before, what is done, and the code of its entry.</summary>
    private static readonly Dictionary<string, (Func<WriteBench, Task<int>>? Before, Func<WriteBench, int, Task<Result>> Act, string Code)> Acts = new()
    {
        ["a section is made"] = (null, async (b, _) => await b.DoAsync<SectionService, Result<int>>(s =>
            s.CreateAsync(new SectionCommand("xinke", "新科", 5, true, ["新设科"]), b.Actor("sysadmin"), WriteBench.Token)), SectionAudit.CreateSection),
        ["a section is changed"] = (null, async (b, _) => await b.DoAsync<SectionService, Result>(s =>
            s.ChangeAsync(b.World.Decoy.Id, b.World.Decoy.Version, new SectionCommand("decoy", "改名科", 9, true, ["旧名"]), b.Actor("sysadmin"), WriteBench.Token)), SectionAudit.ChangeSection),
        ["a unit is made"] = (null, async (b, _) => await MakeTownshipAsync(b), UnitAudit.CreateUnit),
        ["a unit is changed"] = (async b => (await MakeTownshipAsync(b)).Value, async (b, id) => await b.DoAsync<UnitService, Result>(s =>
            s.ChangeAsync(id, 1, Township with { Name = "示例街道" }, b.Actor("coordinator"), WriteBench.Token)), UnitAudit.ChangeUnit),
        ["a unit is closed"] = (async b => (await MakeTownshipAsync(b)).Value, async (b, id) => await b.DoAsync<UnitClosingService, Result>(s =>
            s.CloseAsync(new CloseUnit(id, 1, Due, null), b.Actor("coordinator"), WriteBench.Token)), UnitAudit.CloseUnit),
        ["a list of units is written"] = (async b => (await b.DoAsync<UnitImportService, Result<int>>(s => s.StartAsync(UnitRows, b.Actor("coordinator"), WriteBench.Token))).Value,
            async (b, id) => await b.DoAsync<UnitImportService, Result<UnitImportOutcome>>(s =>
                s.ConfirmAsync(new ConfirmUnitList(id, UnitStamp(b), false, [], null), b.Actor("coordinator"), WriteBench.Token)), UnitAudit.ImportUnits),
        ["a setting is changed"] = (null, async (b, _) => await b.DoAsync<SettingService, Result>(s =>
            s.ChangeAsync(new ChangeSettings([new SettingChange(ReportSettings.DueDay.Key, 24, 0)]), b.Actor("sysadmin"), WriteBench.Token)), SettingAudit.ChangeSetting),
        ["a day is set"] = (null, async (b, _) => await b.DoAsync<CalendarService, Result>(s =>
            s.SetDayAsync(new CalendarDayCommand(new DateOnly(2023, 12, 29), CalendarDayKind.Holiday, "元旦"), b.Actor("sysadmin"), WriteBench.Token)), CalendarAudit.ChangeCalendar),
        ["an account is made"] = (null, async (b, _) => await b.DoAsync<AccountService, Result<FirstPassword>>(s =>
            s.CreateAsync(new CreateUser("new-staff", "新填报员") { MemberOf = ["jyk"] }, b.Actor("sysadmin"), WriteBench.Token)), AccountAudit.CreateUser),
        ["an account is disabled"] = (null, async (b, _) => await b.DoAsync<AccountGate, Result>(s =>
            s.DisableAsync(new TheUser(b.World.Users["decoy-staff"].Id, null), b.Actor("sysadmin"), WriteBench.Token)), AccountAudit.DisableUser),
        ["roles are granted"] = (null, async (b, _) => await b.DoAsync<RoleService, Result>(s =>
            s.GrantAsync(new GrantRoles(b.World.Users["decoy-staff"].Id, b.World.Users["decoy-staff"].Version, [Role.Reporter, Role.SectionHead]), b.Actor("secadmin"), WriteBench.Token)), AccountAudit.GrantRoles),
        ["somebody signs in"] = (null, async (b, _) => await b.DoAsync<SignInService, Result<BegunSignIn>>(s =>
            s.BeginAsync("jyk-staff", WriteBench.Password, b.Actor("jyk-staff"), WriteBench.Device)), AccountAudit.SignIn),
        ["a password is changed"] = (null, async (b, _) => await b.DoAsync<PasswordService, Result<BegunSignIn>>(s =>
            s.ChangeAsync(new ChangePassword(WriteBench.Password, "Shan-Shui-8462"), b.Actor("jyk-staff"), WriteBench.Device)), AccountAudit.ChangePassword),
        ["a month is opened"] = (null, async (b, _) => await b.DoAsync<PeriodService, Result<int>>(s =>
            s.OpenAsync(b.World.Plan.Id, new Month(2023, 9), b.Actor("coordinator"), WriteBench.Token)), ReportAudit.OpenPeriod),
        ["a month is closed"] = (null, async (b, _) => await b.DoAsync<PeriodService, Result>(s =>
            s.CloseAsync(b.World.October.Id, b.World.October.Version, b.Actor("coordinator"), WriteBench.Token)), ReportAudit.ClosePeriod),
        ["a lead is changed"] = (null, async (b, _) => await b.DoAsync<ResponsibilityService, Result>(s =>
            s.ChangeLeadAsync(new ChangeLead(b.World.Task1.Id, b.World.Task1.Version, b.World.Supporting.Id, b.Database.Clock.Today, "分工有调整。"), b.Actor("coordinator"), WriteBench.Token)), ReportAudit.ChangeResponsibility),
        ["a plan is imported"] = (null, async (b, _) => await b.DoAsync<PlanImport, Result<ImportOutcome>>(async s =>
        {
            var notice = NoticeExamples.Parsed(NoticeReader.Paste(PlanImportTests.Notice).Value);
            return await s.ApplyAsync(new ImportPlan(await s.ProposeAsync(notice, WriteBench.Token), AllNewSections: true), b.Actor("coordinator"), WriteBench.Token);
        }), PlanAudit.ImportPlan),
        ["a report is saved"] = (null, async (b, _) => await b.DoAsync<ReportService, Result<int>>(s =>
            s.SaveDraftAsync(new SaveReport(b.World.ReportOf(b.World.Alone).Id, 1, Content(b)), b.Actor("jjk-staff"), WriteBench.Token)), ReportAudit.SaveDraft),
        ["a report is submitted"] = (null, async (b, _) => await SubmitAsync(b), ReportAudit.SubmitReport),
        ["a report is approved"] = (async b => (await SubmitAsync(b)).Value, async (b, version) => await b.DoAsync<ReportDecisions, Result<int>>(s =>
            s.ApproveAsync(b.World.ReportOf(b.World.Alone).Id, version, b.Actor("jjk-head"), WriteBench.Token)), ReportAudit.ApproveReport),
        ["evidence is added"] = (null, async (b, _) => await b.DoAsync<EvidenceService, Result<EvidenceAdded>>(s =>
            s.AddAsync(b.World.ReportOf(b.World.Alone).Id, new MemoryStream(Pdf), "台账.pdf", b.Actor("jjk-staff"), WriteBench.Token)), ReportAudit.AddEvidence),
        ["an inspection is drafted"] = (null, async (b, _) => await b.DoAsync<InspectionService, Result<InspectionSaved>>(s =>
            s.SaveDraftAsync(Visit(b), b.Actor("supervisor"), WriteBench.Token)), InspectionAudit.SaveInspection),
        ["an inspection is issued"] = (null, async (b, _) => await b.DoAsync<InspectionService, Result<InspectionSaved>>(s =>
            s.IssueAsync(Visit(b), b.Actor("supervisor"), WriteBench.Token)), InspectionAudit.IssueInspection),
        ["an inspection is supplemented"] = (IssueAsync, async (b, id) => await b.DoAsync<InspectionService, Result>(s =>
            s.SupplementAsync(id, Guid.NewGuid(), "补充情况。", b.Actor("supervisor"), WriteBench.Token)), InspectionAudit.SupplementInspection),
        ["an inspection is discarded"] = (async b => (await b.DoAsync<InspectionService, Result<InspectionSaved>>(s => s.SaveDraftAsync(Visit(b), b.Actor("supervisor"), WriteBench.Token))).Value.Id,
            async (b, id) => await b.DoAsync<InspectionService, Result>(s => s.DiscardAsync(id, 1, b.Actor("supervisor"), WriteBench.Token)), InspectionAudit.DiscardInspection),
        ["a rectification is raised"] = (null, async (b, _) => await RaiseAsync(b), RectificationAudit.IssueRectification),
        ["a rectification is answered"] = (async b => (await RaiseAsync(b)).Value, async (b, id) => await b.DoAsync<RectificationService, Result<int>>(s =>
            s.SubmitAsync(new AnswerRectification(id, 1, "逐校补齐票据。", "已补齐。"), b.Actor("jjk-staff"), WriteBench.Token)), RectificationAudit.SubmitRectification),
        ["a file is added to a rectification"] = (async b => (await RaiseAsync(b)).Value, async (b, id) => await b.DoAsync<RectificationFileService, Result<int>>(s =>
            s.AddAsync(id, new MemoryStream(Pdf), "票据.pdf", b.Actor("jjk-staff"), WriteBench.Token)), RectificationAudit.AddRectificationFile),
        ["an instruction is given"] = (null, async (b, _) => await b.DoAsync<InstructionService, Result<int>>(s =>
            s.GiveAsync(new GiveInstruction(Guid.NewGuid(), 2023, 1, null, "请逐校核实", Due, [b.World.Jyk.Id]), b.Actor("leader"), WriteBench.Token)), InstructionAudit.GiveInstruction),
        ["a light is overridden"] = (null, async (b, _) => await b.DoAsync<LightOverrideService, Result<int>>(s =>
            s.SetAsync(new OverrideLight(2023, 1, new Month(2023, 10), Light.Red, "现场情况严重。", Due, null), b.Actor("coordinator"), WriteBench.Token)), LightAudit.OverrideLight),
        ["a bulletin is drafted"] = (null, async (b, _) => await DraftAsync(b), BulletinAudit.DraftBulletin),
        ["a bulletin is published"] = (async b => (await DraftAsync(b)).Value, async (b, id) => await b.DoAsync<BulletinService, Result>(s =>
            s.PublishAsync(id, 1, b.Actor("coordinator"), WriteBench.Token)), BulletinAudit.PublishBulletin),
    };

    public static TheoryData<string, FaultPlace> EveryActAndPlace()
    {
        var rows = new TheoryData<string, FaultPlace>();
        foreach (var act in Acts.Keys)
        {
            foreach (var place in new[] { FaultPlace.Statement, FaultPlace.Commit, FaultPlace.Answer })
                rows.Add(act, place);
        }

        return rows;
    }

    [Theory, MemberData(nameof(EveryActAndPlace))]
    public async Task A_write_that_is_refused_for_now_is_done_again_as_a_whole(string name, FaultPlace place)
    {
        var (_, _, code) = Acts[name];
        var undisturbed = await RunAsync(name, place, nth: int.MaxValue);
        for (var nth = 1; ; nth++)
        {
            var disturbed = await RunAsync(name, place, nth);
            Assert.Equal(undisturbed.Rows, disturbed.Rows);
            Assert.Equal(undisturbed.Trail.Select(e => (e.Sequence, e.Action, e.Result, e.ObjectType, e.ObjectTitle)), disturbed.Trail.Select(e => (e.Sequence, e.Action, e.Result, e.ObjectType, e.ObjectTitle)));
            Assert.Single(disturbed.Trail, e => e.Action == code && e.Result == AuditResult.Succeeded);
            if (disturbed.IsUndisturbed)
                break;
            Assert.True(nth < 60, "the fault strikes for ever");
        }
    }

    [Fact]
    public async Task What_stays_busy_is_given_up_and_leaves_nothing()
    {
        await using var bench = await WriteBench.CreateAsync();
        var rows = await bench.RowsAsync();
        await using var db = bench.Database.Open();
        var attempts = 0;
        await Assert.ThrowsAnyAsync<Exception>(() => db.WriteTogetherAsync(async () =>
        {
            attempts++;
            bench.Database.Faults.Arm(FaultPlace.Commit, 1);
            db.Add(new Section { Code = "busy", Name = "忙科" });
            db.Note(new AuditNote(bench.Actor("sysadmin"), SectionAudit.CreateSection));
            return await db.SaveChangesAsync(WriteBench.Token);
        }, WriteBench.Token));
        bench.Database.Faults.Disarm();
        Assert.Equal(7, attempts);
        Assert.Equal(rows, await bench.RowsAsync());
        Assert.Empty(db.ChangeTracker.Entries());
    }

    private static async Task<(Dictionary<string, int> Rows, List<AuditEntry> Trail, bool IsUndisturbed)> RunAsync(string name, FaultPlace place, int nth)
    {
        var (before, act, _) = Acts[name];
        await using var bench = await WriteBench.CreateAsync();
        var id = before is null ? 0 : await before(bench);
        bench.Database.Faults.Arm(place, nth);
        var result = await act(bench, id);
        Assert.True(result.Succeeded, $"{name}: {result.Outcome} {result.Message}");
        var isUndisturbed = bench.Database.Faults.IsArmed;
        Assert.DoesNotContain(bench.Database.Statements.Texts, OwnKey().IsMatch);
        bench.Database.Faults.Disarm();
        await using var db = bench.Database.Open();
        var verdict = await bench.Database.Verifier(db).CheckAsync(null, WriteBench.Token);
        Assert.True(verdict.Holds, verdict.Sentence);
        return (await bench.RowsAsync(), await bench.TrailAsync(), isUndisturbed);
    }

    // A save that is run again asks the engine for new keys: SQL Server takes none.
    [GeneratedRegex("INSERT INTO \"[A-Za-z]+\" \\(\"Id\"", RegexOptions.CultureInvariant)]
    private static partial Regex OwnKey();

    private static ReportContent Content(WriteBench bench) => new()
    {
        Progress = "完成第二轮调研。",
        Problems = "无",
        NextSteps = "继续调研，逐校落实。",
        CompletionRate = 70,
        SelfLight = Light.Green,
        Measures = [new MeasureEntry { MeasureId = bench.World.Task2.Measures.Single().Id, State = MeasureState.Continuous }],
        Figures = [new FigureEntry { IndicatorId = bench.World.Task2.Indicators.Single().Id, Value = 3 }],
    };

    private static Task<Result<int>> MakeTownshipAsync(WriteBench bench) =>
        bench.DoAsync<UnitService, Result<int>>(s => s.CreateAsync(Township, bench.Actor("coordinator"), WriteBench.Token));

    private static string UnitStamp(WriteBench bench) =>
        new UnitMatcher(new UnitBook([]), bench.Database.Clock.Today).Match(UnitColumns.Read(SheetReader.Paste(UnitRows).Value).Value.Rows).Stamp();

    private static Task<Result<int>> SubmitAsync(WriteBench bench) => bench.DoAsync<ReportService, Result<int>>(s =>
        s.SubmitAsync(new SaveReport(bench.World.ReportOf(bench.World.Alone).Id, 1, Content(bench)), bench.Actor("jjk-staff"), WriteBench.Token));

    private static SaveInspection Visit(WriteBench bench)
    {
        var whose = InspectionItemEntry.KeyOf(bench.World.Lead.PlanTaskId, bench.World.Lead.SectionId);
        return new SaveInspection(Guid.NewGuid(), Guid.NewGuid(), 0, new InspectionContent
        {
            VisitedOn = new DateOnly(2023, 10, 18),
            Town = "示例镇",
            Place = "示例小学",
            Kind = InspectionKind.Visit,
            Dimensions = InspectionDimensions.Work,
            Findings = "查看了台账，与上报一致。",
            Items = [new InspectionItemEntry { TaskId = bench.World.Lead.PlanTaskId, SectionId = bench.World.Lead.SectionId, Light = Light.Green }],
            Rectifications = [new RectificationEntry { Key = Guid.NewGuid(), Whose = whose, Problem = "补全签字。", DueOn = Due }],
        });
    }

    private static async Task<int> IssueAsync(WriteBench bench) =>
        (await bench.DoAsync<InspectionService, Result<InspectionSaved>>(s => s.IssueAsync(Visit(bench), bench.Actor("supervisor"), WriteBench.Token))).Value.Id;

    private static Task<Result<int>> RaiseAsync(WriteBench bench) => bench.DoAsync<RectificationService, Result<int>>(s =>
        s.RaiseAsync(new RaiseRectification(Guid.NewGuid(), bench.World.Alone.Id, "台账缺九月的票据。", Due, null), bench.Actor("supervisor"), WriteBench.Token));

    private static Task<Result<int>> DraftAsync(WriteBench bench) => bench.DoAsync<BulletinService, Result<int>>(s =>
        s.DraftAsync(new Month(2023, 10), bench.Actor("coordinator"), WriteBench.Token));
}
