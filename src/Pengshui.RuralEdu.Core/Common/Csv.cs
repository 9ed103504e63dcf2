namespace Pengshui.RuralEdu.Core.Common;

/// <summary>Lines of a table that a spreadsheet program opens.</summary>
public static class Csv
{
    private static readonly char[] Formula = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    private static readonly char[] Quoted = [',', '"', '\r', '\n'];

    /// <summary>
    /// One line without its end (RFC 4180). A cell that a spreadsheet would run as a formula gets an apostrophe in front
    /// (OWASP: CSV injection); numbers of the portal's own are not negative, so none is touched.
    /// </summary>
    public static string Line(IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell));

    /// <summary>Whether a spreadsheet might run the text as a formula, also one of China's that reads full-width signs.</summary>
    public static bool LooksLikeFormula(string text) => text.Length > 0 && Formula.Contains(text[0]);

    private static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (LooksLikeFormula(text))
            text = "'" + text;
        return text.IndexOfAny(Quoted) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
