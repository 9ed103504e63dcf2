using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Pengshui.RuralEdu.Core.Data;

/// <summary>Instants are stored in UTC and come back as UTC; any other kind is a bug.</summary>
public sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
    value => value.Kind == DateTimeKind.Utc ? value : Fail(value),
    value => DateTime.SpecifyKind(value, DateTimeKind.Utc))
{
    private static DateTime Fail(DateTime value) =>
        throw new ArgumentException($"An instant must be UTC, not {value.Kind}.", nameof(value));
}

/// <summary>Marks are stored as their text.</summary>
public sealed class ChangeCountersConverter() : ValueConverter<ChangeCounters, string>(value => value.ToString(), value => ChangeCounters.Parse(value));
