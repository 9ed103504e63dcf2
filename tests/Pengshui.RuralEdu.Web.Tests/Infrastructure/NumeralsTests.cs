using Pengshui.RuralEdu.Testing.Examples;
using Pengshui.RuralEdu.Web.Infrastructure.Binding;

namespace Pengshui.RuralEdu.Web.Tests.Infrastructure;

public sealed class NumeralsTests
{
    [Fact]
    public void A_number_is_read_or_refused_as_the_table_of_examples_says()
    {
        Assert.All(TypedExamples.Numbers, e => Assert.Equal(e.Exact, Numerals.Read(e.Typed, isWhole: false, out var number) is null ? number : null));
        Assert.All(TypedExamples.Numbers, e => Assert.Equal(e.Whole, Numerals.Read(e.Typed, isWhole: true, out var number) is null ? (int)number : null));
    }

    [Theory]
    [InlineData("12,5", false, "“12,5”看不出是多少，请只填数字，例如 86.5；小数点用“.”。")]
    [InlineData("12 5", true, "“12 5”看不出是多少，请只填数字，例如 61490。")]
    [InlineData("10²", false, "“10²”不是数字，请填写数字，例如 86.5。")]
    [InlineData("3.5", true, "“3.5”不是整数，请填写整数，例如 61490。")]
    [InlineData("88%", true, "“88%”看不出是多少，请只填数字，例如 61490。")]
    [InlineData("99999999999", true, "“99999999999”太大，请核对。")]
    [InlineData("0.123456789", false, "“0.123456789”位数太多，请核对。")]
    [InlineData("大约三千多人，还在统计之中，下周再报准确的数", true, "“大约三千多人，还在统计之中，下周再报准确…”不是整数，请填写整数，例如 61490。")]
    public void A_refusal_says_what_was_typed_and_what_to_type(string typed, bool isWhole, string sentence) =>
        Assert.Equal(sentence, Numerals.Read(typed, isWhole, out _));
}
