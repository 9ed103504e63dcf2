namespace Pengshui.RuralEdu.Notices;

/// <summary>A place in a notice's text, in UTF-16 units.</summary>
/// <param name="Start">First character, from 0.</param>
/// <param name="Length">How many.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The place after the last character.</summary>
    public int End => Start + Length;

    /// <summary>The place between two positions.</summary>
    public static TextSpan Between(int start, int end) => new(start, Math.Max(0, end - start));

    /// <summary>The words that stand there.</summary>
    public string Of(string text) => text.Substring(Start, Length);
}

/// <summary>A table of the document. A merged cell stands in every row and column that it covers.</summary>
/// <param name="Place">Where the whole table stands in the text.</param>
/// <param name="Rows">Rows of cells, each the place of its words.</param>
public sealed record SourceTable(TextSpan Place, IReadOnlyList<IReadOnlyList<TextSpan>> Rows);

/// <summary>
/// What a reader took out of a file: cleaned text with one paragraph a line, and its tables. Every place that the parser
/// names is a place in <see cref="Text"/>.
/// </summary>
/// <param name="Name">The file's name, or what stands for it.</param>
/// <param name="Text">Paragraphs, divided by line feeds; the cells of a table's row are divided by tabs.</param>
/// <param name="Tables">The tables, in order.</param>
public sealed record NoticeSource(string Name, string Text, IReadOnlyList<SourceTable> Tables);
