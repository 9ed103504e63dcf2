using System.Globalization;
using Pengshui.RuralEdu.Core.Calendar;

namespace Pengshui.RuralEdu.Core.Tests.Calendar;

public sealed class BusinessClockTests
{
    [Theory]
    [InlineData("2023-09-30T23:00:00Z", "2023-10-01", "2023-10")] // 07:00 on the 1st in Beijing
    [InlineData("2023-09-30T15:59:59Z", "2023-09-30", "2023-09")] // the month's last second
    [InlineData("2023-09-30T16:00:00Z", "2023-10-01", "2023-10")] // the next month's first
    [InlineData("2023-12-31T15:59:59Z", "2023-12-31", "2023-12")]
    [InlineData("2023-12-31T16:00:00Z", "2024-01-01", "2024-01")]
    [InlineData("2024-02-28T16:00:00Z", "2024-02-29", "2024-02")] // the leap day begins
    [InlineData("2024-02-29T15:59:59Z", "2024-02-29", "2024-02")]
    [InlineData("2024-02-29T16:00:00Z", "2024-03-01", "2024-03")]
    public void Today_and_this_month_are_Beijings(string instant, string today, string month)
    {
        var clock = new BusinessClock(new FixedTime(instant));

        Assert.Equal(DateOnly.Parse(today), clock.Today);
        Assert.Equal(month, clock.ThisMonth.ToString());
        Assert.Equal(DateOnly.Parse(today), BusinessClock.BeijingDay(clock.UtcNow));
        Assert.Equal(DateTimeKind.Utc, clock.UtcNow.Kind);
    }

    [Fact]
    public void A_Beijing_wall_clock_and_UTC_are_turned_into_each_other()
    {
        var utc = BusinessClock.ToUtc(new DateOnly(2023, 10, 1), new TimeOnly(7, 0));

        Assert.Equal(new DateTime(2023, 9, 30, 23, 0, 0, DateTimeKind.Utc), utc);
        Assert.Equal(DateTimeKind.Utc, utc.Kind);
        Assert.Equal(new DateTime(2023, 10, 1, 7, 0, 0), BusinessClock.ToBeijing(utc));
    }

    private sealed class FixedTime(string instant) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
    }
}
