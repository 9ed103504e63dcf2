namespace Pengshui.RuralEdu.Notices;

/// <summary>Something that the parser guessed or missed, for a person to look at.</summary>
/// <param name="Message">A plain Chinese sentence.</param>
/// <param name="Place">Where it is about, or null for the whole notice.</param>
public sealed record ParseWarning(string Message, TextSpan? Place = null)
{
    /// <summary>What it is about; a notice's warnings stand in this order.</summary>
    public WarningKind Kind { get; init; }

    /// <summary>Numbers of the tasks that one warning of the whole notice speaks for, or null.</summary>
    public IReadOnlyList<int>? Tasks { get; init; }

    /// <summary>The same warning, naming these tasks at its end.</summary>
    public ParseWarning About(IReadOnlyList<int> tasks)
    {
        const int mostNamed = 8;
        var end = Tasks is null ? -1 : Message.LastIndexOf("（任务 ", StringComparison.Ordinal);
        var sentence = end < 0 ? Message.TrimEnd('。') : Message[..end];
        var which = string.Join('、', tasks.Take(mostNamed)) + (tasks.Count > mostNamed ? $" 等 {tasks.Count} 项" : "");
        return this with { Message = $"{sentence}（任务 {which}）。", Tasks = tasks };
    }
}

/// <summary>What a warning is about, the weightiest first but for <see cref="Other"/>, which is the least.</summary>
public enum WarningKind
{
    /// <summary>None of the others, and whatever was stored before there were kinds.</summary>
    Other = 0,

    /// <summary>Words outside of all tasks that say who is responsible.</summary>
    LeftOut = 1,

    /// <summary>A task without a section (未指定).</summary>
    NoSection = 2,

    /// <summary>Numbers that do not follow each other, so that a task may be missing.</summary>
    Numbers = 3,

    /// <summary>Several leads, or none that could be one.</summary>
    Lead = 4,

    /// <summary>No lead is marked, and the first section named leads: said once for all such tasks.</summary>
    LeadByOrder = 5,

    /// <summary>Sections that were found without a label, or taken from above.</summary>
    Sections = 6,

    /// <summary>A name that is no section's.</summary>
    Name = 7,

    /// <summary>A title that was taken from the words.</summary>
    Title = 8,

    /// <summary>Other bodies that were named and left out: said once for all tasks.</summary>
    OutsideBody = 9,

    /// <summary>The notice's own title, year, date or issuing body.</summary>
    Front = 10,
}

/// <summary>What was understood of a notice; nothing of it is written anywhere yet.</summary>
/// <param name="Year">The year of the plan, or null.</param>
/// <param name="Title">The plan's title, or null.</param>
/// <param name="DocumentNumber">发文字号 of this notice, or null where it carries none.</param>
/// <param name="IssuingBody">Who issued it, or null.</param>
/// <param name="IssuedOn">Its date, or null.</param>
/// <param name="Groups">The groups, numbered from 1.</param>
/// <param name="Tasks">The tasks of all groups in the notice's order; at least one.</param>
/// <param name="Warnings">What concerns the notice as a whole.</param>
public sealed record ParsedNotice(
    int? Year,
    string? Title,
    string? DocumentNumber,
    string? IssuingBody,
    DateOnly? IssuedOn,
    IReadOnlyList<ParsedGroup> Groups,
    IReadOnlyList<ParsedTask> Tasks,
    IReadOnlyList<ParseWarning> Warnings);

/// <summary>A group of tasks.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Title">Its heading without the number.</param>
/// <param name="Place">Where the heading stands.</param>
public sealed record ParsedGroup(int Number, string Title, TextSpan Place)
{
    /// <summary>责任领导 as written for all of the group, or null.</summary>
    public string? Leader { get; init; }
}

