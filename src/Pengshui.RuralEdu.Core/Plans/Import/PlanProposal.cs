using System.Text.Json;
using System.Text.Json.Serialization;
using Pengshui.RuralEdu.Notices;

namespace Pengshui.RuralEdu.Core.Plans.Import;

/// <summary>
/// A plan as a notice proposes it, open to correction. Its tasks stand in the order of their groups, each with a number of its
/// own that ascends; every correction keeps it so.
/// </summary>
/// <param name="Year">The year it is for, or null.</param>
/// <param name="Title">The document's title; may be empty.</param>
/// <param name="DocumentNumber">发文字号, or null.</param>
/// <param name="IssuingBody">Who issued it; may be empty.</param>
/// <param name="IssuedOn">Date of issue, or null.</param>
/// <param name="Groups">The groups; a task names one by its place, from 1. A group without tasks does not become one of the plan.</param>
/// <param name="Tasks">The tasks.</param>
/// <param name="Choices">What names that are no section's are to mean.</param>
/// <param name="Warnings">What concerns the notice as a whole.</param>
public sealed record PlanProposal(
    int? Year,
    string Title,
    string? DocumentNumber,
    string IssuingBody,
    DateOnly? IssuedOn,
    IReadOnlyList<ProposedGroup> Groups,
    IReadOnlyList<ProposedTask> Tasks,
    IReadOnlyList<NameChoice> Choices,
    IReadOnlyList<ParseWarning> Warnings)
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>What a notice proposes.</summary>
    public static PlanProposal Of(ParsedNotice notice) => new(
        notice.Year,
        notice.Title ?? "",
        notice.DocumentNumber,
        notice.IssuingBody ?? "",
        notice.IssuedOn,
        [.. notice.Groups.Select(g => new ProposedGroup(g.Title, g.Place) { Leader = g.Leader is { Length: <= PlanTask.LeaderLength } leader ? leader : null })],
        [.. notice.Tasks.Select(ProposedTask.Of)],
        [],
        notice.Warnings);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static PlanProposal FromJson(string json) =>
        JsonSerializer.Deserialize<PlanProposal>(json, Json) ?? throw new InvalidOperationException("The stored proposal is empty.");

    /// <summary>As it is stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>The day that a date's words mean in the proposal's year, or null.</summary>
    public DateOnly? DayOf(string due) => DueDates.DayOf(due, Year);

    /// <summary>
    /// The warnings of the notice as a whole, those that speak for tasks by the tasks' numbers of now; one whose tasks are all gone is none.
    /// </summary>
    public IEnumerable<ParseWarning> CurrentWarnings()
    {
        foreach (var warning in Warnings)
        {
            if (warning.Tasks is not { } read)
                yield return warning;
            else if (Tasks.Where(t => t.ReadAs.Any(read.Contains)).Select(t => t.Number).ToList() is { Count: > 0 } now)
                yield return warning.About(now);
        }
    }

    /// <summary>The task with a number, or null.</summary>
    public ProposedTask? Find(int number) => Tasks.FirstOrDefault(t => t.Number == number);
}

/// <summary>A group as proposed.</summary>
/// <param name="Title">Title without the number.</param>
/// <param name="Place">Where it stands in the notice; null for one that was added.</param>
public sealed record ProposedGroup(string Title, TextSpan? Place = null)
{
    /// <summary>责任领导 of all of it as the notice has it, or null.</summary>
    public string? Leader { get; init; }
}

/// <summary>A task as proposed.</summary>
public sealed record ProposedTask
{
    /// <summary>Ascending through the plan.</summary>
    public required int Number { get; init; }

    /// <summary>Its number when the notice was read; of merged ones all of theirs; none of one that was added.</summary>
    public IReadOnlyList<int> ReadAs { get; init; } = [];

