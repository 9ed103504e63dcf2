using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Pengshui.RuralEdu.Testing;

/// <summary>
/// Refuses what SQLite stores and SQL Server does not: text longer than its column ("String or binary data would be
/// truncated"), decimals that do not fit the column's precision, or would silently be rounded by its scale, and keys that
/// the server makes itself ("Cannot insert explicit value for identity column").
/// </summary>
public sealed class SqlServerSaves : SaveChangesInterceptor
{
    // A save that is run again finds the keys of the run before, which EF throws away by itself.
    private static readonly ConditionalWeakTable<object, object> Seen = [];

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        foreach (var entry in eventData.Context!.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified))
        {
            var isNew = !Seen.TryGetValue(entry.Entity, out _);
            Seen.AddOrUpdate(entry.Entity, entry.Entity);
            Check(entry, isNew);
        }

        return base.SavingChangesAsync(eventData, result, cancellationToken);
    }

    private static void Check(EntityEntry entry, bool isNew)
    {
        foreach (var property in entry.Properties)
        {
            var metadata = property.Metadata;
            if (isNew && entry.State == EntityState.Added && metadata is { ValueGenerated: ValueGenerated.OnAdd, ClrType: var type } && type == typeof(int)
                && metadata.IsPrimaryKey() && !metadata.IsForeignKey() && !property.IsTemporary && property.CurrentValue is not 0)
                throw new InvalidOperationException($"SQL Server makes {entry.Metadata.ClrType.Name}.{metadata.Name} itself and takes no {property.CurrentValue}.");
            var stored = metadata.GetValueConverter() is { } converter ? converter.ConvertToProvider(property.CurrentValue) : property.CurrentValue;
            var refusal = stored switch
            {
                string text when text.Length > metadata.GetMaxLength() => $"{text.Length} characters do not fit {metadata.GetMaxLength()}",
                decimal number when !Fits(number, metadata) => $"{number} does not fit decimal({metadata.GetPrecision()}, {metadata.GetScale()})",
                _ => null,
            };
            if (refusal is not null)
                throw new InvalidOperationException($"SQL Server would not store {entry.Metadata.ClrType.Name}.{metadata.Name} as it is: {refusal}.");
        }
    }

    private static bool Fits(decimal number, IReadOnlyProperty property)
    {
        var scale = property.GetScale() ?? 0;
        return decimal.Round(number, scale) == number && Math.Abs(number) < (decimal)Math.Pow(10, (property.GetPrecision() ?? 18) - scale);
    }
}
