using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Plans.Import;

namespace Pengshui.RuralEdu.Core.Tests.Plans.Import;

public sealed class WordChangesTests
{
    [Fact]
    public void The_words_that_changed_are_marked_on_both_sides()
    {
        var (before, after) = new WordChanges().Of(new ChangedWords("原文", "入学率达到95%以上，按月核对学籍。", "入学率达到97%以上，每季度核对学籍。"))!.Value;

        Assert.Equal(["95%", "按月"], before.Where(p => p.IsChanged).Select(p => p.Text));
        Assert.Equal(["97%", "每季度"], after.Where(p => p.IsChanged).Select(p => p.Text));
        Assert.Equal("入学率达到97%以上，每季度核对学籍。", string.Concat(after.Select(p => p.Text)));
    }

    [Fact]
    public void A_character_that_both_happen_to_have_between_two_changes_is_not_told_apart()
    {
        var (before, after) = TextDifference.Between("完善联控机制", "健全协控体系", least: 3);

        Assert.Equal(["完善联控机制"], before.Select(p => p.Text));
        Assert.Equal(["健全协控体系"], after.Select(p => p.Text));
    }

    [Fact]
    public void What_is_too_long_or_too_much_is_not_compared()
    {
        var changes = new WordChanges();
        var longest = new ChangedWords("原文", new string('长', PlanTask.FullTextLength), new string('长', PlanTask.FullTextLength - 1));

        Assert.Null(changes.Of(longest with { After = new string('长', PlanTask.FullTextLength + 1) }));
        Assert.InRange(Enumerable.Range(0, 20).Count(_ => changes.Of(longest) is not null), 1, 19);
        Assert.NotNull(changes.Of(new ChangedWords("题目", "旧题目", "新题目")));
    }
}
