using System.Text;

namespace Pengshui.RuralEdu.Notices;

/// <summary>Tells which text the bytes of a plain file are.</summary>
public static class TextBytes
{
    static TextBytes() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

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
}
