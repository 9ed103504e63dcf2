using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Pengshui.RuralEdu.Notices.Tests;

/// <summary>Tables of tasks in .docx as offices draw them: see <see cref="TableHabits"/>.</summary>
public sealed class TableTests
{
    public static TheoryData<string> All => [.. TableHabits.All.Keys];

    [Theory, MemberData(nameof(All))]
    public async Task Every_table_is_understood(string name)
    {
        var (blocks, told) = TableHabits.All[name];

        var notice = Notices.Parsed(await Notices.SourceAsync(WordFile.Of([WordFile.Line("双溪县教育局2024年重点任务清单"), .. blocks.Select(Block), WordFile.Line("双溪县教育局"), WordFile.Line("2024年1月20日")])));

        Assert.Equal(told.ReplaceLineEndings("\n"), TableHabits.Told(notice));
        Assert.Equal(("双溪县教育局2024年重点任务清单", new DateOnly(2024, 1, 20)), (notice.Title, notice.IssuedOn!.Value));
        Assert.All(notice.Tasks.SelectMany(t => t.Measures.Select(m => m.Sections).Append(t.Sections)), s => Assert.True(s.Count == 0 || s.Count(x => x.Role == SectionRole.Lead) == 1));
    }

    [Fact]
    public async Task A_row_that_is_no_task_is_warned_of()
    {
        var notice = Notices.Parsed(await Notices.SourceAsync(WordFile.Of((OpenXmlElement)Block("任务|措施|责任科室\n建食堂|新建6个|基建科\n| |装备中心"), WordFile.Line("2024年方案"))));

        Assert.Equal("建食堂", Assert.Single(notice.Tasks).Title);
        Assert.Contains(notice.Tasks[0].Sections, s => s.Name == "装备中心");
    }

    // A line a row, a bar between cells; ^ goes on with the cell above, >3 spans three columns, / is a line feed.
    private static OpenXmlElement Block(string block)
    {
        if (!block.Contains('|'))
            return WordFile.Line(block);
        var rows = block.ReplaceLineEndings("\n").Split('\n').Select(r => r.Split('|')).ToList();
        return new Table(rows.Select((row, r) => WordFile.Row([.. row.Select((cell, c) => Cell(cell, rows.ElementAtOrDefault(r + 1)?.ElementAtOrDefault(c) == "^"))])));
    }

    private static TableCell Cell(string cell, bool isMerged)
    {
        var span = cell.Length > 1 && cell[^2] == '>' ? cell[^1] - '0' : 1;
        var words = span > 1 ? cell[..^2] : cell;
        return WordFile.Cell(words == "^" ? "" : words.Replace('/', '\n'), merges: isMerged && words != "^", goesOn: words == "^", span: span);
    }
}
