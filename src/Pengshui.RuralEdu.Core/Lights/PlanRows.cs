using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Lights;

internal sealed record PlanRow(int Id, int Year, string Title, DateOnly IssuedOn, bool IsArchived = false);

/// <summary>The sections by key with their former names, and who took over from those that were dissolved: read once, so that a new name makes no other rows read anew.</summary>
internal sealed record SectionRows(IReadOnlyDictionary<int, PlanSection> ById, IReadOnlyDictionary<int, Succession> Successions)
{
    /// <summary>The reports with their sections, each under its name of then, in the order of the parts; one that has ended comes last.</summary>
    public IReadOnlyList<ReportRow> In(IReadOnlyList<ReportRow> reports, IReadOnlyList<TaskRow> tasks)
    {
        var orders = tasks.SelectMany(t => t.Parts).ToDictionary(p => p.ResponsibilityId, p => p.Order);
        return
        [
            .. reports.Select(r => r with
            {
                Part = r.Part with
                {
                    Section = ById[r.Part.Section.Id] with { Name = r.Part.Section.Name },
                    Order = orders.GetValueOrDefault(r.Part.ResponsibilityId, int.MaxValue),
                },
            }),
        ];
    }

    /// <summary>The instructions with their sections.</summary>
    public ILookup<int, TaskInstruction> In(ILookup<int, TaskInstruction> instructions) =>
        instructions.SelectMany(g => g, (g, i) => (g.Key, Row: i with { Section = ById[i.Section.Id], Handed = [.. i.Handed.Select(h => (h.On, ById[h.From.Id]))] }))
            .OrderBy(i => i.Row.InstructionId).ThenBy(i => i.Row.Section.SortOrder).ToLookup(i => i.Key, i => i.Row);

    /// <summary>The needs with the sections that took over from those that ask or are asked.</summary>
    public IReadOnlyList<NeedRow> In(IReadOnlyList<NeedRow> needs, IReadOnlyList<ReportRow> reports)
    {
        if (needs.Count == 0 || Successions.Count == 0)
            return needs;
        var askers = reports.ToDictionary(r => r.Id, r => r.Part.Section.Id);
        return
        [
            .. needs.Select(n => n with
            {
                AskerTaken = askers.TryGetValue(n.ReportId, out var asker) ? Successions.GetValueOrDefault(asker) : null,
                WhomTaken = n.WhomId is { } whom ? Successions.GetValueOrDefault(whom) : null,
            }),
        ];
    }
}

/// <summary>All rows that a plan's year, or the year of some of its tasks, is made of.</summary>
/// <param name="Tasks">The tasks by number, at least one.</param>
/// <param name="Sections">Every section.</param>
/// <param name="Reports">Their reports, as they were read.</param>
/// <param name="Findings">What others found; of tasks that are not among <paramref name="Tasks"/>, too.</param>
internal sealed record PlanYearRows(IReadOnlyList<TaskRow> Tasks, SectionRows Sections, IReadOnlyList<ReportRow> Reports, PlanFindings Findings)
{
    /// <summary>The rows of one task; null where the plan has none of this number.</summary>
    public PlanYearRows? Of(int taskNumber) => Tasks.SingleOrDefault(t => t.Number == taskNumber) is { } task
        ? this with { Tasks = [task], Reports = [.. Reports.Where(r => r.TaskId == task.Id)] } : null;
}

internal sealed record TaskRow
{
    public required int Id { get; init; }

    public required int Number { get; init; }

    public required string Title { get; init; }

    public required bool PausesInVacation { get; init; }

    public required PlanRow Plan { get; init; }

    public required PlanGroup Group { get; init; }

    public required List<TaskPart> Parts { get; init; }

    public required List<TaskIndicator> Indicators { get; init; }

    public required Schedule Schedule { get; init; }
}

internal sealed record ValueRow(int IndicatorId, decimal? Value, decimal? Numerator, decimal? Denominator, string? Note);

/// <summary>A return, and the submission that answered it.</summary>
internal sealed record ReturnRow(DateTime At, DateTime? AnsweredAt);

internal sealed record ReportRow
{
    public required int Id { get; init; }

    public required int TaskId { get; init; }

    /// <summary>Whose it is, as it was in the month.</summary>
    public required TaskPart Part { get; init; }

    public required PlanPeriod Period { get; init; }

    public required ReportState State { get; init; }

    public required int RevisionNumber { get; init; }

    public DateTime? FirstSubmittedAt { get; init; }

    public int? LateByWorkingDays { get; init; }

    public DateTime? SubmittedAt { get; init; }

