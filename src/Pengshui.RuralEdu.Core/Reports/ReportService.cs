using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>Writes reports: drafts and submissions.</summary>
/// <param name="db">The database.</param>
/// <param name="calendars">Working days.</param>
/// <param name="clock">Now, and today in Beijing.</param>
/// <param name="refusals">Refusals that leave a trace.</param>
/// <param name="reader">Reads what is stored.</param>
public sealed class ReportService(
    RuralEduDbContext db, CalendarReader calendars, BusinessClock clock, ReportRefusals refusals, ReportReader reader)
{
    /// <summary>Saves what was typed. A draft may be incomplete; what is impossible is refused. Saving what is already there writes nothing.</summary>
    /// <returns>The report's new version.</returns>
    public Task<Result<int>> SaveDraftAsync(SaveReport command, Actor actor, CancellationToken cancellationToken = default) =>
        WriteAsync(command, actor, ReportAction.SaveDraft, cancellationToken);

    /// <summary>Saves what was typed and submits it, in one save; refused while it is incomplete.</summary>
    /// <returns>The report's new version.</returns>
    public Task<Result<int>> SubmitAsync(SaveReport command, Actor actor, CancellationToken cancellationToken = default) =>
        WriteAsync(command, actor, ReportAction.Submit, cancellationToken);

    private async Task<Result<int>> WriteAsync(SaveReport command, Actor actor, ReportAction action, CancellationToken cancellationToken)
    {
        var core = await ReportReader.CoreAsync(db, command.ReportId, actor, cancellationToken);
        if (core is null)
            return Result.NotFound();

        // A first submission without a draft before is both rows of the table in one save.
        var step = ReportWorkflow.Find(core.State, ReportAction.SaveDraft, actor, core.SectionId, core.SubmittedById);
        if (step is not null && action == ReportAction.Submit)
            step = ReportWorkflow.Find(step.To, action, actor, core.SectionId, core.SubmittedById);
        if (step is null)
            return await refusals.RefuseAsync(core, action, actor, cancellationToken);
        if (ArchivedPlan.Refuse(core.PlanState) is { } archived)
            return await refusals.RefuseAsync(core, ReportRefusals.Code(action), actor, archived, cancellationToken);
        if (action == ReportAction.Submit && core.ClosedAt is not null)
            return await refusals.RefuseAsync(core, ReportRefusals.Code(action), actor, Result.Refused(WorkflowSentences.Closed(core.Month)), cancellationToken);
        if (core.Version != command.Version && !await refusals.OnlyBesideTheTextSinceAsync(core.Id, command.Version, core.Version, cancellationToken))
            return await refusals.ConflictAsync(core.Id, command.Version, cancellationToken);

        var stored = await reader.ForSaveAsync(core, cancellationToken);
        var content = stored.Definition.Align(command.Content);
        var problems = ReportRules.Impossible(command.Content, content, stored.Definition).ToList();
        if (action == ReportAction.Submit)
            problems.AddRange(ReportRules.Missing(content, stored.Definition).Concat(ReportRules.Overtaken(command.Content, stored.Definition)));
        if (problems.Count > 0)
            return Result.Refused(problems);

        var before = new ReportVersion(stored.Content, stored.Snapshot);
        var after = new ReportVersion(content, stored.Definition.Snapshot(content, stored.Evidence));
        if (action == ReportAction.SaveDraft && ReportRevisions.Write(after.Snapshot) == ReportRevisions.Write(before.Snapshot))
            return Result.Success(core.Version);
        return await SaveAsync(command, stored, before, after, step, actor, cancellationToken);
    }

    private async Task<Result<int>> SaveAsync(
        SaveReport command, StoredReport stored, ReportVersion before, ReportVersion after, WorkflowStep step, Actor actor, CancellationToken cancellationToken)
    {
        var report = stored.Track(db);
        await NeedWriter.LoadAsync(db, report, step, cancellationToken);
        var changes = ReportSteps.Write(
            db, report, step, before, after, stored.Core.DueOn, await calendars.ReadAsync(cancellationToken), actor, clock.UtcNow);
        if (step.Record == StepRecord.Revision && stored.Core.IsOfEndedPart)
            await NeedWriter.HandOnAsync(db, report, stored.Core, cancellationToken);
        db.Entry(report).Property(r => r.EditedAt).IsModified = true;
        db.Note(ReportRefusals.Note(actor, ReportRefusals.Code(step.Action), stored.Core, changes));
        return await refusals.SaveAsync(report, stored.Core, command.Version, cancellationToken);
    }
}
