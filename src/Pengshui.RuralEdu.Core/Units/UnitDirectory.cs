using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Units;

/// <summary>A unit as pages read it. Immutable, since it is kept between requests.</summary>
public sealed record UnitEntry
{
    /// <summary>Key.</summary>
    public required int Id { get; init; }

    /// <summary>For the forms.</summary>
    public required int Version { get; init; }

    /// <summary>What it is.</summary>
    public required UnitKind Kind { get; init; }

    /// <summary>Its name now.</summary>
    public required string Name { get; init; }

    /// <summary>标识码, or null.</summary>
    public required string? Code { get; init; }

    /// <summary>学段.</summary>
    public required UnitStages Stages { get; init; }

    /// <summary>The township it belongs to; null for townships.</summary>
    public required int? TownshipId { get; init; }

    /// <summary>The school that a teaching point belongs to.</summary>
    public required int? SchoolId { get; init; }

    /// <summary>Its first day, or null.</summary>
    public required DateOnly? OpenedOn { get; init; }

    /// <summary>The day from which on it is closed, or null.</summary>
    public required DateOnly? ClosedOn { get; init; }

    /// <summary>Who took it over, or null.</summary>
    public required int? SuccessorId { get; init; }

    /// <summary>Why it was closed, or null.</summary>
    public required string? ClosedBecause { get; init; }

    /// <summary>Where a township stands.</summary>
    public required int SortOrder { get; init; }

    /// <summary>Names that it had, by their last days.</summary>
    public required IReadOnlyList<UnitNameUntil> FormerNames { get; init; }

    /// <summary>Whether it is in use on a day.</summary>
    public bool IsOpenOn(DateOnly day) => !(OpenedOn > day) && !IsClosedOn(day);

    /// <summary>Whether it is closed on a day.</summary>
    public bool IsClosedOn(DateOnly day) => ClosedOn <= day;

    /// <summary>What it was called on a day.</summary>
    public string NameOn(DateOnly day) => FormerNames.FirstOrDefault(n => n.Until >= day)?.Name ?? Name;
}

/// <summary>A former name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Until">Its last day.</param>
public sealed record UnitNameUntil(string Name, DateOnly Until);

/// <summary>All units in their order: by township, then kind, then 标识码 or name.</summary>
public sealed class UnitDirectory
{
    private static readonly StringComparer ByName = StringComparer.Create(CultureInfo.GetCultureInfo("zh-CN"), CompareOptions.None);

    private readonly Dictionary<int, UnitEntry> byId;
    private readonly ILookup<int, UnitEntry> byTownship;
    private readonly ILookup<int, UnitEntry> bySchool;
    private readonly ILookup<int, UnitEntry> bySuccessor;

    /// <summary>A directory of these units.</summary>
    public UnitDirectory(IReadOnlyCollection<UnitEntry> units)
    {
        Townships = [.. units.Where(u => u.Kind == UnitKind.Township).OrderBy(u => u.SortOrder).ThenBy(u => u.Name, ByName).ThenBy(u => u.Id)];
        byTownship = Sorted(units.Where(u => u.TownshipId is not null)).ToLookup(u => u.TownshipId!.Value);
        All = [.. Townships.SelectMany(t => byTownship[t.Id].Prepend(t))];
        byId = All.ToDictionary(u => u.Id);
        bySchool = All.Where(u => u.SchoolId is not null).ToLookup(u => u.SchoolId!.Value);
        bySuccessor = All.Where(u => u.SuccessorId is not null).ToLookup(u => u.SuccessorId!.Value);
    }

    /// <summary>Every unit, each township before what belongs to it.</summary>
    public IReadOnlyList<UnitEntry> All { get; }

    /// <summary>The townships.</summary>
    public IReadOnlyList<UnitEntry> Townships { get; }

    /// <summary>A unit, or null.</summary>
    public UnitEntry? Find(int? id) => id is { } key ? byId.GetValueOrDefault(key) : null;

    /// <summary>What belongs to a township, or to a school.</summary>
    public IEnumerable<UnitEntry> Under(UnitEntry unit) => unit.Kind == UnitKind.Township ? byTownship[unit.Id] : bySchool[unit.Id];

    /// <summary>What a unit took over, by the day.</summary>
    public IEnumerable<UnitEntry> TakenOverBy(UnitEntry unit) => bySuccessor[unit.Id].OrderBy(u => u.ClosedOn);

    private static IOrderedEnumerable<UnitEntry> Sorted(IEnumerable<UnitEntry> units) =>
        units.OrderBy(u => u.Kind).ThenBy(u => u.Code is null).ThenBy(u => u.Code, StringComparer.Ordinal).ThenBy(u => u.Name, ByName).ThenBy(u => u.Id);
}

/// <summary>Reads the directory, and keeps it until a unit changes.</summary>
/// <param name="db">The database.</param>
/// <param name="kept">Where it is kept.</param>
public sealed class UnitReader(RuralEduDbContext db, KeptRows kept)
{
    /// <summary>All units; two statements, none where nothing changed since the last time.</summary>
    public Task<UnitDirectory> ReadAsync(CancellationToken cancellationToken) =>
        kept.GetAsync(nameof(UnitDirectory), [DataArea.Units], () => LoadAsync(cancellationToken), cancellationToken);

    private async Task<UnitDirectory> LoadAsync(CancellationToken cancellationToken)
    {
        var units = await db.Units.AsNoTracking().OrderBy(u => u.Id).Select(u => new UnitEntry
        {
            Id = u.Id,
            Version = u.Version,
            Kind = u.Kind,
            Name = u.Name,
            Code = u.Code,
            Stages = u.Stages,
            TownshipId = u.TownshipId,
            SchoolId = u.SchoolId,
            OpenedOn = u.OpenedOn,
            ClosedOn = u.ClosedOn,
            SuccessorId = u.SuccessorId,
            ClosedBecause = u.ClosedBecause,
            SortOrder = u.SortOrder,
            FormerNames = u.FormerNames.OrderBy(n => n.Until).Select(n => new UnitNameUntil(n.Name, n.Until)).ToList(),
        }).ToListAsync(cancellationToken);
        return new UnitDirectory(units);
    }
}
