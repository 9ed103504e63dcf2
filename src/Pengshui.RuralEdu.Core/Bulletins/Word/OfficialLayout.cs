using DocumentFormat.OpenXml.Wordprocessing;

namespace Pengshui.RuralEdu.Core.Bulletins.Word;

/// <summary>The measures of GB/T 9704-2012 (5.2, 5.3, 7.5) in twentieths of a point.</summary>
internal static class OfficialLayout
{
    /// <summary>Characters in a line.</summary>
    public const int CharactersPerLine = 28;

    /// <summary>A character of the text: 3号, 16 points, in half points.</summary>
    public const string Size3 = "32";

    /// <summary>2号, 22 points, in half points.</summary>
    public const string Size2 = "44";

    /// <summary>4号, 14 points, in half points.</summary>
    public const string Size4 = "28";

    /// <summary>小四, 12 points, in half points: tables.</summary>
    public const string SizeTable = "24";

    /// <summary>A line: 225 mm / 22, rounded down so that the last one still fits.</summary>
    public const int Line = 579;

    /// <summary>The text's width: 156 mm.</summary>
    public const int Width = 8844;

    /// <summary>
    /// How much closer the characters of 3号 stand, so that 28 of them fill a line: 156 mm / 28 is 15.79 points, and they are
    /// 16. Said of the characters, not of the grid: LibreOffice gives a character that is wider than its cell two cells.
    /// </summary>
    public const int Closer = -5;

    /// <summary>A4 upright; 37 mm above, 28 mm at the binding edge, a text of 156 mm × 225 mm; 22 lines of 28 characters.</summary>
    public static SectionProperties Section(string oddFooter, string evenFooter) => new(
        new FooterReference { Type = HeaderFooterValues.Default, Id = oddFooter },
        new FooterReference { Type = HeaderFooterValues.Even, Id = evenFooter },
        new PageSize { Width = 11906, Height = 16838 },
        new PageMargin
        {
            Top = Millimetres(37), Bottom = Millimetres(35), Left = (uint)Millimetres(28), Right = 11906 - Width - (uint)Millimetres(28),
            Header = 851, Footer = PageNumberFromEdge, Gutter = 0,
        },
        new DocGrid { Type = DocGridValues.Lines, LinePitch = Line });

    // 7 mm under the text stands the upper edge of the page number, whose line is 14 points high.
    private const uint PageNumberFromEdge = 1984 - 397 - 280;

    private static int Millimetres(double length) => (int)Math.Round(length * 1440 / 25.4);
}
