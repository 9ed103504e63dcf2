using System.Text;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Bulletins;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Instructions;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Core.Tests.Bulletins;
using Pengshui.RuralEdu.Core.Tests.Inspections;
using Pengshui.RuralEdu.Core.Tests.Reports;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Plans;

/// <summary>An archived plan is only read.</summary>
public sealed class ArchivedPlanTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ReportState.Confirmed, ReportAction.Reopen, "coordinator")]
    [InlineData(ReportState.AwaitingConfirmation, ReportAction.Confirm, "coordinator")]
    [InlineData(ReportState.AwaitingConfirmation, ReportAction.Return, "coordinator")]
    [InlineData(ReportState.AwaitingSectionReview, ReportAction.Approve, "jyk-head")]
    [InlineData(ReportState.AwaitingSectionReview, ReportAction.Withdraw, "jyk-staff")]
    public async Task No_step_of_a_report_is_taken_and_no_button_is_shown(ReportState state, ReportAction action, string who)
    {
        await using var bench = await ReportBench.CreateAsync();
        await bench.PutAsync(bench.LeadId, state, bench.World.Users["jyk-staff"].Id);
        Assert.Contains(action, (await bench.ViewAsync(bench.LeadId, who))!.Actions);
        await ArchiveAsync(bench);

        var result = await bench.StepAsync(bench.LeadId, action, who, "补充材料");

        Assert.Equal((Outcome.Refused, ArchivedPlan.Sentence), (result.Outcome, result.Message));
        Assert.Empty((await bench.ViewAsync(bench.LeadId, who))!.Actions);
        Assert.Equal(state, (await bench.ReportAsync(bench.LeadId)).State);
        Assert.Equal(AuditResult.Refused, (await bench.AuditAsync())[^1].Result);
    }

    [Fact]
    public async Task Nothing_is_written_into_a_report_and_no_evidence_added()
    {
        await using var bench = await ReportBench.CreateAsync();
        await ArchiveAsync(bench);

        Assert.Equal(ArchivedPlan.Sentence, (await bench.SaveAsync(bench.LeadId, 1, bench.Complete(bench.LeadId), "jyk-staff")).Message);
        Assert.Equal(ArchivedPlan.Sentence, (await bench.SubmitAsync(bench.LeadId, 1, bench.Complete(bench.LeadId), "jyk-staff")).Message);
        Assert.Equal(ArchivedPlan.Sentence, (await bench.FormAsync(bench.LeadId, "jyk-staff")).Message);
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("说明"));
        Assert.Equal(ArchivedPlan.Sentence, (await bench.EvidenceAsync(s => s.AddAsync(bench.LeadId, content, "说明.txt", bench.Actor("jyk-staff"), Cancel))).Message);
        Assert.Equal(ReportState.NotStarted, (await bench.ReportAsync(bench.LeadId)).State);
    }

    [Fact]
    public async Task No_instruction_is_given_on_it()
    {
        await using var bench = await ReportBench.CreateAsync();
        await ArchiveAsync(bench);
        await using var db = bench.Database.Open();
        var command = new GiveInstruction(Guid.NewGuid(), 2023, 1, null, "请核查", bench.Database.Clock.Today.AddDays(7), [bench.World.Jyk.Id]);

        Assert.Equal(ArchivedPlan.Sentence, (await db.Service<InstructionService>(bench.Database.Clock).GiveAsync(command, bench.Actor("leader"), Cancel)).Message);
        Assert.False(await db.Instructions.AnyAsync(Cancel));
    }

    [Fact]
    public async Task No_light_is_judged_anew()
    {
        await using var bench = await ReportBench.CreateAsync();
        await ArchiveAsync(bench);
        await using var db = bench.Database.Open();
        var (cache, stamp) = (new StampedCache(), new DataStamp(db));
        var years = db.Service<PlanYearReader>(cache, stamp, new CalendarReader(db, cache, stamp), new SettingReader(db, cache, stamp), bench.Database.Clock);
        var command = new OverrideLight(2023, 1, new Month(2023, 10), Light.Green, "已约谈", bench.Database.Clock.Today.AddDays(5), null);

        Assert.Equal(ArchivedPlan.Sentence, (await new LightOverrideService(db, years, bench.Database.Clock).SetAsync(command, bench.Actor("coordinator"), Cancel)).Message);
        Assert.False(await db.LightOverrides.AnyAsync(Cancel));
    }

    [Fact]
    public async Task No_bulletin_is_drafted_changed_or_published()
    {
        await using var bench = await ReportBench.CreateAsync();
        int id;
        await using (var db = bench.Database.Open())
            id = (await new BulletinBench(bench.Database, db).Service.DraftAsync(new Month(2023, 10), bench.Actor("coordinator"), Cancel)).Value;
        await bench.World.AddMonthAsync(new Month(2023, 9));
        await ArchiveAsync(bench);
        await using var later = bench.Database.Open();
        var service = new BulletinBench(bench.Database, later).Service;

        Assert.Equal(ArchivedPlan.Sentence, (await service.DraftAsync(new Month(2023, 9), bench.Actor("coordinator"), Cancel)).Message);
        Assert.Equal(ArchivedPlan.Sentence, (await service.RedrawAsync(id, 1, BulletinPart.Tasks, bench.Actor("coordinator"), Cancel)).Message);
        Assert.Equal(ArchivedPlan.Sentence, (await service.PublishAsync(id, 1, bench.Actor("coordinator"), Cancel)).Message);
    }

    [Fact]
    public async Task No_draft_of_an_inspection_is_saved_or_issued()
    {
        await using var bench = await InspectionBench.CreateAsync();
        var key = Guid.NewGuid();
        Assert.True((await bench.SaveAsync(key, 0, bench.Complete())).Succeeded);
        await bench.QueryAsync(async db =>
        {
            (await db.WorkPlans.SingleAsync(p => p.Year == 2023, Cancel)).State = PlanState.Archived;
            return await db.SaveChangesAsync(Cancel);
        });

        Assert.Equal(ArchivedPlan.Sentence, (await bench.SaveAsync(key, 1, bench.Complete() with { Findings = "改过。" }, form: Guid.NewGuid())).Message);
        Assert.Equal(ArchivedPlan.Sentence, (await bench.IssueAsync(key, 1, bench.Complete(), form: Guid.NewGuid())).Message);
        Assert.Equal(InspectionState.Draft, await bench.QueryAsync(db => db.Inspections.Select(i => i.State).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task An_open_rectification_or_instruction_keeps_it_from_being_archived()
    {
        await using var bench = await ReportBench.CreateAsync();
        await using (var db = bench.Database.Open())
        {
            (await db.ReportingPeriods.SingleAsync(Cancel)).ClosedAt = bench.Database.Clock.UtcNow;
            db.Add(new Rectification
            {
                PlanTaskId = bench.World.Task1.Id, SectionId = bench.World.Jyk.Id, Problem = "台账不全", DueOn = bench.Database.Clock.Today, FormKey = Guid.NewGuid(),
                RaisedById = bench.World.Users["supervisor"].Id, State = RectificationState.AwaitingVerification,
            });
            await db.SaveChangesAsync(Cancel);
            var command = new GiveInstruction(Guid.NewGuid(), 2023, 1, null, "请核查", bench.Database.Clock.Today.AddDays(7), [bench.World.Jyk.Id]);
            Assert.True((await db.Service<InstructionService>(bench.Database.Clock).GiveAsync(command, bench.Actor("leader"), Cancel)).Succeeded);
        }

        await using var open = bench.Database.Open();
        var version = await open.WorkPlans.Where(p => p.Year == 2023).Select(p => p.Version).SingleAsync(Cancel);
        var refused = await open.Service<PlanService>().TakeAsync(2023, version, PlanAction.Archive, bench.Actor("coordinator"), Cancel);

        Assert.Equal(["还有 1 件整改没有销号或没有回头看，请先办完。", "还有 1 件批示没有办结，请先办完。"], refused.Errors.Select(e => e.Message));
    }

    private static Task ArchiveAsync(ReportBench bench) =>
        bench.ChangeAsync(async db => (await db.WorkPlans.SingleAsync(p => p.Year == 2023, Cancel)).State = PlanState.Archived);
}
