using Pengshui.RuralEdu.Core.Calendar;

namespace Pengshui.RuralEdu.Core.Tests.Calendar;

public sealed class MonthTests
{
    [Theory]
    [InlineData(2023, 10, "2023-10-01", "2023-10-31")]
    [InlineData(2023, 2, "2023-02-01", "2023-02-28")]
    [InlineData(2024, 2, "2024-02-01", "2024-02-29")]
    [InlineData(2023, 12, "2023-12-01", "2023-12-31")]
    public void A_month_has_its_first_and_last_day(int year, int number, string first, string last)
    {
        var month = new Month(year, number);

        Assert.Equal(DateOnly.Parse(first), month.FirstDay);
        Assert.Equal(DateOnly.Parse(last), month.LastDay);
        Assert.Equal(month, Month.Of(month.FirstDay));
        Assert.Equal(month, Month.Of(month.LastDay));
    }

    [Theory]
    [InlineData(2023, 12, 1, "2024-01")]
    [InlineData(2024, 1, -1, "2023-12")]
    [InlineData(2023, 10, 0, "2023-10")]
    [InlineData(2023, 3, 22, "2025-01")]
    public void Adding_months_crosses_years(int year, int number, int months, string expected) =>
        Assert.Equal(expected, new Month(year, number).Add(months).ToString());

    [Fact]
    public void A_month_is_stored_as_a_number_and_read_back()
    {
        Assert.Equal(202310, new Month(2023, 10).ToNumber());
        Assert.Equal(new Month(2023, 1), Month.FromNumber(202301));
    }

    [Theory]
    [InlineData("2023-10", true)]
    [InlineData("2023-1", false)]
    [InlineData("2023-13", false)]
    [InlineData("2023-00", false)]
    [InlineData("1999-12", false)]
    [InlineData("2101-01", false)]
    [InlineData("202310", false)]
    [InlineData("2023-10-01", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_a_month_as_addresses_carry_it_is_read(string? text, bool read)
    {
        Assert.Equal(read, Month.TryParse(text, out var month));
        Assert.Equal(read ? text : default(Month).ToString(), month.ToString());
    }

    [Theory]
    [InlineData(999, 1)]
    [InlineData(2101, 1)]
    [InlineData(2023, 0)]
    [InlineData(2023, 13)]
    public void A_month_outside_its_range_is_refused(int year, int number) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Month(year, number));

    [Fact]
    public void Months_are_ordered_by_time_across_years()
    {
        var december = new Month(2023, 12);
        var january = new Month(2024, 1);

        Assert.True(december < january && january > december && december <= january && january >= december);
        Assert.Equal([december, january], new[] { january, december }.Order());
    }

    [Fact]
    public void A_month_is_written_in_Chinese_without_a_leading_zero() =>
        Assert.Equal("2023年3月", new Month(2023, 3).ToChinese());
}
