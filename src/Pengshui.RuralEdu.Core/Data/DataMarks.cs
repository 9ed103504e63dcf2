using System.Collections.Frozen;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Instructions;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Sections;
using Pengshui.RuralEdu.Core.Settings;

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
}

/// <summary>How often each kind of data has changed. Numbers that are equal mean data that are equal, on whichever node.</summary>
public sealed class DataMarks : IEquatable<DataMarks>
{
    /// <summary>Room for its text.</summary>
    public const int TextLength = 400;

    private static readonly int Count = Enum.GetValues<DataArea>().Length;

    private readonly long[] changes;

    private DataMarks(long[] changes) => this.changes = changes;

    /// <summary>Nothing has changed yet.</summary>
    public static DataMarks None { get; } = new(new long[Count]);

    /// <summary>Reads what <see cref="ToString"/> wrote; kinds that were added since have not changed yet.</summary>
    public static DataMarks Parse(string text)
    {
        var changes = new long[Count];
        var known = text.Split(',', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < Math.Min(known.Length, Count); i++)
            changes[i] = long.Parse(known[i], CultureInfo.InvariantCulture);
        return new DataMarks(changes);
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
    public DataMarks Raise(IEnumerable<DataArea> areas)
    {
        var raised = (long[])changes.Clone();
        foreach (var area in areas)
            raised[(int)area]++;
        return new DataMarks(raised);
    }

    /// <summary>The numbers in the order of <see cref="DataArea"/>, with commas between, up to the last that is not 0.</summary>
    public override string ToString() => string.Join(',', changes.Take(Array.FindLastIndex(changes, c => c > 0) + 1));

    /// <inheritdoc/>
    public bool Equals(DataMarks? other) => other is not null && changes.AsSpan().SequenceEqual(other.changes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DataMarks);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}

/// <summary>Which entities are which kind of data.</summary>
public static class DataAreas
{
    /// <summary>Entity → kind. What is missing here goes into no kept read model.</summary>
    public static readonly FrozenDictionary<Type, DataArea> ByEntity = new Dictionary<Type, DataArea>
    {
        [typeof(Setting)] = DataArea.Settings,
        [typeof(CalendarDay)] = DataArea.Calendar,
        [typeof(Vacation)] = DataArea.Calendar,
        [typeof(PortalUser)] = DataArea.People,
        [typeof(WorkPlan)] = DataArea.Plans,
        [typeof(TaskGroup)] = DataArea.Plans,
        [typeof(PlanTask)] = DataArea.Plans,
        [typeof(Measure)] = DataArea.Plans,
        [typeof(Responsibility)] = DataArea.Plans,
        [typeof(Indicator)] = DataArea.Plans,
        [typeof(Section)] = DataArea.Sections,
        [typeof(FormerName)] = DataArea.Sections,
        [typeof(ReportingPeriod)] = DataArea.Periods,
        [typeof(MonthlyReport)] = DataArea.Reports,
        [typeof(ReportRevision)] = DataArea.Reports,
        [typeof(ReportDecision)] = DataArea.Reports,
        [typeof(MeasureProgress)] = DataArea.Reports,
        [typeof(IndicatorValue)] = DataArea.Reports,
        [typeof(ClearanceLine)] = DataArea.Reports,
        [typeof(CoordinationNeed)] = DataArea.Needs,
        [typeof(NeedAnswer)] = DataArea.Needs,
        [typeof(Inspection)] = DataArea.Inspections,
        [typeof(InspectionItem)] = DataArea.Inspections,
        [typeof(Rectification)] = DataArea.Rectifications,
        [typeof(RectificationStep)] = DataArea.Rectifications,
        [typeof(Instruction)] = DataArea.Instructions,
        [typeof(InstructionRecipient)] = DataArea.Instructions,
        [typeof(InstructionStep)] = DataArea.Instructions,
        [typeof(LightOverride)] = DataArea.Overrides,
        [typeof(LightSnapshot)] = DataArea.Snapshots,
    }.ToFrozenDictionary();

    /// <summary>Every kind.</summary>
    public static readonly DataArea[] All = Enum.GetValues<DataArea>();

    /// <summary>The kinds that the next save changes. Of people only the name counts: a sign-in is not a change.</summary>
    public static IReadOnlyCollection<DataArea> Touched(ChangeTracker changes) =>
    [
        .. changes.Entries()
            .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .Where(e => e.Entity is not PortalUser || e.State == EntityState.Modified && e.Property(nameof(PortalUser.DisplayName)).IsModified)
            .Select(e => ByEntity.TryGetValue(e.Metadata.ClrType, out var area) ? area : (DataArea?)null)
            .OfType<DataArea>()
            .Distinct(),
    ];
}
