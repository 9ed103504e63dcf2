using UglyToad.PdfPig.Content;

namespace Pengshui.RuralEdu.Notices;

/// <summary>A table of a page.</summary>
/// <param name="Top">Where it begins, in points from below.</param>
/// <param name="Bottom">Where it ends.</param>
/// <param name="Rows">The cells; one that covers several rows or columns is the same object in each.</param>
internal sealed record PdfTable(double Top, double Bottom, IReadOnlyList<IReadOnlyList<PdfCell>> Rows);

/// <summary>A cell.</summary>
/// <param name="Text">Its paragraphs, divided by line feeds.</param>
internal sealed record PdfCell(string Text);

/// <summary>Finds the tables of a page by the lines that are drawn around their cells.</summary>
internal static class PdfTables
{
    private const int MostColumns = 64;
    private const int MostRows = 400;
    private const int MostTables = 40;
    private const double Near = 2.5;
    private const double Rise = 0.3;

    /// <summary>The tables from top to bottom.</summary>
    public static List<PdfTable> Of(Page page)
    {
        var (level, upright) = PdfRulings.Of(page);
        var tables = new List<PdfTable>();
        if (upright.Count < 2 || level.Count < 3)
            return tables;
        var letters = page.Letters.Where(l => !string.IsNullOrWhiteSpace(l.Value)).OrderBy(l => l.StartBaseLine.Y).ToList();
        foreach (var (bottom, top) in Bands(upright).Take(MostTables))
        {
            if (Of(bottom, top, level.FindAll(l => l.At >= bottom - Near && l.At <= top + Near), upright.FindAll(u => u.To > bottom && u.From < top), letters) is { } table)
                tables.Add(table);
        }

        return [.. tables.OrderByDescending(t => t.Top)];
    }

    // Upright lines that touch or overlap are one table's.
    private static IEnumerable<(double Bottom, double Top)> Bands(List<PdfRule> upright)
    {
        var (bottom, top) = (double.NaN, double.NaN);
        foreach (var rule in upright.OrderBy(u => u.From))
        {
            if (rule.From <= top + Near)
            {
                top = Math.Max(top, rule.To);
                continue;
            }

            if (!double.IsNaN(top))
                yield return (bottom, top);
            (bottom, top) = (rule.From, rule.To);
        }

        yield return (bottom, top);
    }

    private static PdfTable? Of(double bottom, double top, List<PdfRule> level, List<PdfRule> upright, List<Letter> letters)
    {
        var inside = Between(letters, bottom, top);
        var lefts = Places(upright);
        var heights = Places(level);
        if (lefts.Count == 0 || heights.Count < 2 || inside.Count == 0)
            return null;

        // A table whose sides are open goes as far as its words and its level lines.
        var (least, most) = (Math.Min(inside.Min(Middle), level.Min(l => l.From)), Math.Max(inside.Max(Middle), level.Max(l => l.To)));
        if (least < lefts[0] - (2 * Near))
            lefts.Insert(0, least);
        if (most > lefts[^1] + (2 * Near))
            lefts.Add(most);
        heights.Reverse();
        var (columns, rows) = (lefts.Count - 1, heights.Count - 1);
        if (columns is < 2 or > MostColumns || rows is < 1 or > MostRows)
            return null;
        var regions = Regions(lefts, heights, level, upright);
        var words = new Dictionary<int, List<Letter>>();
        foreach (var letter in inside)
        {
            var column = Math.Clamp(Index(lefts, Middle(letter)), 0, columns - 1);
            var row = Math.Clamp(heights.FindIndex(h => h <= letter.StartBaseLine.Y + (Rise * letter.PointSize)) - 1, 0, rows - 1);
            if (!words.TryGetValue(regions[row, column], out var own))
                words.Add(regions[row, column], own = []);
            own.Add(letter);
        }

        var cells = words.ToDictionary(w => w.Key, w => new PdfCell(PdfLines.Paragraph(w.Value)));
        return new PdfTable(
            heights[0], heights[^1],
            [.. Enumerable.Range(0, rows).Select(r => (IReadOnlyList<PdfCell>)[.. Enumerable.Range(0, columns).Select(c => Cell(regions[r, c]))])]);

        PdfCell Cell(int region)
        {
            if (!cells.TryGetValue(region, out var cell))
                cells.Add(region, cell = new PdfCell(""));
            return cell;
        }
    }

    // Fields of the grid that no line divides are one cell, which has the number of its first field.
    private static int[,] Regions(List<double> lefts, List<double> heights, List<PdfRule> level, List<PdfRule> upright)
    {
        var (columns, rows) = (lefts.Count - 1, heights.Count - 1);
        var (above, before) = (new bool[rows + 1, columns], new bool[rows, columns + 1]);
        foreach (var rule in level)
        {
            var at = heights.FindIndex(h => Math.Abs(h - rule.At) <= Near);
            for (var c = 0; at >= 0 && c < columns; c++)
                above[at, c] |= rule.Covers((lefts[c] + lefts[c + 1]) / 2);
        }

        foreach (var rule in upright)
        {
            var at = lefts.FindIndex(l => Math.Abs(l - rule.At) <= Near);
            for (var r = 0; at >= 0 && r < rows; r++)
                before[r, at] |= rule.Covers((heights[r] + heights[r + 1]) / 2);
        }

        var regions = new int[rows, columns];
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
                regions[r, c] = c > 0 && !before[r, c] ? regions[r, c - 1] : r > 0 && !above[r, c] ? regions[r - 1, c] : (r * columns) + c + 1;
        }

        return regions;
    }

    private static List<Letter> Between(List<Letter> letters, double bottom, double top)
    {
        var start = letters.FindIndex(l => l.StartBaseLine.Y > bottom - Near);
        return start < 0 ? [] : [.. letters.Skip(start).TakeWhile(l => l.StartBaseLine.Y < top)];
    }

    private static double Middle(Letter letter) => (letter.StartBaseLine.X + letter.EndBaseLine.X) / 2;

    private static int Index(List<double> edges, double at) => edges.FindLastIndex(e => e <= at);

    // Lines that are drawn twice, or in pieces, stand at one place.
    private static List<double> Places(List<PdfRule> rules)
    {
        var places = new List<double>();
        foreach (var at in rules.Select(r => r.At).Order())
        {
            if (places.Count == 0 || at - places[^1] > Near)
                places.Add(at);
        }

        return places;
    }
}
