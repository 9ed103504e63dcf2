using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>What a report's form asks for in its month: rules, sheets and pages are made of this and a <see cref="ReportContent"/>.</summary>
public sealed record ReportFormDefinition
{
    /// <summary>The stages of the zero-clearing form, in order.</summary>
    public static IReadOnlyList<SchoolStage> Stages { get; } = Enum.GetValues<SchoolStage>();

    /// <summary>The measures of this responsibility, by number.</summary>
    public required IReadOnlyList<FormMeasure> Measures { get; init; }

    /// <summary>The figures that the section owns and that are due this month, without the zero-clearing form.</summary>
    public required IReadOnlyList<FormFigure> Figures { get; init; }

    /// <summary>Whether the zero-clearing form is due.</summary>
    public bool HasClearance { get; init; }

    /// <summary>上月末存量 by stage, from the last report that was submitted; empty where there is none, then it is typed.</summary>
    public IReadOnlyDictionary<SchoolStage, int> SuspectedBefore { get; init; } = new Dictionary<SchoolStage, int>();

    /// <summary>The needs of earlier months that were open, the oldest first.</summary>
    public IReadOnlyList<FormNeed> OpenNeeds { get; init; } = [];

    /// <summary>The sections whose help may be asked for.</summary>
    public IReadOnlyList<SectionChoice> Sections { get; init; } = [];

    /// <summary>What the schedule asks by the end of the month, percent.</summary>
    public decimal RequiredPercent { get; init; }

    /// <summary>Points of difference to the computed completion above which a reason is asked for.</summary>
    public int CompletionGap { get; init; }

    /// <summary>Today in Beijing.</summary>
    public DateOnly Today { get; init; }

    /// <summary>
    /// The content in the definition's order: one row for each measure, figure and stage, texts trimmed and null where empty,
    /// rates computed, 上月末存量 carried over. Rows that the definition does not have are dropped; <see cref="ReportRules"/> names them.
    /// </summary>
    public ReportContent Align(ReportContent typed)
    {
        var needs = Align(typed.Needs);
        var asks = typed.NeedsCoordination ?? (needs.Count > 0 ? true : null);
        return typed with
        {
            ZeroReason = Plain(typed.ZeroReason),
            Progress = Plain(typed.Progress),
            Problems = Plain(typed.Problems),
            Answers = [.. OpenNeeds.Select(n => new AnswerEntry { NeedId = n.NeedId, IsSolved = typed.Answers.FirstOrDefault(a => a.NeedId == n.NeedId)?.IsSolved })],
            NeedsCoordination = asks,
            Needs = asks == true ? needs : [],
            NextSteps = Plain(typed.NextSteps),
            CompletionRate = Plain(typed.CompletionRate),
            CompletionReason = Plain(typed.CompletionReason),
            SelfLightReason = Plain(typed.SelfLightReason),
            ClearanceGapReason = Plain(typed.ClearanceGapReason),
            Measures = [.. Measures.Select(m => Align(m, typed.Measures.FirstOrDefault(e => e.MeasureId == m.MeasureId)))],
            Figures = [.. Figures.Select(f => Align(f, typed.Figures.FirstOrDefault(e => e.IndicatorId == f.IndicatorId)))],
            Clearance = HasClearance ? [.. Stages.Select(s => Align(s, typed.Clearance.FirstOrDefault(e => e.Stage == s)))] : [],
        };
    }

