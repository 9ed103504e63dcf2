namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>Where a rectification stood from a day on, until the next.</summary>
/// <param name="From">Beijing's day of the step.</param>
/// <param name="State">State after it.</param>
/// <param name="DueOn">整改期限 after it.</param>
/// <param name="Seen">核验情况 of a step that closed it or looked back; null of others.</param>
public sealed record RectificationStanding(DateOnly From, RectificationState State, DateOnly DueOn, string? Seen = null);

/// <summary>A rectification as of any day: whether it was open or overdue then, whatever happened since.</summary>
/// <param name="Id">Key.</param>
/// <param name="Label">整改〔2023〕第3号.</param>
/// <param name="PlanTaskId">The task.</param>
/// <param name="Section">The section that must put it right now.</param>
/// <param name="Problem">存在的问题.</param>
/// <param name="Standings">Oldest first, at least one.</param>
public sealed record DatedRectification(
    int Id, string Label, int PlanTaskId, PlanSection Section, string Problem, IReadOnlyList<RectificationStanding> Standings)
{
    /// <summary>The sections that had it before it was handed over, each with the day of the handing, oldest first.</summary>
    public IReadOnlyList<(DateOnly On, PlanSection From)> Handed { get; init; } = [];

    /// <summary>The section that had it at the end of a day, by its name of then.</summary>
    public PlanSection SectionOn(DateOnly day) => (Handed.FirstOrDefault(h => h.On > day).From ?? Section).On(day);

    /// <summary>Where it stands now.</summary>
    public RectificationStanding Now => Standings[^1];

    /// <summary>Where it stood at the end of a day; null before it was issued.</summary>
    public RectificationStanding? On(DateOnly day) => Standings.LastOrDefault(s => s.From <= day);

    /// <summary>Whether it was issued and not closed.</summary>
    public bool IsOpenOn(DateOnly day) => On(day) is { State: not (RectificationState.Closed or RectificationState.AwaitingLookBack) };

    /// <summary>核验情况 that its closing rested on at the end of a day; null where it was not closed then.</summary>
    public string? SeenOn(DateOnly day) =>
        On(day) is null || IsOpenOn(day) ? null : Standings.LastOrDefault(s => s.From <= day && s.Seen is not null)?.Seen;

    /// <summary>Whether its deadline had passed with the section still at it. What waits for verification is not the section's delay.</summary>
    public bool IsOverdueOn(DateOnly day) => On(day) is { } then && then.State.IsWithSection() && then.DueOn < day;
}
