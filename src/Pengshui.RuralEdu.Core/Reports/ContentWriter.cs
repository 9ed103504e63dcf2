using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>Puts an aligned content into the tracked rows of a report. Rows that say nothing are not kept.</summary>
internal static class ContentWriter
{
    public static void Write(RuralEduDbContext db, MonthlyReport report, ReportContent content, ReportContent before)
    {
        report.IsZeroReport = content.IsZeroReport;
        report.ZeroReason = content.ZeroReason;
        report.Progress = content.Progress;
        report.Problems = content.Problems;
        report.NeedsCoordination = content.NeedsCoordination;
        report.NextSteps = content.NextSteps;
        report.CompletionRate = content.CompletionRate;
        report.CompletionReason = content.CompletionReason;
        report.SelfLight = content.SelfLight;
        report.SelfLightReason = content.SelfLightReason;
        report.ClearanceComparedOn = content.ClearanceComparedOn;
        report.ClearanceGapReason = content.ClearanceGapReason;
        Measures(db, report, [.. content.Measures.Where(m => m.State is not null || m.Note is not null)]);
        Figures(db, report, [.. content.Figures.Where(f => (f.Value ?? f.Numerator ?? f.Denominator) is not null || f.Note is not null)]);
        Clearance(db, report, content.Clearance);
        Answers(db, report, content.Answers);
        if (IsChanged(content, before))
            Needs(db, report, content);
    }

    /// <summary>Whether the new needs are others than before.</summary>
    public static bool IsChanged(ReportContent content, ReportContent before) =>
        content.Needs.Count != before.Needs.Count
        || content.Needs.Zip(before.Needs).Any(n =>
            n.First.What != n.Second.What || !n.First.SectionIds.SequenceEqual(n.Second.SectionIds) || !n.First.Others.SequenceEqual(n.Second.Others));

    private static void Measures(RuralEduDbContext db, MonthlyReport report, IReadOnlyList<MeasureEntry> entries)
    {
        db.RemoveRange(report.MeasureProgress.Where(r => entries.All(e => e.MeasureId != r.MeasureId)));
        foreach (var entry in entries)
        {
            var row = report.MeasureProgress.FirstOrDefault(r => r.MeasureId == entry.MeasureId);
            if (row is null)
                report.MeasureProgress.Add(row = new MeasureProgress { MeasureId = entry.MeasureId });
            row.State = entry.State;
            row.Note = entry.Note;
        }
    }

    private static void Figures(RuralEduDbContext db, MonthlyReport report, IReadOnlyList<FigureEntry> entries)
    {
        db.RemoveRange(report.IndicatorValues.Where(r => entries.All(e => e.IndicatorId != r.IndicatorId)));
        foreach (var entry in entries)
        {
            var row = report.IndicatorValues.FirstOrDefault(r => r.IndicatorId == entry.IndicatorId);
            if (row is null)
                report.IndicatorValues.Add(row = new IndicatorValue { IndicatorId = entry.IndicatorId });
            row.Value = entry.Value;
            row.Numerator = entry.Numerator;
            row.Denominator = entry.Denominator;
            row.Note = entry.Note;
        }
    }

    private static void Clearance(RuralEduDbContext db, MonthlyReport report, IReadOnlyList<ClearanceEntry> entries)
    {
        db.RemoveRange(report.ClearanceLines.Where(r => entries.All(e => e.Stage != r.Stage)));
        foreach (var entry in entries)
        {
            var row = report.ClearanceLines.FirstOrDefault(r => r.Stage == entry.Stage);
            if (row is null)
                report.ClearanceLines.Add(row = new ClearanceLine { Stage = entry.Stage });
            row.Expected = entry.Expected;
            row.Present = entry.Present;
            row.TransferredOut = entry.TransferredOut;
            row.SickLeave = entry.SickLeave;
            row.HomeTaught = entry.HomeTaught;
            row.SuspectedBefore = entry.SuspectedBefore;
            row.SuspectedNew = entry.SuspectedNew;
            row.SuspectedReturned = entry.SuspectedReturned;
            row.ConfirmedDropouts = entry.ConfirmedDropouts;
        }
    }

    private static void Needs(RuralEduDbContext db, MonthlyReport report, ReportContent content)
    {
        db.RemoveRange(report.NewNeeds);
        foreach (var need in content.Needs)
        {
            foreach (var id in need.SectionIds)
                report.NewNeeds.Add(new NewNeed { SectionId = id, What = need.What });
            foreach (var other in need.Others)
                report.NewNeeds.Add(new NewNeed { OtherParty = other, What = need.What });
            if (need.SectionIds.Count + need.Others.Count == 0)
                report.NewNeeds.Add(new NewNeed { What = need.What });
        }
    }

    private static void Answers(RuralEduDbContext db, MonthlyReport report, IReadOnlyList<AnswerEntry> entries)
    {
        foreach (var entry in entries)
        {
            var row = report.NeedAnswers.FirstOrDefault(r => r.CoordinationNeedId == entry.NeedId);
            if (row is null && entry.IsSolved is not null)
                report.NeedAnswers.Add(row = new NeedAnswer { CoordinationNeedId = entry.NeedId });
            if (row is not null)
                row.IsSolved = entry.IsSolved;
            if (row is { IsSolved: null, Said: null })
                db.Remove(row);
        }
    }
}
