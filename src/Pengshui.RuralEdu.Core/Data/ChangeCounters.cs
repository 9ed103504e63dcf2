using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Pengshui.RuralEdu.Core.Data;

/// <summary>A kind of data that kept read models are made of. Stored by position: new ones go to the end.</summary>
public enum DataArea
{
    /// <summary>Settings.</summary>
    Settings,

    /// <summary>Working days and school holidays.</summary>
    Calendar,

    /// <summary>What people are called.</summary>
    People,

    /// <summary>What sections are called.</summary>
    Sections,

    /// <summary>Plans with groups, tasks, measures, responsibilities and indicators.</summary>
    Plans,

    /// <summary>Reporting periods.</summary>
    Periods,

    /// <summary>Reports with figures, revisions and decisions.</summary>
    Reports,

    /// <summary>Inspections.</summary>
    Inspections,

    /// <summary>Rectifications with their steps.</summary>
    Rectifications,

    /// <summary>Instructions at the sections they went to, with their steps.</summary>
    Instructions,

    /// <summary>The coordinator's own judgements of lights.</summary>
    Overrides,

    /// <summary>Lights as they stood when months were closed.</summary>
    Snapshots,

    /// <summary>Coordination needs with what reports say of them.</summary>
    Needs,

    /// <summary>Schools, teaching points, townships and villages. No plan's year is made of them.</summary>
    Units,
}

/// <summary>How often each kind of data has changed. Numbers that are equal mean data that are equal, on whichever node.</summary>
public sealed class ChangeCounters : IEquatable<ChangeCounters>
{
    /// <summary>Room for its text.</summary>
    public const int TextLength = 400;

    private static readonly int Count = Enum.GetValues<DataArea>().Length;

    private readonly long[] changes;

    private ChangeCounters(long[] changes) => this.changes = changes;

    /// <summary>Nothing has changed yet.</summary>
    public static ChangeCounters None { get; } = new(new long[Count]);

    /// <summary>Reads what <see cref="ToString"/> wrote; kinds that were added since have not changed yet.</summary>
    public static ChangeCounters Parse(string text)
    {
        var changes = new long[Count];
        var known = text.Split(',', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < Math.Min(known.Length, Count); i++)
            changes[i] = long.Parse(known[i], CultureInfo.InvariantCulture);
        return new ChangeCounters(changes);
    }

    /// <summary>A number that rises with each change of one of these kinds, and only then.</summary>
    public long Of(params ReadOnlySpan<DataArea> areas)
    {
        var sum = 0L;
        foreach (var area in areas)
            sum += changes[(int)area];
        return sum;
    }

    /// <summary>The same after one more change of each of these kinds.</summary>
    public ChangeCounters Raise(IEnumerable<DataArea> areas)
    {
        var raised = (long[])changes.Clone();
        foreach (var area in areas)
            raised[(int)area]++;
        return new ChangeCounters(raised);
    }

    /// <summary>The numbers in the order of <see cref="DataArea"/>, with commas between, up to the last that is not 0.</summary>
    public override string ToString() => string.Join(',', changes.Take(Array.FindLastIndex(changes, c => c > 0) + 1));

    /// <inheritdoc/>
    public bool Equals(ChangeCounters? other) => other is not null && changes.AsSpan().SequenceEqual(other.changes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ChangeCounters);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}

/// <summary>Which entities are which kind of data.</summary>
public static class DataAreas
{
    private static readonly ConcurrentDictionary<Type, KeptAttribute?> Known = new();

    /// <summary>Every kind.</summary>
    public static readonly DataArea[] All = Enum.GetValues<DataArea>();

    /// <summary>The kinds that a plan's year is made of.</summary>
    public static readonly DataArea[] OfPlans = [.. All.Where(a => a != DataArea.Units)];

    /// <summary>The kinds that the next save changes.</summary>
    public static IReadOnlyCollection<DataArea> Touched(ChangeTracker changes) =>
    [
        .. changes.Entries()
            .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .Where(e => Declared(e.Metadata.ClrType) is { } kept
                && (kept.Only is null || (e.State == EntityState.Modified && e.Property(kept.Only).IsModified)))
            .Select(e => Declared(e.Metadata.ClrType)!.Area)
            .Distinct(),
    ];

    /// <summary>Which kind an entity is; null where it goes into no kept read model.</summary>
    public static DataArea? Of(Type entity) => Declared(entity)?.Area;

    private static KeptAttribute? Declared(Type entity) => Known.GetOrAdd(entity, e => e.GetCustomAttribute<KeptAttribute>(inherit: false));
}

/// <summary>An entity whose rows go into kept read models, and the kind of data it is.</summary>
/// <param name="area">The kind.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class KeptAttribute(DataArea area) : Attribute
{
    /// <summary>The kind of data.</summary>
    public DataArea Area => area;

    /// <summary>The one property whose change counts, where only one does: a sign-in is no change of a name. Null for any.</summary>
    public string? Only { get; init; }
}
