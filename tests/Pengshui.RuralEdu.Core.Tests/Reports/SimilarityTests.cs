using Pengshui.RuralEdu.Core.Bulletins;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Tests.Reports;

/// <summary>What is compared is measured first: comparing takes the square of a text's length.</summary>
public sealed class SimilarityTests
{
    [Theory]
    [InlineData("本月走访12户，劝返3人。", "本月走访12户，劝返4人。", true)]
    [InlineData("本月走访12户，劝返3人。", "召开会议部署资助工作。", false)]
    [InlineData("", "", false)]
    public void Texts_that_differ_in_a_figure_are_nearly_identical(string text, string before, bool are) =>
        Assert.Equal(are, SnapshotDifferences.Similarity(text, before) >= 0.8 && text.Length > 0);

    [Fact]
    public void A_text_that_is_too_long_to_be_kept_is_not_compared()
    {
        var text = string.Concat(Enumerable.Repeat("甲乙丙丁戊", 50_000));
        Assert.Equal(0, SnapshotDifferences.Similarity(text, text));
        Assert.True(Allocated(() => SnapshotDifferences.Similarity(text, text)) < 10_000);
    }

    [Fact]
    public void Texts_that_share_few_characters_are_not_compared()
    {
        var (text, before) = (new string('甲', MonthlyReport.TextLength), new string('乙', MonthlyReport.TextLength));
        Assert.Equal(0, SnapshotDifferences.Similarity(text, before));
        Assert.True(Allocated(() => SnapshotDifferences.Similarity(text, before)) < 10_000);
    }

    [Fact]
    public void A_bulletin_of_nothing_but_line_ends_is_not_compared_line_by_line()
    {
        var text = string.Join('\n', Enumerable.Range(0, 40_000));
        var (gone, come) = BulletinQueries.LinesApart(text, "一\n二");
        Assert.Equal((40_000, 2), (gone.Count, come.Count));
        Assert.True(Allocated(() => BulletinQueries.LinesApart(text, "一\n二")) < 10_000_000);
    }

    [Fact]
    public void Marks_upon_a_letter_are_folded_as_far_as_a_text_can_mean_them()
    {
        Assert.Equal("é", TypedText.Fold("e\u0301"));
        Assert.Equal(31, TypedText.Fold("q" + string.Concat(Enumerable.Repeat("\u0301\u0323", 50_000))).Length);
    }

    private static long Allocated(Action act)
    {
        act();
        var before = GC.GetAllocatedBytesForCurrentThread();
        act();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
