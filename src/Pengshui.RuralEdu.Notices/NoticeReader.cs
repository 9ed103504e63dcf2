using System.Buffers.Binary;

namespace Pengshui.RuralEdu.Notices;

/// <summary>
/// Takes the text out of a notice's file: .txt (UTF-8, UTF-16, GB18030), .docx, .pdf with text. It goes by what the file is,
/// not by what it is called, and keeps nothing.
/// </summary>
public static class NoticeReader
{
    /// <summary>Largest file, 20 MB.</summary>
    public const int LargestFile = 20 * 1024 * 1024;

    /// <summary>Longest text that is read; a notice of 200 pages has about 150 000 characters.</summary>
    public const int LongestText = 500_000;

    private const string NotReadable = "这份文件不是可以识别的通知。请上传 Word（.docx）、PDF 或文本文件，也可以把文字粘贴到页面上。";

    /// <summary>The source, or a sentence that says why the file cannot be read.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="content">The file; it is read once, from where it stands.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<Reading<NoticeSource>> ReadAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        var bytes = await AllAsync(content, cancellationToken);
        return bytes is null ? TooLarge() : Checked(await Task.Run(() => Read(name, bytes, cancellationToken), cancellationToken));
    }

    /// <summary>The source of pasted text.</summary>
    public static Reading<NoticeSource> Paste(string text) =>
        text.Length > LongestText ? TooLong() : Checked(Reading.Of(NoticeText.Source("粘贴的文字", text)));

    private static async Task<byte[]?> AllAsync(Stream content, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        var buffer = new byte[81920];
        for (int count; (count = await content.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (all.Length + count > LargestFile)
                return null;
            all.Write(buffer, 0, count);
        }

        return all.ToArray();
    }

    private static Reading<NoticeSource> Read(string name, byte[] bytes, CancellationToken cancellationToken)
    {
        if (bytes.Length == 0)
            return Reading.Refused("这份文件是空的，请重新选择。");
        var head = bytes.AsSpan(0, Math.Min(bytes.Length, 1024));
        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8))
            return WordReader.Read(name, bytes);
        if (head.IndexOf("%PDF-"u8) >= 0)
            return PdfReader.Read(name, bytes, cancellationToken);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            return Reading.Refused(OldOffice(bytes));
        if (IsImage(head))
            return Reading.Refused("这是一张图片，读不出文字。请上传 Word（.docx）或带文字的 PDF，也可以把文字粘贴到页面上。");
        if (head.StartsWith("{\\rtf"u8))
            return Reading.Refused("这是 RTF 文件。请用 Word 或 WPS 打开，另存为 .docx 后再上传。");
        if (TextBytes.Decode(bytes) is not { } text || IsBinary(text))
            return Reading.Refused(NotReadable);
        if (IsMarkup(text))
            return Reading.Refused("这是网页格式的文件。请用 Word 或 WPS 打开，另存为 .docx 后再上传。");
        return text.Length > LongestText ? TooLong() : Reading.Of(NoticeText.Source(name, text));
    }

    private static Reading<NoticeSource> Checked(Reading<NoticeSource> result) =>
        result.Succeeded && string.IsNullOrWhiteSpace(result.Value.Text) ? Reading.Refused("这份文件里没有文字，请重新选择。") : result;

    private static Unreadable TooLarge() => Reading.Refused("文件超过 20 MB，请删去图片等附件后再上传，或把文字粘贴到页面上。");

    /// <summary>The refusal of a text that is no notice for its length.</summary>
    internal static Unreadable TooLong() => Reading.Refused($"这份文件的文字超过 {LongestText / 10_000} 万字，不像一份通知，请核对。");

    // Word 97–2003 and an encrypted .docx are both compound files; the latter holds a stream of this name.
    private static string OldOffice(byte[] bytes) =>
        bytes.AsSpan().IndexOf(System.Text.Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0
            ? "这份 Word 文件设了打开密码。请取消密码后再上传。"
            : "这是旧版 Word 或 WPS 文件（.doc）。请打开后另存为 .docx 再上传。";

    private static bool IsImage(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]) || head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) || head.StartsWith("GIF8"u8)
        || (head.StartsWith("BM"u8) && head.Length >= 6 && BinaryPrimitives.ReadUInt32LittleEndian(head[2..]) <= LargestFile && head.IndexOf((byte)0) >= 0)
        || head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8) || (head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..12].SequenceEqual("WEBP"u8));

    private static bool IsBinary(string text)
    {
        var odd = 0;
        foreach (var c in text)
        {
            if (char.IsControl(c) && c is not ('\n' or '\r' or '\t' or '\f' or '\v' or '\u001a'))
                odd++;
        }

        return odd * 20 > text.Length;
    }

    private static bool IsMarkup(string text)
    {
        var head = text.AsSpan(0, Math.Min(text.Length, 1024)).TrimStart();
        return head.StartsWith("<html", StringComparison.OrdinalIgnoreCase) || head.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase)
            || head.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) || head.StartsWith("MIME-Version:", StringComparison.OrdinalIgnoreCase);
    }
}
