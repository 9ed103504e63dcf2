using System.Text;

namespace Pengshui.RuralEdu.Notices;

/// <summary>Decodes plain text and makes whole paragraphs and tables of its lines.</summary>
internal static class NoticeText
{
    private const int NarrowestWrap = 40;
    private const int WidestWrap = 140;
    private const int LongestTail = 400;

    static NoticeText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The text, or null where the bytes are no text in UTF-8, UTF-16 or GB18030. Each is tried strictly.</summary>
    public static string? Decode(byte[] bytes)
    {
        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            return Strict(new UTF8Encoding(false, true), bytes.AsSpan(3));
        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return Strict(new UnicodeEncoding(false, false, true), bytes.AsSpan(2));
        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return Strict(new UnicodeEncoding(true, false, true), bytes.AsSpan(2));
        if (WithoutMark(bytes) is { } wide)
            return wide;
        return Strict(new UTF8Encoding(false, true), bytes)
            ?? Strict(Encoding.GetEncoding("gb18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback), bytes);
    }

    /// <summary>A source of the text: lines that were broken at the margin are joined, lines of cells become tables.</summary>
    public static NoticeSource Source(string name, string text)
    {
        var joined = new StringBuilder(text.Length);
        foreach (var paragraph in Paragraphs(Characters.Clean(text).Split('\n')))
            joined.Append(paragraph).Append('\n');
        var whole = joined.ToString();
        return new NoticeSource(name, whole, TabTables.In(whole));
    }

    // UTF-16 without its mark: a line feed or a space of it has a zero byte, which no other text has.
    private static string? WithoutMark(byte[] bytes)
    {
        var zero = bytes.AsSpan().IndexOf((byte)0);
        if (zero < 0 || bytes.Length % 2 != 0)
            return null;
        return Strict(new UnicodeEncoding(zero % 2 == 0, false, true), bytes) is { } text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;
    }

    private static string? Strict(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Paragraphs(string[] lines)
    {
        var width = Wrap(lines);
        var isRagged = width == 0 && RaggedLines.Are(lines);
        var widest = isRagged ? lines.Max(Width) : 0;
        if (isRagged)
            lines = RaggedLines.WithoutPageNumbers(lines);
        var paragraph = new StringBuilder();
        var last = "";
        foreach (var line in lines)
        {
            if (paragraph.Length > 0 && !(isRagged ? RaggedLines.GoesOn(Tail(paragraph), last, line, widest) : width > 0 && GoesOn(last, line, width)))
            {
                yield return paragraph.ToString();
                paragraph.Clear();
            }

            paragraph.Append(paragraph.Length > 0 ? line.TrimStart() : line);
            last = line;
        }

        if (paragraph.Length > 0)
            yield return paragraph.ToString();
    }

    /// <summary>Columns at which the text's lines were broken, or 0: many lines as long as the longest, and none as long as a paragraph.</summary>
    private static int Wrap(string[] lines)
    {
        var longest = lines.Length == 0 ? 0 : lines.Max(Width);
        if (longest is < NarrowestWrap or > WidestWrap)
            return 0;
        var full = lines.Count(l => Width(l) >= longest - 4);
        return full >= 5 && full * 5 >= lines.Count(l => l.Length > 0) ? longest : 0;
    }

    private static bool GoesOn(string line, string next, int width)
    {
        if (Width(line) < width - 4 || next.Length == 0 || Characters.IsSpace(next[0]) || line.Contains('\t', StringComparison.Ordinal))
            return false;
        var end = Characters.Normalize(line.TrimEnd());
        var start = Characters.Normalize(next);
        return Labels.Read(start, 0, start.Length) is not { } label
            || (!Characters.EndsSentence(end, end.Length) && label.Length < start.Length && (char.IsAsciiDigit(start[label.Length]) || Numerals.IsChinese(start[label.Length])));
    }

    // What of a paragraph is looked at to tell whether it goes on.
    private static string Tail(StringBuilder paragraph) => paragraph.ToString(Math.Max(0, paragraph.Length - LongestTail), Math.Min(paragraph.Length, LongestTail));

    /// <summary>Columns that a line takes, blanks at its end apart.</summary>
    internal static int Width(string line)
    {
        var width = 0;
        foreach (var c in line.AsSpan().TrimEnd())
            width += c < '\u2000' ? 1 : 2;
        return width;
    }
}