/// <summary>A task.</summary>
/// <param name="Number">Ascending through the whole plan, and unique in it.</param>
/// <param name="Group">The number of its group.</param>
/// <param name="Title">Its title as the notice has it, without number and full stop.</param>
/// <param name="Text">The notice's own words after the title, without the clause that names the sections; paragraphs divided by line feeds.</param>
/// <param name="Place">Where the task stands, number and sections included.</param>
/// <param name="TitlePlace">Where its title stands.</param>
/// <param name="Sections">The responsible sections, in order, exactly one of them leading; empty where the notice names none (未指定).</param>
/// <param name="Measures">Its clauses, in order.</param>
/// <param name="Targets">The figures with a target.</param>
/// <param name="Warnings">What to look at.</param>
public sealed record ParsedTask(
    int Number,
    int Group,
    string Title,
    string Text,
    TextSpan Place,
    TextSpan TitlePlace,
    IReadOnlyList<ParsedSection> Sections,
    IReadOnlyList<ParsedMeasure> Measures,
    IReadOnlyList<ParsedTarget> Targets,
    IReadOnlyList<ParseWarning> Warnings)
{
    /// <summary>By when or how often the task is to be done, where the notice says so for all of it, or null.</summary>
    public ParsedDue? Due { get; init; }

    /// <summary>责任领导 as written, or null.</summary>
    public string? Leader { get; init; }

    /// <summary>责任人 as written, or null.</summary>
    public string? Person { get; init; }

    /// <summary>备注 as written, or null.</summary>
    public string? Remark { get; init; }
}

/// <summary>By when or how often something is to be done.</summary>
/// <param name="Words">As the notice has it: 6月底前, 每季度末.</param>
/// <param name="Day">The last day, where the words mean one; otherwise null.</param>
/// <param name="Place">Where the words stand.</param>
public sealed record ParsedDue(string Words, DateOnly? Day, TextSpan Place)
{
    /// <summary>How often, where the words mean one recurrence; otherwise null. Never beside a <see cref="Day"/>.</summary>
    public Recurrence? Recurrence { get; init; }
}

/// <summary>How often something is to be done.</summary>
/// <param name="Period">Once in each.</param>
/// <param name="Day">The day of a month (1 to 31; a shorter month's last), where the words name one for <see cref="RecurrencePeriod.Month"/>; otherwise null, which is the period's end.</param>
public sealed record Recurrence(RecurrencePeriod Period, int? Day);

/// <summary>The period in which something is due once.</summary>
public enum RecurrencePeriod
{
    /// <summary>每周.</summary>
    Week = 1,

    /// <summary>每旬.</summary>
    TenDays = 2,

    /// <summary>每月.</summary>
    Month = 3,

    /// <summary>每季度.</summary>
    Quarter = 4,

    /// <summary>每学期.</summary>
    Term = 5,

    /// <summary>每半年.</summary>
    HalfYear = 6,

    /// <summary>每年, 每学年.</summary>
    Year = 7,
}

/// <summary>What a section does for a task.</summary>
public enum SectionRole
{
    /// <summary>牵头: one per task.</summary>
    Lead = 1,

    /// <summary>配合.</summary>
    Supporting = 2,
}

/// <summary>How the notice means a figure.</summary>
public enum TargetBound
{
    /// <summary>不低于.</summary>
    AtLeast = 1,

    /// <summary>不超过.</summary>
    AtMost = 2,

    /// <summary>Just so much: 清零, 全覆盖.</summary>
    Exactly = 3,
}

/// <summary>A section as the notice names it.</summary>
/// <param name="Name">The name in the notice's own writing, without spaces.</param>
/// <param name="Role">Leading or supporting.</param>
/// <param name="Place">Where it is named.</param>
public sealed record ParsedSection(string Name, SectionRole Role, TextSpan Place);

/// <summary>A clause of a task's text, without its number and end mark.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Place">Where they stand.</param>
public sealed record ParsedMeasure(string Text, TextSpan Place)
{
    /// <summary>By when or how often it is to be done: its own words' date, or else the task's; null where there is neither.</summary>
    public ParsedDue? Due { get; init; }

    /// <summary>The sections of its own, in order, exactly one of them leading and each also one of the task's; empty where the task's are meant.</summary>
    public IReadOnlyList<ParsedSection> Sections { get; init; } = [];

    /// <summary>备注 of its own as written, or null.</summary>
    public string? Remark { get; init; }
}

/// <summary>A figure with a target, proposed as an indicator.</summary>
/// <param name="Text">The clause that it comes from.</param>
/// <param name="Figure">The words of the figure alone (达到97%以上).</param>
/// <param name="Operator">How a value is held against it.</param>
/// <param name="Value">The target, in <paramref name="Unit"/>.</param>
/// <param name="Unit">%, 人, 所 …, or null where the notice names none (清零).</param>
/// <param name="Place">Where the figure stands.</param>
public sealed record ParsedTarget(string Text, string Figure, TargetBound Operator, decimal Value, string? Unit, TextSpan Place);
