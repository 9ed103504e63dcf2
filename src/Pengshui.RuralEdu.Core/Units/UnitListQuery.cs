using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Units;

/// <summary>Which units a list shows by whether they are in use.</summary>
public enum UnitUse
{
    /// <summary>在用 on the list's day.</summary>
    Open,

    /// <summary>已停用 on the list's day.</summary>
    Closed,

    /// <summary>全部, also those that are still to be opened.</summary>
    All,
}

/// <summary>What a list of units is narrowed to; nothing of it is required.</summary>
public sealed record UnitFilter
{
    /// <summary>A part of a name, a former name or a 标识码.</summary>
    public string? Search { get; init; }

    /// <summary>Only this kind.</summary>
    public UnitKind? Kind { get; init; }

    /// <summary>Only with this stage.</summary>
    public UnitStages Stage { get; init; }

    /// <summary>Only of this township.</summary>
    public int? TownshipId { get; init; }

    /// <summary>In use, closed, or all.</summary>
    public UnitUse Use { get; init; }

    /// <summary>As at which day; null for today.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Which page, from 1.</summary>
    public int Page { get; init; } = 1;
}

/// <summary>A unit in the list, called what it was called on the list's day.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Name">Its name of that day.</param>
/// <param name="School">The school that a teaching point belongs to, or null.</param>
/// <param name="Successor">Who took it over, where it is closed on that day; or null.</param>
public sealed record UnitLine(UnitEntry Unit, string Name, string? School, UnitEntry? Successor);

/// <summary>The lines of a township on one page of the list.</summary>
/// <param name="Township">The township.</param>
/// <param name="Name">Its name on the list's day.</param>
/// <param name="Counts">What the whole list has of it, by kind.</param>
/// <param name="IsContinued">Whether it began on the page before.</param>
/// <param name="Lines">The lines here; none where only the township itself is listed.</param>
public sealed record UnitGroup(UnitEntry Township, string Name, IReadOnlyDictionary<UnitKind, int> Counts, bool IsContinued, IReadOnlyList<UnitLine> Lines);

/// <summary>The list of units.</summary>
public sealed record UnitListPage
{
    /// <summary>What it is narrowed to, made plain.</summary>
    public required UnitFilter Filter { get; init; }

    /// <summary>As at which day.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Today.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Units in use on that day in the whole county, by kind.</summary>
    public required IReadOnlyDictionary<UnitKind, int> InUse { get; init; }

    /// <summary>Units that the filter finds, by kind, whichever kind it names.</summary>
    public required IReadOnlyDictionary<UnitKind, int> Found { get; init; }

    /// <summary>Every township, for the filter.</summary>
    public required IReadOnlyList<UnitEntry> Townships { get; init; }

    /// <summary>The groups of this page.</summary>
    public required IReadOnlyList<UnitGroup> Groups { get; init; }

    /// <summary>Which page of how many.</summary>
    public required Page<UnitEntry> Page { get; init; }

    /// <summary>Whether there is any unit at all.</summary>
    public required bool IsEmpty { get; init; }

    /// <summary>Whether this actor keeps units.</summary>
    public required bool MayManage { get; init; }
}

/// <summary>Reads the list of units; it costs no statement of its own.</summary>
/// <param name="reader">All units.</param>
/// <param name="clock">Today.</param>
public sealed class UnitListQuery(UnitReader reader, BusinessClock clock)
{
    /// <summary>Units on a page.</summary>
    public const int PageSize = 60;

    /// <summary>The list.</summary>
    public async Task<UnitListPage> ReadAsync(UnitFilter filter, Actor actor, CancellationToken cancellationToken)
    {
        var directory = await reader.ReadAsync(cancellationToken);
        var day = filter.Day ?? clock.Today;
        var search = TypedText.Line(filter.Search);
        var sought = search is null ? null : TypedText.Fold(search).Trim();
        var found = directory.All.Where(u => Fits(u, filter, sought, day)).ToList();
        var listed = filter.Kind is { } kind ? found.Where(u => u.Kind == kind).ToList() : found;
        var pages = Math.Max(1, (listed.Count + PageSize - 1) / PageSize);
        var number = Math.Clamp(filter.Page, 1, pages);
        var first = (number - 1) * PageSize;
        var page = listed.Skip(first).Take(PageSize).ToList();
        return new UnitListPage
        {
            Filter = filter with { Search = search, Page = number },
            Day = day,
            Today = clock.Today,
            InUse = directory.All.Where(u => u.IsOpenOn(day)).CountBy(u => u.Kind).ToDictionary(),
            Found = found.CountBy(u => u.Kind).ToDictionary(),
            Townships = directory.Townships,
            Groups = [.. Groups(page, listed, first == 0 ? null : TownshipOf(listed[first - 1]), directory, day)],
            Page = new Page<UnitEntry>(page, number, PageSize, listed.Count),
            IsEmpty = directory.All.Count == 0,
            MayManage = actor.May(Permission.ManageUnits),
        };
    }

    private static IEnumerable<UnitGroup> Groups(List<UnitEntry> page, List<UnitEntry> listed, int? before, UnitDirectory directory, DateOnly day)
    {
        var counts = listed.ToLookup(TownshipOf);
        foreach (var group in page.GroupBy(TownshipOf))
        {
            var township = directory.Find(group.Key)!;
            yield return new UnitGroup(
                township,
                township.NameOn(day),
                counts[group.Key].Where(u => u.Kind != UnitKind.Township).CountBy(u => u.Kind).ToDictionary(),
                group.Key == before,
                [.. group.Where(u => u.Kind != UnitKind.Township).Select(u => new UnitLine(
                    u, u.NameOn(day), directory.Find(u.SchoolId)?.NameOn(day), u.IsClosedOn(day) ? directory.Find(u.SuccessorId) : null))]);
        }
    }

    private static bool Fits(UnitEntry unit, UnitFilter filter, string? sought, DateOnly day) =>
        (filter.Stage == UnitStages.None || (unit.Stages & filter.Stage) != UnitStages.None)
        && (filter.TownshipId is null || TownshipOf(unit) == filter.TownshipId)
        && (filter.Use switch { UnitUse.Open => unit.IsOpenOn(day), UnitUse.Closed => unit.IsClosedOn(day), _ => true })
        && (sought is null || Has(unit.Name, sought) || Has(unit.Code, sought) || unit.FormerNames.Any(n => Has(n.Name, sought)));

    private static bool Has(string? text, string sought) =>
        text is not null && TypedText.Fold(text).Contains(sought, StringComparison.OrdinalIgnoreCase);

    private static int TownshipOf(UnitEntry unit) => unit.TownshipId ?? unit.Id;
}
