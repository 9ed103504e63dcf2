using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Pengshui.RuralEdu.Notices;

/// <summary>Counts Word's automatic lists and writes their numbers as a reader sees them.</summary>
internal sealed class WordNumbering
{
    private const int Levels = 9;
    private const int LongestStyleChain = 20;

    private readonly Dictionary<string, (string Abstract, Dictionary<int, int> Starts)> lists = [];
    private readonly Dictionary<string, Dictionary<int, (int Start, string Format, string Text)>> levels = [];
    private readonly Dictionary<string, int?[]> counters = [];
    private readonly HashSet<string> begun = [];
    private readonly Dictionary<string, Style> styles = [];

    public WordNumbering(MainDocumentPart part)
    {
        foreach (var style in part.StyleDefinitionsPart?.Styles?.Elements<Style>() ?? [])
        {
            if (style.StyleId?.Value is { } id)
                styles.TryAdd(id, style);
        }

        if (part.NumberingDefinitionsPart?.Numbering is not { } numbering)
            return;
        foreach (var list in numbering.Elements<AbstractNum>())
        {
            if (list.AbstractNumberId?.InnerText is { } id)
                levels.TryAdd(id, list.Elements<Level>().DistinctBy(l => Number(l.LevelIndex?.InnerText, 0)).ToDictionary(
                    l => Number(l.LevelIndex?.InnerText, 0),
                    l => (Number(l.StartNumberingValue?.Val?.InnerText, 1), l.NumberingFormat?.Val?.InnerText ?? "decimal", l.LevelText?.Val?.Value ?? "")));
        }

        foreach (var instance in numbering.Elements<NumberingInstance>())
        {
            var starts = instance.Elements<LevelOverride>().Where(o => o.StartOverrideNumberingValue is not null).DistinctBy(o => Number(o.LevelIndex?.InnerText, 0))
                .ToDictionary(o => Number(o.LevelIndex?.InnerText, 0), o => Number(o.StartOverrideNumberingValue!.Val?.InnerText, 1));
            if (instance.NumberID?.InnerText is { } id && instance.AbstractNumId?.Val?.InnerText is { } of)
                lists.TryAdd(id, (of, starts));
        }
    }

    /// <summary>The number in front of the paragraph, or nothing. Each call counts on.</summary>
    public string Next(Paragraph paragraph)
    {
        var (id, level) = Properties(paragraph);
        if (id is null || level is < 0 or >= Levels || !lists.TryGetValue(id, out var list) || !levels.TryGetValue(list.Abstract, out var of) || !of.TryGetValue(level, out var shape))
            return "";
        if (!counters.TryGetValue(list.Abstract, out var counts))
            counters.Add(list.Abstract, counts = new int?[Levels]);
        if (begun.Add(id))
        {
            foreach (var (at, start) in list.Starts.Where(s => s.Key is >= 0 and < Levels))
                counts[at] = start - 1;
        }

        counts[level] = (counts[level] ?? shape.Start - 1) + 1;
        for (var below = level + 1; below < Levels; below++)
            counts[below] = null;
        return shape.Format is "bullet" or "none" ? "" : Written(shape.Text, of, counts);
    }

    private static string Written(string pattern, Dictionary<int, (int Start, string Format, string Text)> of, int?[] counts)
    {
        var written = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '%' && i + 1 < pattern.Length && pattern[i + 1] is >= '1' and <= '9')
            {
                var level = pattern[++i] - '1';
                var (start, format, _) = of.GetValueOrDefault(level, (1, "decimal", ""));
                written.Append(Formatted(counts[level] ?? start, format));
            }
            else
            {
                written.Append(pattern[i]);
            }
        }

        // A bare number would run into the words.
        return written.Length > 0 && char.IsLetterOrDigit(written[^1]) ? written.Append(' ').ToString() : written.ToString();
    }

    private static string Formatted(int number, string format) => format switch
    {
        "decimalEnclosedCircle" or "decimalEnclosedCircleChinese" or "ideographEnclosedCircle" when number is >= 1 and <= 20 => ((char)('①' + number - 1)).ToString(),
        "decimalEnclosedParen" when number is >= 1 and <= 20 => ((char)('⑴' + number - 1)).ToString(),
        "decimalEnclosedFullstop" when number is >= 1 and <= 20 => ((char)('⒈' + number - 1)).ToString(),
        "chineseCounting" or "chineseCountingThousand" or "japaneseCounting" or "taiwaneseCounting" or "taiwaneseCountingThousand" or "chineseLegalSimplified" or "ideographDigital" or "taiwaneseDigital"
            when number is >= 1 and <= 99 => Chinese(number),
        "upperLetter" when number is >= 1 and <= 26 => ((char)('A' + number - 1)).ToString(),
        "lowerLetter" when number is >= 1 and <= 26 => ((char)('a' + number - 1)).ToString(),
        _ => number.ToString(),
    };

    private static string Chinese(int number)
    {
        const string Digits = "〇一二三四五六七八九";
        var tens = number / 10;
        var ones = number % 10;
        return (tens == 0 ? "" : tens == 1 ? "十" : $"{Digits[tens]}十") + (ones == 0 ? "" : Digits[ones].ToString());
    }

    private (string? Id, int Level) Properties(Paragraph paragraph)
    {
        var own = paragraph.ParagraphProperties?.NumberingProperties;
        var id = own?.NumberingId?.Val?.InnerText;
        var level = own?.NumberingLevelReference?.Val?.InnerText;
        var name = paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value;
        for (var i = 0; i < LongestStyleChain && (id is null || level is null) && name is not null && styles.TryGetValue(name, out var style); i++)
        {
            var inherited = style.StyleParagraphProperties?.NumberingProperties;
            id ??= inherited?.NumberingId?.Val?.InnerText;
            level ??= inherited?.NumberingLevelReference?.Val?.InnerText;
            name = style.BasedOn?.Val?.Value;
        }

        return (id, Number(level, 0));
    }

    private static int Number(string? value, int otherwise) => int.TryParse(value, out var number) && number is >= 0 and <= 100_000 ? number : otherwise;
}
