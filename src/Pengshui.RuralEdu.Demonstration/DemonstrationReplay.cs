using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Demonstration;

/// <summary>Takes the steps of one report of the demonstration, by the rules that the portal's own services go by.</summary>
/// <param name="db">Tracks the report.</param>
/// <param name="report">Saved already, so that it has its key.</param>
/// <param name="part">Whose part of which task.</param>
/// <param name="period">The month.</param>
/// <param name="definition">What its form asks for.</param>
/// <param name="calendar">Working days.</param>
internal sealed class DemonstrationReplay(
    RuralEduDbContext db, MonthlyReport report, Responsibility part, ReportingPeriod period, ReportFormDefinition definition, WorkingCalendar calendar)
{
    private ReportContent current = definition.Align(new ReportContent());

    private string Title => ReportCore.TitleOf(part.PlanTask.Number, part.PlanTask.Title, part.Section.Name, period.Month);

    /// <summary>Takes a step.</summary>
    /// <param name="step">When, what, why.</param>
    /// <param name="content">What the form carries, for a step that writes.</param>
    /// <param name="actor">Who.</param>
    /// <exception cref="InvalidOperationException">The workflow does not have it: the story is wrong.</exception>
    public void Take(StoryStep step, ReportContent content, Actor actor)
    {
        var row = ReportWorkflow.Find(report.State, step.Action, actor, part.SectionId, report.SubmittedById)
            ?? throw new InvalidOperationException($"{step.UserName} cannot {step.Action} “{Title}” while it is {report.State}.");
        IReadOnlyList<(string, string?, string?)> changes;
        if (step.Action is ReportAction.SaveDraft or ReportAction.Submit)
        {
            changes = ReportSteps.Write(
                db, report, row, new ReportVersion(current, Snapshot(current)), new ReportVersion(content, Snapshot(content)), period.DueOn(part.Kind), calendar, actor, step.At);
            current = content;
        }
        else
        {
            changes = ReportSteps.Decide(report, row, step.Reason, calendar, actor, step.At);
        }

        db.Note(ReportRefusals.Note(actor, ReportRefusals.Code(step.Action), report.Id, Title, changes) with { Reason = step.Reason });
    }

    /// <summary>Writes down that a file was added.</summary>
    public void NoteFile(EvidenceFile file, Actor actor) =>
        db.Note(ReportRefusals.Note(actor, ReportAudit.AddEvidence, report.Id, Title, [("佐证材料", null, file.FileName)]));

    private ReportSnapshot Snapshot(ReportContent content) =>
        definition.Snapshot(content, [.. report.Evidence.Select(f => new FileReference(f.Id, f.FileName, f.ContentType, f.Length, f.ContentHash))]);
}
