using Pengshui.RuralEdu.Core.Calendar;

namespace Pengshui.RuralEdu.Demonstration;

/// <summary>A demonstration's time: the date stands at one Beijing day, the time of day goes on.</summary>
/// <param name="day">The Beijing day it stands at.</param>
/// <param name="real">Where the time of day comes from.</param>
public sealed class DemonstrationTime(DateOnly day, TimeProvider real) : TimeProvider
{
    /// <summary>The day of the demonstration: a month is open, some reports are late and some returned.</summary>
    public static readonly DateOnly Day = new(2023, 10, 20);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        var timeOfDay = TimeOnly.FromDateTime(BusinessClock.ToBeijing(real.GetUtcNow().UtcDateTime));
        return new DateTimeOffset(BusinessClock.ToUtc(day, timeOfDay));
    }
}
