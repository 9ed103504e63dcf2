using Pengshui.RuralEdu.Web.Infrastructure.Binding;

namespace Pengshui.RuralEdu.Web.Tests.Infrastructure;

public sealed class NumeralsTests
{
    [Theory]
    [InlineData("86.5", 86.5)]
    [InlineData("８６．５", 86.5)]
    [InlineData("61,490", 61490)]
    [InlineData("６１，４９０", 61490)]
    [InlineData(" 61 490 ", 61490)]
    [InlineData("61\u3000490", 61490)]
    [InlineData("88%", 88)]
    [InlineData("８８％", 88)]
    [InlineData("−3", -3)]
    public void A_number_is_read_as_people_type_and_paste_it(string text, double expected)
    {
        Assert.True(Numerals.TryRead(text, out decimal number));
        Assert.Equal((decimal)expected, number);
    }

    [Theory]
    [InlineData("")]
    [InlineData("三十")]
    [InlineData("12人")]
    [InlineData("1.2.3")]
    [InlineData("1e5")]
    public void What_is_no_number_is_not_guessed(string text) => Assert.False(Numerals.TryRead(text, out decimal _));

    [Theory]
    [InlineData("3.5")]
    [InlineData("99999999999")]
    public void A_whole_number_is_whole_and_fits(string text) => Assert.False(Numerals.TryRead(text, out int _));

    [Fact]
    public void A_whole_number_may_end_in_zeros_behind_the_point()
    {
        Assert.True(Numerals.TryRead("12.00", out int number));
        Assert.Equal(12, number);
    }
}
