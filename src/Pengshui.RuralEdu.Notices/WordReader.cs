using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Pengshui.RuralEdu.Notices;

/// <summary>
/// Takes the words out of a .docx as a reader sees them: list numbers as text, deleted and hidden words left out, text boxes
/// behind their paragraph, tables with merged cells filled in.
/// </summary>
internal sealed class WordReader
{
    private const int MostColumns = 64;

    private readonly StringBuilder text = new();
    private readonly List<SourceTable> tables = [];
    private readonly WordNumbering numbering;

    private WordReader(MainDocumentPart part) => numbering = new WordNumbering(part);

    public static Reading<NoticeSource> Read(string name, byte[] bytes)
    {
        if (WordGuard.Refusal(bytes) is { } refusal)
            return Reading.Refused(refusal);
        try
        {
            using var document = WordprocessingDocument.Open(new MemoryStream(bytes, false), false);
            if (document.MainDocumentPart is not { Document.Body: { } body } part)
                return Reading.Refused(WordGuard.BrokenFile);
            var reader = new WordReader(part);
            reader.Block(body);
            return reader.text.Length > NoticeReader.LongestText
                ? NoticeReader.TooLong()
                : Reading.Of(new NoticeSource(name, reader.text.ToString(), reader.tables));
        }
        catch (Exception exception) when (exception is OpenXmlPackageException or XmlException or IOException or InvalidDataException
            or InvalidOperationException or ArgumentException or FormatException or NotSupportedException or UriFormatException or KeyNotFoundException or NullReferenceException)
        {
            // The SDK promises no one exception for a damaged package.
            return Reading.Refused(WordGuard.BrokenFile);
        }
    }

    private void Block(OpenXmlElement container)
    {
        foreach (var child in container.ChildElements)
        {
            switch (child)
            {
                case Paragraph paragraph:
                    Paragraph(paragraph);
                    break;
                case Table table when !InTable(container):
                    Table(table);
                    break;
                case Deleted or DeletedRun or MoveFromRun or SectionProperties:
                    break;
                case AlternateContent alternative:
                    Block(Chosen(alternative));
                    break;
                default:
                    Block(child);
                    break;
            }
        }
    }

    private static bool InTable(OpenXmlElement element) => element is TableCell || element.Ancestors<TableCell>().Any();

    private static OpenXmlElement Chosen(AlternateContent alternative) =>
        alternative.ChildElements.FirstOrDefault(c => c is AlternateContentChoice) ?? alternative.ChildElements.FirstOrDefault(c => c is AlternateContentFallback) ?? new AlternateContentFallback();

    private void Paragraph(Paragraph paragraph)
    {
        var line = new StringBuilder();
        var boxes = new List<OpenXmlElement>();
        Inline(paragraph, line, boxes);
        var words = Characters.Clean(line.ToString());
        if (!string.IsNullOrWhiteSpace(words))
            text.Append(numbering.Next(paragraph)).Append(words);
        text.Append('\n');
        foreach (var box in boxes)
            Block(box);
    }

    private static void Inline(OpenXmlElement element, StringBuilder line, List<OpenXmlElement> boxes)
    {
        foreach (var child in element.ChildElements)
        {
            switch (child)
            {
                case Text words:
                    line.Append(words.Text);
                    break;
                case TabChar or PositionalTab:
                    line.Append('\t');
                    break;
                case Break or CarriageReturn:
                    line.Append('\n');
                    break;
                case NoBreakHyphen:
                    line.Append('-');
                    break;
                case TextBoxContent box:
                    boxes.Add(box);
                    break;
                case AlternateContent alternative:
                    Inline(Chosen(alternative), line, boxes);
                    break;
                case Run { RunProperties.Vanish: { } hidden } when hidden.Val is null || hidden.Val.InnerText is "1" or "true" or "on":
                case DeletedRun or MoveFromRun or Deleted or ParagraphProperties or RunProperties or FieldCode or DeletedText or RubyContent:
                    break;
                default:
                    Inline(child, line, boxes);
                    break;
            }
        }
    }

    private void Table(Table table)
    {
        var start = text.Length;
        var rows = new List<IReadOnlyList<TextSpan>>();
        foreach (var row in Below<TableRow>(table))
        {
            if (row.TableRowProperties?.GetFirstChild<Deleted>() is null)
                rows.Add(Row(row, rows.Count > 0 ? rows[^1] : []));
        }

        tables.Add(new SourceTable(TextSpan.Between(start, text.Length), rows));
    }

    private List<TextSpan> Row(TableRow row, IReadOnlyList<TextSpan> above)
    {
        var cells = new List<TextSpan>();
        Fill(cells, Count(row.TableRowProperties?.GetFirstChild<GridBefore>()?.Val?.InnerText, 0), new TextSpan(text.Length, 0));
        foreach (var cell in Below<TableCell>(row))
        {
            var width = Count(cell.TableCellProperties?.GridSpan?.Val?.InnerText, 1);
            var isMerged = cell.TableCellProperties?.VerticalMerge is { } merge && merge.Val?.InnerText is not "restart";
            Fill(cells, width, isMerged && cells.Count < above.Count ? above[cells.Count] : Cell(cell));
        }

        if (text.Length > 0 && text[^1] == '\t')
            text.Length--;
        text.Append('\n');
        return cells;
    }

    private TextSpan Cell(TableCell cell)
    {
        var start = text.Length;
        Block(cell);
        while (text.Length > start && text[^1] is '\n' or ' ')
            text.Length--;
        var place = TextSpan.Between(start, text.Length);
        text.Append('\t');
        return place;
    }

    private static void Fill(List<TextSpan> cells, int count, TextSpan place)
    {
        for (var i = 0; i < count && cells.Count < MostColumns; i++)
            cells.Add(place);
    }

    private static int Count(string? value, int otherwise) => int.TryParse(value, out var count) && count is >= 0 and <= MostColumns ? count : otherwise;

    // Rows and cells may stand in content controls and insertions.
    private static IEnumerable<T> Below<T>(OpenXmlElement container)
        where T : OpenXmlElement
    {
        foreach (var child in container.ChildElements)
        {
            if (child is T found)
            {
                yield return found;
            }
            else if (child is SdtElement or SdtContentRow or SdtContentCell or CustomXmlElement)
            {
                foreach (var below in Below<T>(child))
                    yield return below;
            }
        }
    }
}
