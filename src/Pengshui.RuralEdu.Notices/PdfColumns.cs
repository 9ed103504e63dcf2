namespace Pengshui.RuralEdu.Notices;

/// <summary>
/// Tells text in columns, which read line by line would be a mixture of sentences. Columns are of one width and full of words; a table's
/// are of several, and its cells are seldom full.
/// </summary>
internal static class PdfColumns
{
    private const int MostColumns = 3;
    private const int FewestLines = 6;
    private const double Full = 0.8;

    /// <summary>Whether a stretch of the page is set in two or three columns.</summary>
    /// <param name="page">Its lines from top to bottom.</param>
    public static bool Are(IReadOnlyList<PdfLine> page)
    {
        var lines = page.Where(l => !PdfLines.IsAtEdge(l)).ToList();
        if (lines.Count < FewestLines)
            return false;
        var left = lines.Min(l => l.Left);
        var width = lines.Max(l => l.Right) - left;
        return Enumerable.Range(2, MostColumns - 1).Any(columns => Are(lines, columns, left, width / columns));
    }

    // In a row of lines none of which crosses from one column into the next, each column has full lines enough.
    private static bool Are(List<PdfLine> lines, int columns, double left, double width)
    {
        var full = new int[columns];
        foreach (var line in lines)
        {
            foreach (var stretch in line.Stretches)
            {
                var column = Math.Clamp((int)((((stretch.Left + stretch.Right) / 2) - left) / width), 0, columns - 1);
                var from = left + (column * width);
                if (stretch.Left < from - line.Size || stretch.Right > from + width + line.Size)
                    Array.Clear(full);
                else if (stretch.Right - stretch.Left >= Full * width)
                    full[column]++;
            }

            if (full.All(n => n >= FewestLines))
                return true;
        }

        return false;
    }
}
