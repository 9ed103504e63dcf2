using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>Reads the page of the report form. Four statements, or two where what stands around the report is kept.</summary>
/// <param name="db">The database.</param>
/// <param name="calendars">Working days.</param>
/// <param name="clock">Today.</param>
/// <param name="reader">Reads what is stored.</param>
public sealed class ReportFormQuery(RuralEduDbContext db, CalendarReader calendars, BusinessClock clock, ReportReader reader)
{
    /// <summary>
    /// The form, or why not: not found where the actor may not see the report, forbidden where it is another section's,
    /// refused with a sentence where its state allows no writing.
    /// </summary>
    /// <param name="reportId">The report.</param>
    /// <param name="actor">Who.</param>
    /// <param name="typed">What was typed, to be shown again or previewed; null: what is stored.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Result<ReportForm>> ReadAsync(int reportId, Actor actor, ReportContent? typed = null, CancellationToken cancellationToken = default)
    {
        var core = await ReportReader.CoreAsync(db, reportId, actor, cancellationToken);
        if (core is null)
            return Result.NotFound();
        var save = ReportWorkflow.Find(core.State, ReportAction.SaveDraft, actor, core.SectionId, core.SubmittedById);
        if (save is null)
        {
            return WorkflowSentences.IsEver(ReportAction.SaveDraft, actor, core.SectionId)
                ? Result.Refused(WorkflowSentences.Refusal(ReportAction.SaveDraft, core.State, core.HolderName, actor, core.SubmittedById))
                : Result.Forbidden(WorkflowSentences.Forbidden(ReportAction.SaveDraft, core.HolderName));
        }

        if (ArchivedPlan.Refuse(core.PlanState) is { } archived)
            return archived;
        var submit = ReportWorkflow.Find(save.To, ReportAction.Submit, actor, core.SectionId, core.SubmittedById)!;
        var stored = await reader.WholeAsync(core, withChoices: true, cancellationToken);
        var calendar = await calendars.ReadAsync(cancellationToken);
        var content = typed is null ? stored.Content : stored.Definition.Align(typed);
        var snapshot = stored.Definition.Snapshot(content, stored.Evidence);
        return Result.Success(new ReportForm(
            core.Head(actor, calendar, clock.Today),
            content,
            snapshot,
            stored.Definition.OpenNeeds,
            stored.Definition.Measures,
            stored.Definition.Figures,
            stored.Definition.HasClearance,
            stored.Definition.SuspectedBefore.Count > 0,
            stored.Previous,
            stored.Definition.CompletionGap,
            core.State == ReportState.Returned && stored.Small.Returns is [.., var last] ? last : null,
            [.. stored.Definition.Sections.Where(s => s.Id != core.SectionId)],
            stored.Others.Neighbours,
            ReportChecks.Of(snapshot, stored.Previous?.Snapshot, stored.Definition.CompletionGap, stored.Others.CompletionsTo(core, snapshot)),
            core.ClosedAt is null,
            submit.To));
    }
}
