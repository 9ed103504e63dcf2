using FsCheck.Xunit;
using Pengshui.RuralEdu.Core.Plans.Import;
using Pengshui.RuralEdu.Notices;
using Pengshui.RuralEdu.Notices.Tests;

namespace Pengshui.RuralEdu.Core.Tests.Plans.Import;

public sealed class SourceViewTests
{
    private const string Table = "某县教委\n2024年工作方案\n序号\t重点任务\t责任科室\n1\t控辍保学。按月核对。\t教育科\n2\t布局调整。调研布局。\t基建科\n（此件公开发布）\n";

    [Fact]
    public void A_table_is_shown_as_one_and_each_row_has_an_address()
    {
        var source = NoticeReader.Paste(Table).Value;
        var proposal = PlanProposal.Of(NoticeExamples.Parsed(source));

        var view = SourceView.Of(source.Text, source.Tables, proposal);

        Assert.Equal([false, false, true, false], view.Blocks.Select(b => b.IsTable));
        var rows = view.Blocks[2].Lines;
        Assert.Equal([3, 4, 5], rows.Select(r => r.Number));
        Assert.Equal([null, 1, 2], rows.Select(r => r.Task));
        Assert.Equal(["序号", "重点任务", "责任科室"], rows[0].Cells.Select(Words));
        Assert.Equal((4, 5), (view.LineOf(proposal.Tasks[0]), view.LineOf(proposal.Tasks[1])));
        Assert.Equal([5], SourceView.OfTask(source.Text, source.Tables, proposal, proposal.Tasks[1]).Blocks.SelectMany(b => b.Lines).Select(l => l.Number));
    }

    [Fact]
    public void A_merged_cell_is_drawn_once_over_the_rows_and_columns_that_it_covers()
    {
        const string Text = "题\t甲\t乙\n丙\t丁\n";
        TextSpan At(string word) => new(Text.IndexOf(word, StringComparison.Ordinal), 1);
        var table = new SourceTable(new TextSpan(0, Text.Length), [[At("题"), At("甲"), At("乙")], [At("题"), At("丙"), At("丁")]]);
        var wide = table with { Rows = [[At("题"), At("题"), At("乙")], [At("题"), At("题"), At("丁")]] };

        var high = SourceView.Of(Text, [table], Empty).Blocks[0].Lines;
        Assert.Equal([(1, 2), (1, 1), (1, 1)], high[0].Cells.Select(c => (c.Columns, c.Rows)));
        Assert.Equal(["丙", "丁"], high[1].Cells.Select(Words));
        var both = SourceView.Of(Text, [wide], Empty).Blocks[0].Lines;
        Assert.Equal([(2, 2), (1, 1)], both[0].Cells.Select(c => (c.Columns, c.Rows)));
        Assert.Equal(["丁"], both[1].Cells.Select(Words));
    }

    [Fact]
    public void Tables_are_kept_as_they_are_and_only_so_many_cells()
    {
        var source = NoticeReader.Paste(Table).Value;
        var kept = SourceTables.FromJson(SourceTables.ToJson(source.Tables));

        Assert.Equal(source.Tables.SelectMany(t => t.Rows.SelectMany(r => r)), kept.SelectMany(t => t.Rows.SelectMany(r => r)));
        Assert.Null(SourceTables.ToJson([]));
        Assert.Null(SourceTables.ToJson([new SourceTable(default, [[.. new TextSpan[SourceTables.MostCells + 1]]])]));
    }

    [Property(MaxTest = 100)]
    public void Every_letter_outside_of_blank_lines_is_shown_at_its_place(string?[] lines)
    {
        var text = string.Join('\n', lines);
        foreach (var run in SourceView.Of(text, [], Empty).Blocks.SelectMany(b => b.Lines).SelectMany(l => l.Cells).SelectMany(c => c.Runs))
            Assert.Equal(run.Text, text.Substring(run.Start, run.Text.Length));
        Assert.Equal(
            text.Split('\n').Where(l => !string.IsNullOrWhiteSpace(l)).Take(SourceView.MostLines),
            SourceView.Of(text, [], Empty).Blocks.SelectMany(b => b.Lines).Select(l => Words(l.Cells[0])));
    }

    [Fact]
    public void A_warning_outside_of_all_tasks_offers_its_lines_where_they_name_sections()
    {
        var source = NoticeReader.Paste("某县教委\n2024年工作方案\n一、重点任务\n1.控辍保学。按月核对。（责任科室：教育科）\n二、保障措施\n强化宣传引导。宣传政策。（责任科室：党工委办）\n加强领导。各校要重视。\n").Value;
        var page = new ImportPage
        {
            Id = 1, Version = 1, FileName = "通知.txt", Source = source.Text, Tables = [], Last = null, Proposal = FirstTaskOnly(PlanProposal.Of(NoticeExamples.Parsed(source))),
            Names = new Dictionary<string, NameMeaning>(), Sections = [], Problems = [], Existing = null, Differences = [], LastYear = null, AgainstLastYear = [],
        };
        TextSpan? Offered(string words) => MissedPiece.Of(page, new ParseWarning("没有列入任务。", new TextSpan(source.Text.IndexOf(words, StringComparison.Ordinal), words.Length)));

        Assert.Equal("强化宣传引导。宣传政策。（责任科室：党工委办）", Offered("责任科室：党工委办")!.Value.Of(source.Text));
        Assert.Null(Offered("加强领导"));
        var saying = new TextSpan(source.Text.IndexOf("加强领导", StringComparison.Ordinal), 4);
        Assert.Equal("加强领导。各校要重视。", MissedPiece.Of(page, new ParseWarning("写了“重视”，但不在任何任务里。", saying) { Kind = WarningKind.LeftOut })!.Value.Of(source.Text));
        Assert.Null(Offered("按月核对"));
        Assert.Null(MissedPiece.Of(page, new ParseWarning("任务编号没有贯穿全文。")));
    }

    private static PlanProposal FirstTaskOnly(PlanProposal proposal) => proposal with { Tasks = [proposal.Tasks[0]] };

    private static PlanProposal Empty { get; } = new(2024, "", null, "", null, [], [], [], []);

    private static string Words(SourceCell cell) => string.Concat(cell.Runs.Select(r => r.Text));
}
