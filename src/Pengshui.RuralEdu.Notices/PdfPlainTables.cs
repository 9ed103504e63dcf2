using System.Text.RegularExpressions;

namespace Pengshui.RuralEdu.Notices;

/// <summary>
/// Finds a table of tasks that has no lines drawn around its cells. It is read where each line is a row whose cells stand below their heads; everything
/// else about such a table would be a guess.
/// </summary>
internal static class PdfPlainTables
{
    private const double SameEdge = 4;
    private const double SameMiddle = 6;
    private const int LongestHead = 60;

    // A head whose cells stand so close that nothing parts them.
    private static readonly Regex TightHead = new("^序号[^。；，：、]*(?:任务|事项|工作|项目|实事)[^。；，：、]*(?:责任|牵头|主办)[^。；，：、]*$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>The page with its tables taken out of the lines; null where a table stands there that cannot be read.</summary>
    public static PdfPage? Read(PdfPage page)
    {
        var lines = new List<PdfLine>();
        var tables = new List<PdfTable>(page.Tables);
        for (var at = 0; at < page.Lines.Count;)
        {
            var line = page.Lines[at];
            if (Heads(line) is { } heads)
            {
                if (Rows(page.Lines, at, heads) is not { Count: > 1 } rows)
                    return null;
                tables.Add(new PdfTable(line.Baseline, page.Lines[at + rows.Count - 1].Baseline, rows));
                at += rows.Count;
                continue;
            }

            if (line.Text.Length <= LongestHead && TightHead.IsMatch(Characters.Squeeze(line.Text)))
                return null;
            lines.Add(line);
            at++;
        }

        return new PdfPage(lines, [.. tables.OrderByDescending(t => t.Top)]);
    }

    private static List<TableHead>? Heads(PdfLine line)
    {
        if (line.Stretches.Count < 3)
            return null;
        var heads = line.Stretches.Select(s => TableHeads.Read(Characters.Squeeze(Characters.Normalize(s.Text)))).ToList();
        return heads.TrueForAll(h => h is not null) && heads.Exists(h => h!.Value.Kind == ColumnKind.Sections) && heads.Exists(h => h!.Value.Kind == ColumnKind.Words)
            ? heads.ConvertAll(h => h!.Value) : null;
    }

    // The head and its rows, a line each, up to the first line that is no row; null where one may be half a row.
    private static List<IReadOnlyList<PdfCell>>? Rows(List<PdfLine> lines, int first, List<TableHead> heads)
    {
        var columns = lines[first].Stretches.ToList();
        var number = heads.FindIndex(h => h.Kind == ColumnKind.Number);
        var title = heads.FindIndex(h => h.Kind == ColumnKind.Words);
        var rows = new List<IReadOnlyList<PdfCell>> { columns.ConvertAll(c => new PdfCell(Characters.Clean(c.Text))) };
        foreach (var line in lines.Skip(first + 1))
        {
            var isAlone = line.Stretches.Count == 1;
            if (Cells(line, columns) is not { } row)
                return isAlone ? rows : null;
            var isRow = number >= 0 ? row[number].Length > 0 && row[number].All(c => char.IsDigit(c) || c is '.' or '、') : !isAlone && row[title].Length > 0;
            if (!isRow)
                return isAlone && row[0].Length > 0 ? rows : null;
            rows.Add(row.ConvertAll(c => new PdfCell(c)));
        }

        return rows;
    }

    private static List<string>? Cells(PdfLine line, List<PdfStretch> columns)
    {
        var row = columns.ConvertAll(_ => "");
        foreach (var stretch in line.Stretches)
        {
            var column = columns.FindIndex(c => Stands(stretch, c));
            if (column < 0 || row[column].Length > 0)
                return null;
            row[column] = Characters.Clean(stretch.Text);
        }

        return row;
    }

    private static bool Stands(PdfStretch stretch, PdfStretch head) =>
        Math.Abs(stretch.Left - head.Left) <= SameEdge || Math.Abs(stretch.Left + stretch.Right - head.Left - head.Right) / 2 <= SameMiddle;
}
