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

    private static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (Formula.Contains(text[0]))
            text = "'" + text;
        return text.IndexOfAny(Quoted) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
