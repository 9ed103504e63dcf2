using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Units;

/// <summary>Something that happened to a unit.</summary>
/// <param name="Day">When; null where nobody has said.</param>
/// <param name="What">What, in a few words: 启用, 改名, 撤并.</param>
/// <param name="Sentence">More of it, or null.</param>
/// <param name="Other">The other unit that it concerns, or null.</param>
public sealed record UnitEvent(DateOnly? Day, string What, string? Sentence, UnitEntry? Other);

/// <summary>The page of one unit.</summary>
public sealed record UnitPage
{
    /// <summary>The unit.</summary>
    public required UnitEntry Unit { get; init; }

    /// <summary>Today.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The township it belongs to; null for a township.</summary>
    public required UnitEntry? Township { get; init; }

    /// <summary>The school that a teaching point belongs to.</summary>
    public required UnitEntry? School { get; init; }

    /// <summary>Who took it over, or null.</summary>
    public required UnitEntry? Successor { get; init; }

    /// <summary>What belongs to it and is not closed.</summary>
    public required IReadOnlyList<UnitEntry> Under { get; init; }

    /// <summary>What belonged to it and is closed.</summary>
    public required IReadOnlyList<UnitEntry> ClosedUnder { get; init; }

    /// <summary>What happened to it, the newest first.</summary>
    public required IReadOnlyList<UnitEvent> History { get; init; }

    /// <summary>Whether this actor may change, close or merge it now.</summary>
    public required bool MayManage { get; init; }
}

/// <summary>What the forms of units offer to choose from.</summary>
/// <param name="Townships">Townships that are in use.</param>
/// <param name="Schools">Schools that are in use, in the order of the list.</param>
/// <param name="Today">Today.</param>
public sealed record UnitChoices(IReadOnlyList<UnitEntry> Townships, IReadOnlyList<UnitEntry> Schools, DateOnly Today);

/// <summary>The page on which a unit is merged into another.</summary>
/// <param name="Page">The unit, with what goes over.</param>
/// <param name="Candidates">Who may take it over; those of its own township first.</param>
public sealed record UnitMergePage(UnitPage Page, IReadOnlyList<UnitEntry> Candidates);

/// <summary>Reads one unit; it costs no statement of its own.</summary>
/// <param name="reader">All units.</param>
/// <param name="clock">Today.</param>
public sealed class UnitPageQuery(UnitReader reader, BusinessClock clock)
{
    /// <summary>The page of a unit, or null.</summary>
    public async Task<UnitPage?> ReadAsync(int id, Actor actor, CancellationToken cancellationToken)
    {
        var directory = await reader.ReadAsync(cancellationToken);
        return directory.Find(id) is { } unit ? PageOf(unit, directory, actor) : null;
    }

    /// <summary>What a form offers.</summary>
    public async Task<UnitChoices> ReadChoicesAsync(CancellationToken cancellationToken)
    {
        var directory = await reader.ReadAsync(cancellationToken);
        return new UnitChoices(
            [.. directory.Townships.Where(t => !t.IsClosedOn(clock.Today))],
            [.. directory.All.Where(u => u.Kind == UnitKind.School && !u.IsClosedOn(clock.Today))],
            clock.Today);
    }

    /// <summary>A unit with those that may take it over, or null.</summary>
    public async Task<UnitMergePage?> ReadMergeAsync(int id, Actor actor, CancellationToken cancellationToken)
    {
        var directory = await reader.ReadAsync(cancellationToken);
        if (directory.Find(id) is not { } unit)
            return null;
        var candidates = directory.All.Where(u => u != unit && u.ClosedOn is null && UnitClosingService.MayTakeOver(unit.Kind, u.Kind));
        return new UnitMergePage(PageOf(unit, directory, actor), [.. candidates.OrderByDescending(u => u.TownshipId == unit.TownshipId)]);
    }

    private UnitPage PageOf(UnitEntry unit, UnitDirectory directory, Actor actor)
    {
        var today = clock.Today;
        var under = directory.Under(unit).ToLookup(u => u.IsClosedOn(today));
        return new UnitPage
        {
            Unit = unit,
            Today = today,
            Township = directory.Find(unit.TownshipId),
            School = directory.Find(unit.SchoolId),
            Successor = directory.Find(unit.SuccessorId),
            Under = [.. under[false]],
            ClosedUnder = [.. under[true]],
            History = [.. History(unit, directory).OrderByDescending(e => e.Day ?? DateOnly.MinValue)],
            MayManage = actor.May(Permission.ManageUnits),
        };
    }

    private static IEnumerable<UnitEvent> History(UnitEntry unit, UnitDirectory directory)
    {
        if (unit.OpenedOn is { } opened)
            yield return new UnitEvent(opened, "启用", unit.NameOn(opened) is var name && name == unit.Name ? null : $"当时名称：{name}", null);
        for (var i = 0; i < unit.FormerNames.Count; i++)
        {
            var next = i + 1 < unit.FormerNames.Count ? unit.FormerNames[i + 1].Name : unit.Name;
            yield return new UnitEvent(unit.FormerNames[i].Until.AddDays(1), "改名", $"由“{unit.FormerNames[i].Name}”改为“{next}”", null);
        }

        foreach (var taken in directory.TakenOverBy(unit))
            yield return new UnitEvent(taken.ClosedOn, "承接", taken.ClosedBecause, taken);
        if (unit.ClosedOn is { } closed)
            yield return new UnitEvent(closed, unit.SuccessorId is null ? "停用" : "撤并", unit.ClosedBecause, directory.Find(unit.SuccessorId));
    }
}