    public int? SubmittedById { get; init; }

    public DateTime? ApprovedAt { get; init; }

    public DateTime? ConfirmedAt { get; init; }

    public DateTime? EditedAt { get; init; }

    public DateTime? WaivedAt { get; init; }

    public DateOnly? ReturnDueOn { get; init; }

    public string? ReturnReason { get; init; }

    public DateTime? ReturnedAt { get; init; }

    public required decimal RequiredPercent { get; init; }

    public decimal? Completion { get; init; }

    public string? Progress { get; init; }

    public bool IsZeroReport { get; init; }

    public Light? SelfLight { get; init; }

    public string? SelfLightReason { get; init; }

    public string? NextSteps { get; init; }

    public int? ClearanceRemaining { get; init; }

    /// <summary>What was last submitted, where the columns above do not hold it; null else.</summary>
    public string? LastRevision { get; init; }

    /// <summary>What was last confirmed, where the report was submitted, returned or reopened since; null else.</summary>
    public string? ConfirmedRevision { get; init; }

    public required List<ValueRow> Values { get; init; }

    public List<ReturnRow> Returns { get; init; } = [];

    /// <summary>The row as if the report were submitted with this content, and confirmed as it stands.</summary>
    /// <param name="snapshot">The content.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="lateByWorkingDays">How late its first submission would be, or was.</param>
    public ReportRow AsConfirmed(ReportSnapshot snapshot, DateTime at, int lateByWorkingDays) => this with
    {
        State = ReportState.Confirmed,
        FirstSubmittedAt = FirstSubmittedAt ?? at,
        LateByWorkingDays = lateByWorkingDays,
        LastRevision = ReportRevisions.Write(snapshot),
    };
}

internal sealed record NeedRow
{
    public required int Id { get; init; }

    public required int ReportId { get; init; }

    /// <summary>The part whose reports are asked about it; null of one that is only supposed, which is its report's.</summary>
    public int? ResponsibilityId { get; init; }

    public required DateOnly RaisedOn { get; init; }

    public required string Whom { get; init; }

    public int? WhomId { get; init; }

    /// <summary>Who took over from the section that asks; null where nobody did.</summary>
    public Succession? AskerTaken { get; init; }

    /// <summary>Who took over from the section that is asked; null where nobody did.</summary>
    public Succession? WhomTaken { get; init; }

    public required string What { get; init; }

    public DateTime? SettledAt { get; init; }

    public string? SettledReason { get; init; }

    public int Version { get; init; }

    public required List<NeedWordRow> Words { get; init; }
}

internal sealed record NeedWordRow(int ReportId, bool IsSolved, DateOnly On);

/// <summary>A report that is being written, as if it were submitted with this content.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="Snapshot">The content.</param>
/// <param name="At">When, UTC.</param>
/// <param name="LateByWorkingDays">How late its first submission would be, or was.</param>
internal sealed record Supposed(int ReportId, ReportSnapshot Snapshot, DateTime At, int LateByWorkingDays)
{
    /// <summary>The rows with it confirmed, and the needs after it; keys of new ones are 0.</summary>
    public PlanYearRows In(PlanYearRows rows) => rows with
    {
        Reports = [.. rows.Reports.Select(r => r.Id == ReportId ? r.AsConfirmed(Snapshot, At, LateByWorkingDays) : r)],
        Findings = rows.Findings with { Needs = In(rows.Findings.Needs) },
    };

    private List<NeedRow> In(IReadOnlyList<NeedRow> needs)
    {
        var today = BusinessClock.BeijingDay(At);
        var answers = Snapshot.Answers.Where(a => a.IsSolved is not null).ToDictionary(a => a.NeedId, a => a.IsSolved!.Value);
        var named = Snapshot.Needs.SelectMany(n => n.Whom.Select(w => (w.Name, w.SectionId, What: n.What ?? ""))).ToList();
        return
        [
            .. needs.Where(n => n.ReportId != ReportId || named.Contains((n.Whom, n.WhomId, n.What)))
                .Select(n => answers.TryGetValue(n.Id, out var solved)
                    ? n with { Words = [.. n.Words.Where(w => w.ReportId != ReportId), new NeedWordRow(ReportId, solved, today)] } : n),
            .. named.Where(n => !needs.Any(r => r.ReportId == ReportId && (r.Whom, r.WhomId, r.What) == n)).Select(n => new NeedRow
            {
                Id = 0, ReportId = ReportId, RaisedOn = today, Whom = n.Name, WhomId = n.SectionId, What = n.What, Words = [],
            }),
        ];
    }
}