    /// <summary>Its group's place among the groups, from 1.</summary>
    public required int Group { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>The notice's own words.</summary>
    public required string Text { get; init; }

    /// <summary>Where it stands in the notice; null for one that was split off.</summary>
    public TextSpan? Place { get; init; }

    /// <summary>The sections; at most one leads. Empty: 未指定.</summary>
    public required IReadOnlyList<ProposedPart> Parts { get; init; }

    /// <summary>The clauses.</summary>
    public required IReadOnlyList<string> Measures { get; init; }

    /// <summary>The figures with a target.</summary>
    public required IReadOnlyList<ProposedTarget> Targets { get; init; }

    /// <summary>By when or how often the measures are to be done that have no date of their own; null where the notice says nothing.</summary>
    public string? Due { get; init; }

    /// <summary>Dates that the notice gives measures outside of their words and apart from the task's.</summary>
    public IReadOnlyList<ProposedDate> Dates { get; init; } = [];

    /// <summary>What the notice says of single measures apart from their words and dates: sections of their own, remarks.</summary>
    public IReadOnlyList<ProposedDetail> Details { get; init; } = [];

    /// <summary>责任领导 as the notice has it, or as corrected.</summary>
    public string? Leader { get; init; }

    /// <summary>责任人 as the notice has it, to look at only.</summary>
    public string? Person { get; init; }

    /// <summary>备注 as the notice has it, or as corrected.</summary>
    public string? Remark { get; init; }

    /// <summary>What to look at; empty once somebody has.</summary>
    public IReadOnlyList<ParseWarning> Warnings { get; init; } = [];

    /// <summary>The tasks that were merged into this one, as they were before, itself first; null where none was.</summary>
    public IReadOnlyList<ProposedTask>? Joined { get; init; }

    /// <summary>Whether what was merged last can be a task of its own again, just as it was.</summary>
    [JsonIgnore]
    public bool IsMerged => MergedTasks.Last(this) is not null;

    /// <summary>What the parser understood.</summary>
    internal static ProposedTask Of(ParsedTask task) => new()
    {
        Number = task.Number,
        ReadAs = task.Number == 0 ? [] : [task.Number],
        Group = task.Group,
        Title = task.Title,
        Text = task.Text,
        Place = task.Place,
        Parts = [.. task.Sections.Select(Part)],
        Measures = [.. task.Measures.Select(m => m.Text)],
        Targets = [.. task.Targets.Select(ProposedTarget.Of)],
        Due = task.Due?.Words,
        Dates =
        [
            .. task.Measures.Where(m => m.Due is { } due && due.Words != DueDates.Of(m.Text) && due.Words != task.Due?.Words)
                .Select(m => new ProposedDate(m.Text, m.Due!.Words)),
        ],
        Details = [.. task.Measures.Where(m => m.Sections.Count > 0 || m.Remark is not null).Select(m => new ProposedDetail(m.Text, [.. m.Sections.Select(Part)], m.Remark))],
        Leader = task.Leader,
        Person = task.Person,
        Remark = task.Remark,
        Warnings = task.Warnings,
    };

    /// <summary>What the notice says of a measure apart from its words and date; null where it says nothing.</summary>
    public ProposedDetail? DetailOf(string measure) => Details.FirstOrDefault(d => d.Measure == measure);

    private static ProposedPart Part(ParsedSection section) =>
        new(section.Name, section.Role == SectionRole.Lead ? ResponsibilityKind.Lead : ResponsibilityKind.Supporting, section.Place);

    /// <summary>The date of a measure apart from the task's: the one in its own words, or the one given to it; null where it has none.</summary>
    public string? OwnDueOf(string measure) => DueDates.Of(measure) ?? Dates.FirstOrDefault(d => d.Measure == measure)?.Words;

    /// <summary>The date of a measure: its own, or the task's.</summary>
    public string? DueOf(string measure) => OwnDueOf(measure) ?? Due;
}

/// <summary>A date that a measure has, though not in its words.</summary>
/// <param name="Measure">The measure's words.</param>
/// <param name="Words">The date as the notice has it.</param>
public sealed record ProposedDate(string Measure, string Words);

/// <summary>What the notice says of one measure apart from its words and date.</summary>
/// <param name="Measure">The measure's words.</param>
/// <param name="Parts">The sections of its own, exactly one of them leading; empty where the task's are meant.</param>
/// <param name="Remark">备注 of its own, or null.</param>
public sealed record ProposedDetail(string Measure, IReadOnlyList<ProposedPart> Parts, string? Remark);

/// <summary>A section's part as proposed.</summary>
/// <param name="Name">As the notice names the section.</param>
/// <param name="Kind">牵头 or 配合.</param>
/// <param name="Place">Where it is named; null where somebody added it.</param>
public sealed record ProposedPart(string Name, ResponsibilityKind Kind, TextSpan? Place = null);

/// <summary>A figure with a target, as proposed. Its card (口径卡) is filled in on the draft plan.</summary>
/// <param name="Sentence">The notice's words that it comes from.</param>
/// <param name="Name">What the indicator is to be called.</param>
/// <param name="Operator">How a value is held against the target.</param>
/// <param name="Value">The target.</param>
/// <param name="Unit">Its unit; 人 where the notice names none (清零).</param>
/// <param name="IsWanted">Whether it becomes an indicator.</param>
/// <param name="Place">Where the figure stands.</param>
public sealed record ProposedTarget(
    string Sentence, string Name, TargetOperator Operator, decimal Value, string Unit, bool IsWanted, TextSpan? Place = null)
{
    private static readonly string[] Openings = ["确保", "实现", "力争", "做到", "达到", "努力", "使", "将", "全县", "推动"];
    private static readonly System.Buffers.SearchValues<char> Breaks = System.Buffers.SearchValues.Create("，,、；;。：:“（(");

    /// <summary>The figure as the parser found it, under a name made of the words before it.</summary>
    internal static ProposedTarget Of(ParsedTarget target)
    {
        var at = target.Text.IndexOf(target.Figure, StringComparison.Ordinal);
        var before = at < 0 ? "" : target.Text[..at];
        var name = before[(before.AsSpan().LastIndexOfAny(Breaks) + 1)..].Trim();
        foreach (var opening in Openings)
        {
            if (name.StartsWith(opening, StringComparison.Ordinal))
                name = name[opening.Length..];
        }

        // 清零 and 全覆盖 are part of the name, a number is not.
        if (!target.Figure.Any(char.IsDigit))
            name += target.Figure;
        if (name.Length is 0 or > Indicator.NameLength)
            name = target.Figure.Length <= Indicator.NameLength ? target.Figure : target.Figure[..Indicator.NameLength];
        return new ProposedTarget(target.Text, name, OperatorOf(target.Operator), target.Value, target.Unit ?? "人", true, target.Place);
    }

    private static TargetOperator OperatorOf(TargetBound bound) => bound switch
    {
        TargetBound.AtLeast => TargetOperator.AtLeast,
        TargetBound.AtMost => TargetOperator.AtMost,
        _ => TargetOperator.Exactly,
    };
}

/// <summary>What a name that is no section's is to mean.</summary>
/// <param name="Name">The name in the notice.</param>
/// <param name="SectionId">The section it means; null for a new one.</param>
public sealed record NameChoice(string Name, int? SectionId);
