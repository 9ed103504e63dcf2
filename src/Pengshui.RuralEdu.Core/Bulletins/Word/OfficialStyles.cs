using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Pengshui.RuralEdu.Core.Bulletins.Word;

/// <summary>The styles of an official document, and the fonts' table.</summary>
internal static class OfficialStyles
{
    public const string Title = "Title";
    public const string Issue = "Subtitle";
    public const string Heading = "Heading1";
    public const string Subheading = "Heading2";
    public const string Body = "BodyText";
    public const string Signature = "Signature";
    public const string PageNumber = "Footer";
    public const string TableText = "TableText";
    public const string TableHead = "TableHead";
    public const string Grid = "TableGrid";

    public static Styles Make(OfficialFonts fonts) => new(
        new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(
                Fonts(fonts.Body), new FontSize { Val = OfficialLayout.Size3 }, new FontSizeComplexScript { Val = OfficialLayout.Size3 },
                new Languages { Val = "en-US", EastAsia = "zh-CN", Bidi = "ar-SA" })),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(
                new SpacingBetweenLines { Line = $"{OfficialLayout.Line}", LineRule = LineSpacingRuleValues.Exact }))),
        Of("Normal", "Normal", null, new StyleParagraphProperties(new Justification { Val = JustificationValues.Both }), Run(fonts.Body, OfficialLayout.Size3), isDefault: true),
        Of(Title, "Title", Body,
            new StyleParagraphProperties(new KeepNext(), new SnapToGrid { Val = false }, Lines("700"), new Justification { Val = JustificationValues.Center }),
            Run(fonts.Title, OfficialLayout.Size2)),
        Of(Issue, "Subtitle", Body,
            new StyleParagraphProperties(
                new SpacingBetweenLines { After = $"{OfficialLayout.Line}", Line = $"{OfficialLayout.Line}", LineRule = LineSpacingRuleValues.Exact },
                new Justification { Val = JustificationValues.Center }),
            Run(fonts.Subheading, OfficialLayout.Size3)),
        Of(Heading, "heading 1", Body, new StyleParagraphProperties(new KeepNext(), TwoCharacters(), new OutlineLevel { Val = 0 }), Run(fonts.Heading, OfficialLayout.Size3)),
        Of(Subheading, "heading 2", Body, new StyleParagraphProperties(new KeepNext(), TwoCharacters(), new OutlineLevel { Val = 1 }), Run(fonts.Subheading, OfficialLayout.Size3)),
        Of(Body, "Body Text", null, new StyleParagraphProperties(TwoCharacters()), null),
        Of(Signature, "Signature", null, new StyleParagraphProperties(new KeepLines()), null),
        Of(PageNumber, "footer", null, new StyleParagraphProperties(new SnapToGrid { Val = false }, Lines("280")), Run(fonts.PageNumber, OfficialLayout.Size4)),
        Of(TableText, "Table Text", null,
            new StyleParagraphProperties(new SnapToGrid { Val = false }, Lines("400"), new Justification { Val = JustificationValues.Left }),
            Run(fonts.Body, OfficialLayout.SizeTable), isCustom: true),
        Of(TableHead, "Table Head", null,
            new StyleParagraphProperties(new KeepNext(), new SnapToGrid { Val = false }, Lines("400"), new Justification { Val = JustificationValues.Center }),
            Run(fonts.Heading, OfficialLayout.SizeTable), isCustom: true),
        new Style(
            new StyleName { Val = "Table Grid" },
            new StyleTableProperties(
                new TableBorders(
                    Border<TopBorder>(), Border<LeftBorder>(), Border<BottomBorder>(), Border<RightBorder>(),
                    Border<InsideHorizontalBorder>(), Border<InsideVerticalBorder>()),
                new TableCellMarginDefault(
                    new TopMargin { Width = "20", Type = TableWidthUnitValues.Dxa },
                    new TableCellLeftMargin { Width = 80, Type = TableWidthValues.Dxa },
                    new BottomMargin { Width = "20", Type = TableWidthUnitValues.Dxa },
                    new TableCellRightMargin { Width = 80, Type = TableWidthValues.Dxa })))
        { Type = StyleValues.Table, StyleId = Grid });

    public static Fonts FontTable(OfficialFonts fonts) => new(
        fonts.All.GroupBy(f => f[0]).Select(names => new Font(
            [.. Alternatives(names.First()), new FontCharSet { Val = "86" }, new FontFamily { Val = FontFamilyValues.Auto }])
        { Name = names.Key }));

    private static IEnumerable<OpenXmlElement> Alternatives(IReadOnlyList<string> names) =>
        names.Count > 1 ? [new AltName { Val = string.Join(',', names.Skip(1)) }] : [];

    private static Style Of(
        string id, string name, string? next, StyleParagraphProperties paragraph, StyleRunProperties? run, bool isDefault = false, bool isCustom = false)
    {
        var style = new Style { Type = StyleValues.Paragraph, StyleId = id, Default = isDefault ? true : null, CustomStyle = isCustom ? true : null };
        style.Append(new StyleName { Val = name });
        if (!isDefault)
            style.Append(new BasedOn { Val = "Normal" });
        if (next is not null)
            style.Append(new NextParagraphStyle { Val = next });
        style.Append(new PrimaryStyle(), paragraph);
        if (run is not null)
            style.Append(run);
        return style;
    }

    private static StyleRunProperties Run(IReadOnlyList<string> fonts, string size) =>
        new(Fonts(fonts), new Spacing { Val = size == OfficialLayout.Size3 ? OfficialLayout.Closer : 0 }, new FontSize { Val = size }, new FontSizeComplexScript { Val = size });

    private static RunFonts Fonts(IReadOnlyList<string> fonts) =>
        new() { Ascii = fonts[0], HighAnsi = fonts[0], EastAsia = fonts[0], ComplexScript = fonts[0], Hint = FontTypeHintValues.EastAsia };

    private static Indentation TwoCharacters() => new() { FirstLineChars = 200, FirstLine = "640" };

    private static SpacingBetweenLines Lines(string height) => new() { Line = height, LineRule = LineSpacingRuleValues.Exact };

    private static T Border<T>()
        where T : BorderType, new() => new() { Val = BorderValues.Single, Size = 4, Space = 0, Color = "auto" };
}
