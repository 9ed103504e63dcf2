using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>Lets what a report says of coordination needs take effect when it is submitted.</summary>
internal static class NeedWriter
{
    /// <summary>Loads those rows of needs that a step will look at besides the report's own; most steps look at none.</summary>
    public static async Task LoadAsync(RuralEduDbContext db, MonthlyReport report, WorkflowStep step, CancellationToken cancellationToken)
    {
        if (step.Record == StepRecord.Revision && report.RevisionNumber > 0)
            await db.Entry(report).Collection(r => r.RaisedNeeds).LoadAsync(cancellationToken);
    }

    /// <summary>
    /// Takes over what is submitted. Submitted again after a return or a withdrawal, a need that is still named is the same one,
    /// also in other words; one that is named no more was none. An answer that changed counts from this day.
    /// </summary>
    /// <param name="report">With the needs that it raised and its answers.</param>
    /// <param name="snapshot">What it says.</param>
    /// <param name="now">UTC.</param>
    public static void Submit(MonthlyReport report, ReportSnapshot snapshot, DateTime now)
    {
        var today = BusinessClock.BeijingDay(now);
        var before = report.RaisedNeeds.ToList();
        var named = snapshot.Needs.SelectMany(n => n.Whom.Select(w => (Body: w, What: n.What!))).ToList();
        Pair(named, before, (n, b) => IsOf(n.Body, b) && n.What == b.What);
        Pair(named, before, (n, b) => IsOf(n.Body, b));
        foreach (var dropped in before)
            dropped.DroppedAt ??= now;
        foreach (var (body, what) in named)
        {
            report.RaisedNeeds.Add(new CoordinationNeed
            {
                ResponsibilityId = report.ResponsibilityId,
                RaisedOn = today,
                Whom = body.Name,
                SectionId = body.SectionId,
                What = what,
            });
        }

        foreach (var answer in report.NeedAnswers.Where(a => a.Said != a.IsSolved && snapshot.Answers.Any(s => s.NeedId == a.CoordinationNeedId)))
            (answer.Said, answer.SaidOn) = (answer.IsSolved, today);
    }

    /// <summary>
    /// Lets the part that took over be asked about what a report of an ended part names anew: the section's own in the task, or its
    /// successor's. Where there is none, nobody's report is asked, and the coordinator says when it is solved.
    /// </summary>
    public static async Task HandOnAsync(RuralEduDbContext db, MonthlyReport report, ReportCore core, CancellationToken cancellationToken)
    {
        var named = report.RaisedNeeds.Where(n => n.Id == 0).ToList();
        if (named.Count == 0)
            return;
        var part = await db.Responsibilities
            .Where(p => p.PlanTaskId == core.TaskId && p.Until == null
                && (p.SectionId == core.SectionId || db.Sections.Any(s => s.Id == core.SectionId && s.SuccessorId == p.SectionId)))
            .Select(p => (int?)p.Id).FirstOrDefaultAsync(cancellationToken);
        foreach (var need in named)
            need.ResponsibilityId = part ?? need.ResponsibilityId;
    }

    /// <summary>Takes out of both lists what belongs together. What the coordinator settled stays as it was.</summary>
    private static void Pair(
        List<(SnapshotBody Body, string What)> named, List<CoordinationNeed> before, Func<(SnapshotBody Body, string What), CoordinationNeed, bool> fits)
    {
        foreach (var name in named.ToList())
        {
            if (before.Find(b => fits(name, b)) is not { } same)
                continue;
            named.Remove(name);
            before.Remove(same);
            same.DroppedAt = null;
            if (same.SettledAt is null)
                same.What = name.What;
        }
    }

    private static bool IsOf(SnapshotBody body, CoordinationNeed need) =>
        body.SectionId is { } id ? need.SectionId == id : need.SectionId is null && need.Whom == body.Name;
}
