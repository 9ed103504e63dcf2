using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Pengshui.RuralEdu.Notices.Tests;

/// <summary>Makes .docx files.</summary>
internal static class WordFile
{
    /// <summary>Each line a paragraph.</summary>
    public static byte[] Of(string text) => Of(text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(l => (OpenXmlElement)Line(l)).ToArray());

    public static byte[] Of(params OpenXmlElement[] blocks) => Of(null, blocks);

    public static byte[] Of(Numbering? numbering, params OpenXmlElement[] blocks)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var part = document.AddMainDocumentPart();
            part.Document = new Document(new Body(blocks));
            if (numbering is not null)
                part.AddNewPart<NumberingDefinitionsPart>().Numbering = numbering;
        }

        return stream.ToArray();
    }

    public static Run Words(string text) => new(new Text(text) { Space = SpaceProcessingModeValues.Preserve });

    public static Paragraph Line(string text) => new(Words(text));

    public static Paragraph Item(int list, int level, string text) => new(
        new ParagraphProperties(new NumberingProperties(new NumberingLevelReference { Val = level }, new NumberingId { Val = list })), Words(text));

    public static Level Level(int index, NumberFormatValues format, string text) => new(
        new StartNumberingValue { Val = 1 }, new NumberingFormat { Val = format }, new LevelText { Val = text })
    { LevelIndex = index };

    public static TableRow Row(params TableCell[] cells) => new(cells);

    public static TableCell Cell(string text, bool merges = false, bool goesOn = false, int span = 1)
    {
        var properties = new TableCellProperties();
        if (span > 1)
            properties.AppendChild(new GridSpan { Val = span });
        if (merges || goesOn)
            properties.AppendChild(new VerticalMerge { Val = merges ? MergedCellValues.Restart : MergedCellValues.Continue });
        var cell = new TableCell(properties);
        foreach (var line in text.Split('\n'))
            cell.AppendChild(Line(line));
        return cell;
    }
}
