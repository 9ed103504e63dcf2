using System.Text;

namespace Pengshui.RuralEdu.Notices;

/// <summary>Writes the paragraphs and tables of a PDF as a source.</summary>
internal sealed class PdfWriter
{
    private readonly StringBuilder text = new();
    private readonly List<(int Start, int End, List<IReadOnlyList<TextSpan>> Rows)> tables = [];

    /// <summary>Begins a paragraph.</summary>
    public void Begin(string words)
    {
        EndLine();
        text.Append(Characters.Clean(words));
    }

    /// <summary>Goes on with the paragraph.</summary>
    /// <param name="words">The next line.</param>
    /// <param name="isApart">Whether a blank stands between.</param>
    public void GoOn(string words, bool isApart)
    {
        if (text.Length > 0 && (isApart || (char.IsAsciiLetterOrDigit(text[^1]) && char.IsAsciiLetter(words[0]))))
            text.Append(' ');
        text.Append(Characters.Clean(words));
    }

    /// <summary>Adds a table; one of as many columns that nothing parts from the one before, as where a page ends, goes on with it.</summary>
    public void Add(PdfTable table)
    {
        EndLine();
        var goesOn = tables.Count > 0 && tables[^1].End == text.Length && tables[^1].Rows[0].Count == table.Rows[0].Count;
        if (!goesOn)
            tables.Add((text.Length, 0, []));
        var places = new Dictionary<PdfCell, TextSpan>(ReferenceEqualityComparer.Instance);
        foreach (var row in table.Rows)
        {
            foreach (var cell in row.Where(c => !places.ContainsKey(c)).ToList().DistinctBy(c => c, ReferenceEqualityComparer.Instance))
            {
                places.Add(cell, new TextSpan(text.Length, cell.Text.Length));
                text.Append(cell.Text).Append('\t');
            }

            if (text.Length > 0 && text[^1] == '\t')
                text.Length--;
            text.Append('\n');
            tables[^1].Rows.Add([.. row.Select(c => places[c])]);
        }

        tables[^1] = tables[^1] with { End = text.Length };
    }

    /// <summary>The source.</summary>
    public NoticeSource Source(string name)
    {
        EndLine();
        return new NoticeSource(name, text.ToString(), [.. tables.Select(t => new SourceTable(TextSpan.Between(t.Start, t.End), t.Rows))]);
    }

    private void EndLine()
    {
        if (text.Length > 0 && text[^1] != '\n')
            text.Append('\n');
    }
}
