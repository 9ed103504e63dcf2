using System.Globalization;
using Pengshui.RuralEdu.Core.Calendar;

namespace Pengshui.RuralEdu.Demonstration.Tests;

public sealed class DemonstrationTimeTests
{
    [Theory]
    [InlineData("2026-03-31T15:59:59Z", "23:59:59")]
    [InlineData("2026-03-31T16:00:00Z", "00:00:00")]
    [InlineData("2026-03-31T23:00:00Z", "07:00:00")]
    public void The_demonstration_stands_at_its_day_whatever_the_real_one_is(string real, string timeOfDay)
    {
        var clock = new BusinessClock(new DemonstrationTime(DemonstrationTime.Day, new FixedTime(real)));

        Assert.Equal(new DateOnly(2023, 10, 20), clock.Today);
        Assert.Equal(timeOfDay, clock.BeijingNow.ToString("HH:mm:ss"));
    }

    private sealed class FixedTime(string instant) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
    }
}
