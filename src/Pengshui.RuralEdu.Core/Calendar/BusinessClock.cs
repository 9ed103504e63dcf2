namespace Pengshui.RuralEdu.Core.Calendar;

/// <summary>
/// The only clock of business code: instants in UTC, days and months in Beijing. Sign-in security reads the real time
/// instead, since a demonstration's clock stands still.
/// </summary>
/// <param name="time">Real time, a test's, or a demonstration's.</param>
public sealed class BusinessClock(TimeProvider time)
{
    /// <summary>Beijing's offset. China has had no daylight saving since 1991, so no time zone data is needed.</summary>
    public static readonly TimeSpan BeijingOffset = TimeSpan.FromHours(8);

    /// <summary>This instant, UTC.</summary>
    public DateTime UtcNow => time.GetUtcNow().UtcDateTime;

    /// <summary>This moment on a Beijing wall clock.</summary>
    public DateTime BeijingNow => ToBeijing(UtcNow);

    /// <summary>Today in Beijing.</summary>
    public DateOnly Today => DateOnly.FromDateTime(BeijingNow);

    /// <summary>This month in Beijing.</summary>
    public Month ThisMonth => Month.Of(Today);

    /// <summary>A UTC instant on a Beijing wall clock.</summary>
    public static DateTime ToBeijing(DateTime utc) => DateTime.SpecifyKind(utc + BeijingOffset, DateTimeKind.Unspecified);

    /// <summary>The Beijing day of a UTC instant.</summary>
    public static DateOnly BeijingDay(DateTime utc) => DateOnly.FromDateTime(ToBeijing(utc));

    /// <summary>The UTC instant of a Beijing day and time of day; the first hours of the calendar, which UTC has none of, are its beginning.</summary>
    public static DateTime ToUtc(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return DateTime.SpecifyKind(local.Ticks < BeijingOffset.Ticks ? DateTime.MinValue : local - BeijingOffset, DateTimeKind.Utc);
    }
}
