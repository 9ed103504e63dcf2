using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Pengshui.RuralEdu.Core.Common;
using WordSettings = DocumentFormat.OpenXml.Wordprocessing.Settings;

namespace Pengshui.RuralEdu.Core.Bulletins.Word;

/// <summary>Writes a bulletin as a Word file in the layout of official documents (GB/T 9704-2012), with real styles and tables.</summary>
/// <param name="fonts">Which fonts it names.</param>
public sealed class OfficialDocument(OfficialFonts fonts)
{
    /// <summary>The media type of the file.</summary>
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private readonly OfficialFonts fonts = fonts.OrDefaults();

    /// <summary>The file.</summary>
    public byte[] Write(BulletinPage bulletin)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            Describe(document, bulletin);
            var main = document.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = OfficialStyles.Make(fonts);
            main.AddNewPart<FontTablePart>().Fonts = OfficialStyles.FontTable(fonts);
            main.AddNewPart<DocumentSettingsPart>().Settings = new WordSettings(
                new EvenAndOddHeaders(),
                new CharacterSpacingControl { Val = CharacterSpacingValues.CompressPunctuation },
                new Compatibility(new CompatibilitySetting
                {
                    Name = CompatSettingNameValues.CompatibilityMode, Uri = "http://schemas.microsoft.com/office/word", Val = "15",
                }));
            var sections = OfficialLayout.Section(
                Footer(main, new Justification { Val = JustificationValues.Right }, new Indentation { RightChars = 100, Right = "280" }),
                Footer(main, new Justification { Val = JustificationValues.Left }, new Indentation { LeftChars = 100, Left = "280" }));
            main.Document = new Document(new Body([.. Head(bulletin), .. bulletin.Parts.SelectMany(Part), .. Signature(bulletin), sections]));
        }

        return stream.ToArray();
    }

    private static void Describe(WordprocessingDocument document, BulletinPage bulletin)
    {
        var properties = document.PackageProperties;
        properties.Title = XmlText.Clean(bulletin.Line.Title);
        properties.Creator = XmlText.Clean(bulletin.IssuingBody);
        properties.Subject = bulletin.Issue;
        properties.Identifier = bulletin.Hash;
        properties.Created = bulletin.Date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        properties.Language = "zh-CN";
    }

    private static string Footer(MainDocumentPart main, Justification side, Indentation indent)
    {
        var part = main.AddNewPart<FooterPart>();
        part.Footer = new Footer(new Paragraph(
            new ParagraphProperties(new ParagraphStyleId { Val = OfficialStyles.PageNumber }, indent, side),
            new Run(new Text("— ") { Space = SpaceProcessingModeValues.Preserve }),
            new SimpleField(new Run(new Text("1"))) { Instruction = " PAGE " },
            new Run(new Text(" —") { Space = SpaceProcessingModeValues.Preserve })));
        return main.GetIdOfPart(part);
    }

    private static IEnumerable<OpenXmlElement> Head(BulletinPage bulletin) =>
        [Title(OfficialTitle.Lines(bulletin.Line.Title)), Text(OfficialStyles.Issue, $"（{bulletin.Issue}）")];

    private static Paragraph Title(IReadOnlyList<string> lines)
    {
        var run = new Run(new Text(XmlText.Clean(lines[0])));
        foreach (var line in lines.Skip(1))
            run.Append(new Break(), new Text(XmlText.Clean(line)));
        return new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = OfficialStyles.Title }), run);
    }

    private static IEnumerable<OpenXmlElement> Part(BulletinPagePart part) =>
        part.Blocks.Select(Block).Prepend(Text(OfficialStyles.Heading, part.Heading));

    private static OpenXmlElement Block(BulletinBlock block) => block switch
    {
        BulletinHeading heading => Text(OfficialStyles.Subheading, heading.Text),
        BulletinParagraph paragraph => Text(OfficialStyles.Body, paragraph.Text),
        BulletinTable table => OfficialTable.Make(table),
        _ => throw new ArgumentOutOfRangeException(nameof(block)),
    };

    /// <summary>
    /// 发文机关署名 and 成文日期 of a document without a seal (7.3.5.3): a line below the text, two characters from the right;
    /// the date begins two characters to the right of the body's name. Digits are half as wide.
    /// </summary>
    private static IEnumerable<OpenXmlElement> Signature(BulletinPage bulletin)
    {
        const double fromRight = 2;
        const double dateWidth = 7;
        var name = Math.Max(0, Math.Min(
            OfficialLayout.CharactersPerLine - fromRight - bulletin.IssuingBody.Length, OfficialLayout.CharactersPerLine - fromRight - dateWidth - 2));
        var date = Math.Min(name + 2, OfficialLayout.CharactersPerLine - fromRight - dateWidth);
        yield return new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = OfficialStyles.Signature }, new KeepNext()));
        yield return Indented(bulletin.IssuingBody, name, keepNext: true);
        yield return Indented($"{bulletin.Date.Year}年{bulletin.Date.Month}月{bulletin.Date.Day}日", date, keepNext: false);
    }

    private static Paragraph Indented(string text, double characters, bool keepNext)
    {
        var properties = new ParagraphProperties(new ParagraphStyleId { Val = OfficialStyles.Signature });
        if (keepNext)
            properties.Append(new KeepNext());
        properties.Append(new Indentation { LeftChars = (int)(characters * 100), Left = $"{(int)(characters * OfficialLayout.Width / OfficialLayout.CharactersPerLine)}" });
        properties.Append(new Justification { Val = JustificationValues.Left });
        return new Paragraph(properties, new Run(new Text(XmlText.Clean(text))));
    }

    internal static Paragraph Text(string style, string text) => new(
        new ParagraphProperties(new ParagraphStyleId { Val = style }), new Run(new Text(XmlText.Clean(text)) { Space = SpaceProcessingModeValues.Preserve }));
}
