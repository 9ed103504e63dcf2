using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Pengshui.RuralEdu.Core.Bulletins.Word;

/// <summary>A table over the whole width of the text; its head stands again on each page, and no row is torn.</summary>
internal static class OfficialTable
{
    // Columns get room by their longest cell, within these bounds, so that one long text does not squeeze the others.
    private const int Shortest = 4;
    private const int Longest = 18;

    public static Table Make(BulletinTable table)
    {
        var widths = Widths(table);
        return new Table([
            new TableProperties(
                new TableStyle { Val = OfficialStyles.Grid },
                new TableWidth { Width = $"{OfficialLayout.Width}", Type = TableWidthUnitValues.Dxa },
                new TableLayout { Type = TableLayoutValues.Fixed }),
            new TableGrid(widths.Select(w => new GridColumn { Width = $"{w}" })),
            Row(table.Header, widths, OfficialStyles.TableHead, isHead: true),
            .. table.Rows.Select(r => Row(r, widths, OfficialStyles.TableText, isHead: false)),
        ]);
    }

    private static TableRow Row(IReadOnlyList<string> cells, IReadOnlyList<int> widths, string style, bool isHead)
    {
        var properties = new TableRowProperties(new CantSplit());
        if (isHead)
            properties.Append(new TableHeader());
        return new TableRow([properties, .. cells.Select((text, i) => Cell(text, widths[i], style))]);
    }

    private static TableCell Cell(string text, int width, string style) => new(
        new TableCellProperties(
            new TableCellWidth { Width = $"{width}", Type = TableWidthUnitValues.Dxa },
            new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center }),
        OfficialDocument.Text(style, text));

    private static IReadOnlyList<int> Widths(BulletinTable table)
    {
        var weights = table.Header
            .Select((head, i) => Math.Clamp(table.Rows.Select(r => Length(r[i])).Append(Length(head)).Max(), Shortest, Longest))
            .ToList();
        return [.. weights.Select(w => (int)(OfficialLayout.Width * w / weights.Sum()))];
    }

    private static double Length(string text) => text.Sum(c => c < 128 ? 0.5 : 1.0);
}
