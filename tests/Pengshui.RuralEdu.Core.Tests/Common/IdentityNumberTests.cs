using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Tests.Common;

/// <summary>What is a number of a person, and what only looks like one. The numbers are invented.</summary>
public sealed class IdentityNumberTests
{
    [Theory]
    [InlineData("500243201501010017")]
    [InlineData("学生500243201501010017，已劝返")]
    [InlineData("50024320150101001X")]
    [InlineData("50024320150101001ｘ。")]
    [InlineData("500243 20150101 0017")]
    [InlineData("500243 2015 0101 0017")]
    [InlineData("500243  20150101  0017")]
    [InlineData("500243-20150101-0017")]
    [InlineData("500243.20150101.0017")]
    [InlineData("500243·20150101·0017")]
    [InlineData("500243 201501010017")]
    [InlineData("50024320150101 0017")]
    [InlineData("500243\u200B20150101\u200D0017")]
    [InlineData("5\uFEFF0\uFEFF0\uFEFF2\uFEFF4\uFEFF3\uFEFF201501010017")]
    [InlineData("５００２４３２０１５０１０１００１７")]
    [InlineData("身份证：110101 199003 07 707 X")] // Grouped at will: the check character is right.
    [InlineData("1101 0119 9003 0770 7X")]
    [InlineData("110101\n19900307\n707X")]
    [InlineData("1101011990\r\n0307707X")]
    [InlineData("1.1.0.1.0.1.1.9.9.0.0.3.0.7.7.0.7.X")]
    [InlineData("110101199003077 07X")]
    [InlineData("500243900101123")] // 15 digits, as until 1999.
    [InlineData("老号500243 900101 123")]
    public void An_identity_number_is_seen_however_it_is_written(string text) => Assert.True(IdentityNumbers.AppearIn(text));

    [Theory]
    [InlineData("")]
    [InlineData("标识码3150024301，在校生 1234 人")] // A school's code has ten digits.
    [InlineData("3150024301 3150024302 3150024303")]
    [InlineData("3150024301\n3150024302\n3150024303")]
    [InlineData("到位资金 1500000000.00 元")]
    [InlineData("500243900101123.00")]
    [InlineData("500243900101123元")]
    [InlineData("1,234,567,890,123,456,789")]
    [InlineData("500 243 201 501 010 018")] // A list of figures: the check character is wrong.
    [InlineData("500243\n20150101\n0018")]
    [InlineData("500243\t20150101\t0018")]
    [InlineData("2023-10-01 2023-10-02 2023-10-03")]
    [InlineData("6222021234567890123")] // A bank card has 16 or 19.
    [InlineData("1500243201501010017")]
    [InlineData("500243201513010017")] // No 13th month.
    [InlineData("500243150132123")] // No 32nd day, in the number of 15 digits.
    [InlineData("990243201501010017")] // No such province.
    [InlineData("91500243MA5U12345X")] // 统一社会信用代码.
    [InlineData("电话023-78441234")]
    public void What_only_looks_like_one_is_let_pass(string text) => Assert.False(IdentityNumbers.AppearIn(text));

    [Theory]
    [InlineData("13812345678", true)]
    [InlineData("联系人王某 138 1234 5678。", true)]
    [InlineData("138-1234-5678", true)]
    [InlineData("+86 13812345678", true)]
    [InlineData("86-138-1234-5678", true)]
    [InlineData("138\u200B12345678", true)]
    [InlineData("１３８１２３４５６７８", true)]
    [InlineData("12345678901", false)]
    [InlineData("13800000000元", false)]
    [InlineData("13800000000.50", false)]
    [InlineData("3150024301", false)]
    [InlineData("023-78441234", false)]
    [InlineData("138\n1234\n5678", false)]
    [InlineData("1381234567", false)]
    [InlineData("138123456789", false)]
    public void A_mobile_number_is_warned_of(string text, bool isOne) => Assert.Equal(isOne, IdentityNumbers.MobileAppearsIn(text));

    [Theory]
    [InlineData("1")]
    [InlineData("12 ")]
    [InlineData("1\u0301")]
    [InlineData("50024320150101 ")]
    [InlineData(" ")]
    [InlineData("X")]
    public void The_work_grows_with_the_text_alone(string piece)
    {
        IdentityNumbers.AppearIn(piece);
        var (once, twice) = (Work(piece, 20_000), Work(piece, 40_000));
        Assert.InRange(twice, 0, (2.5 * once) + 100_000);
    }

    private static long Work(string piece, int times)
    {
        var text = string.Concat(Enumerable.Repeat(piece, times));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(IdentityNumbers.AppearIn(text));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