    /// <summary>The content with its names.</summary>
    /// <param name="content">Aligned.</param>
    /// <param name="evidence">The files.</param>
    public ReportSnapshot Snapshot(ReportContent content, IReadOnlyList<FileReference> evidence)
    {
        var names = Sections.ToDictionary(s => s.Id, s => s.Name);
        return new ReportSnapshot
        {
            IsZeroReport = content.IsZeroReport,
            ZeroReason = content.ZeroReason,
            Progress = content.Progress,
            Problems = content.Problems,
            NeedsCoordination = content.NeedsCoordination,
            Answers = [.. OpenNeeds.Zip(content.Answers, (n, a) => new SnapshotAnswer(n.NeedId, n.Whom, n.What, n.RaisedOn, a.IsSolved))],
            Needs =
            [
                .. content.Needs.Select(n => new SnapshotNeed(
                    [.. n.SectionIds.Where(names.ContainsKey).Select(id => new SnapshotBody(names[id], id)), .. n.Others.Select(o => new SnapshotBody(o, null))], n.What)),
            ],
            NextSteps = content.NextSteps,
            CompletionRate = content.CompletionRate,
            ComputedCompletion = Plain(CompletionEstimate.Of(content.Measures.Select(m => m.State), RequiredPercent)),
            RequiredPercent = Plain(RequiredPercent)!.Value,
            CompletionReason = content.CompletionReason,
            SelfLight = content.SelfLight,
            SelfLightReason = content.SelfLightReason,
            Measures = [.. Measures.Zip(content.Measures, (m, e) => new SnapshotMeasure(m.MeasureId, m.Number, m.Text, e.State, e.Note))],
            Figures = [.. Figures.Zip(content.Figures, (f, e) => new SnapshotFigure(
                f.IndicatorId, f.Name, f.Shape, f.Unit, f.NumeratorLabel, f.DenominatorLabel, e.Value, e.Numerator, e.Denominator, e.Note, Plain(f.LastValue)))],
            Clearance = content.Clearance,
            ClearanceComparedOn = content.ClearanceComparedOn,
            ClearanceGapReason = content.ClearanceGapReason,
            Evidence = evidence,
        };
    }

    /// <summary>Whether a figure is due in a month.</summary>
    /// <param name="frequency">How often.</param>
    /// <param name="monthNumber">1 to 12.</param>
    public static bool IsDue(IndicatorFrequency frequency, int monthNumber) => frequency switch
    {
        IndicatorFrequency.Monthly => true,
        IndicatorFrequency.Quarterly => monthNumber % 3 == 0,
        IndicatorFrequency.Termly => monthNumber is 1 or 6 or 9 or 12,
        _ => throw new ArgumentOutOfRangeException(nameof(frequency)),
    };

    /// <summary>One row a matter: what is needed of several is one row, and a row that says nothing is none.</summary>
    private static List<NeedEntry> Align(IEnumerable<NeedEntry> typed) =>
    [
        .. from row in typed
           select new { row.SectionIds, Others = row.Others.Select(Plain).OfType<string>().ToList(), What = Plain(row.What) } into row
           where row.SectionIds.Count + row.Others.Count > 0 || row.What is not null
           group row by row.What into matter
           select new NeedEntry
           {
               SectionIds = [.. matter.SelectMany(r => r.SectionIds).Distinct().Order()],
               Others = [.. matter.SelectMany(r => r.Others).Distinct().Order(StringComparer.Ordinal)],
               What = matter.Key,
           },
    ];

    private static MeasureEntry Align(FormMeasure measure, MeasureEntry? typed) =>
        new() { MeasureId = measure.MeasureId, State = typed?.State, Note = Plain(typed?.Note) };

    private static FigureEntry Align(FormFigure figure, FigureEntry? typed) => figure.Shape == IndicatorShape.Rate
        ? new()
        {
            IndicatorId = figure.IndicatorId,
            Value = typed is { Numerator: >= 0, Denominator: > 0 } ? Plain(Rate(figure, typed.Numerator.Value, typed.Denominator.Value)) : null,
            Numerator = Plain(typed?.Numerator),
            Denominator = Plain(typed?.Denominator),
            Note = Plain(typed?.Note),
        }
        : new() { IndicatorId = figure.IndicatorId, Value = Plain(typed?.Value), Note = Plain(typed?.Note) };

    private ClearanceEntry Align(SchoolStage stage, ClearanceEntry? typed) => (typed ?? new ClearanceEntry()) with
    {
        Stage = stage,
        SuspectedBefore = SuspectedBefore.TryGetValue(stage, out var before) ? before : typed?.SuspectedBefore,
    };

    // Capped, so that a typing slip cannot overflow the column; the rule refuses it by its parts.
    private static decimal Rate(FormFigure figure, decimal numerator, decimal denominator) => Math.Min(
        ReportRules.LargestFigure,
        IndicatorFormat.Shown(Percentages.Of(Math.Min(numerator, ReportRules.LargestFigure), denominator), figure.Shape, figure.Aim));

    private static string? Plain(string? text) => TypedText.Lines(text);

    // Dividing by one in full precision drops zeros at the end: engines differ in whether they keep them.
    private static decimal? Plain(decimal? number) => number / 1.0000000000000000000000000000m;
}
