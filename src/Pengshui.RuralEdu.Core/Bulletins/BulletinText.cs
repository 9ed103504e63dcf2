using System.Text.RegularExpressions;

namespace Pengshui.RuralEdu.Core.Bulletins;

/// <summary>A piece of a part's text.</summary>
public abstract record BulletinBlock;

/// <summary>A heading of the second level, such as （一）义务教育.</summary>
/// <param name="Text">With its number.</param>
public sealed record BulletinHeading(string Text) : BulletinBlock;

/// <summary>A paragraph.</summary>
/// <param name="Text">One line.</param>
public sealed record BulletinParagraph(string Text) : BulletinBlock;

/// <summary>A table.</summary>
/// <param name="Header">The first row.</param>
/// <param name="Rows">The others, each with as many cells as the header.</param>
public sealed record BulletinTable(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows) : BulletinBlock;

/// <summary>
/// Reads a part's text, which a person writes in a plain text field: every line is a paragraph; a short line that begins
/// with （一） is a heading; lines that begin with | are the rows of a table, the first of them its header.
/// </summary>
public static partial class BulletinText
{
    /// <summary>Longest heading; a longer line is a paragraph that begins with a number.</summary>
    public const int HeadingLength = 40;

    /// <summary>Most columns of a table: what a page of A4 holds.</summary>
    public const int Columns = 6;

    /// <summary>The blocks of a text, in order.</summary>
    public static IReadOnlyList<BulletinBlock> Read(string text)
    {
        var blocks = new List<BulletinBlock>();
        var rows = new List<IReadOnlyList<string>>();
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Append(""))
        {
            if (line.StartsWith('|'))
            {
                rows.Add([.. line.Trim('|').Split('|', StringSplitOptions.TrimEntries).Take(Columns)]);
                continue;
            }

            if (rows.Count > 0)
                blocks.Add(Table(rows));
            rows.Clear();
            if (line.Length > 0)
                blocks.Add(line.Length <= HeadingLength && Numbered().IsMatch(line) && !line.EndsWith('。') ? new BulletinHeading(line) : new BulletinParagraph(line));
        }

        return blocks;
    }

    /// <summary>A row of a table as a line; what would end the row or the cell is taken out of its cells.</summary>
    public static string Row(params string[] cells) =>
        "| " + string.Join(" | ", cells.Select(c => c.Replace('|', '｜').ReplaceLineEndings(" "))) + " |";

    private static BulletinTable Table(List<IReadOnlyList<string>> rows) =>
        new(rows[0], [.. rows.Skip(1).Select(r => (IReadOnlyList<string>)[.. rows[0].Select((_, i) => r.ElementAtOrDefault(i) ?? "")])]);

    [GeneratedRegex("^（[一二三四五六七八九十]+）", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();
}
