using System.IO.Compression;
using System.Text;
using Pengshui.RuralEdu.Notices;

namespace Pengshui.RuralEdu.Core.Files;

/// <summary>A kind of file that is taken as evidence.</summary>
/// <param name="ContentType">Media type it is sent with.</param>
/// <param name="Extensions">Endings that its names may have, with the dot, lower case.</param>
/// <param name="Matches">Whether a content is of this kind; the stream stands at its beginning.</param>
public sealed record FileKind(string ContentType, IReadOnlyList<string> Extensions, Func<Stream, bool> Matches)
{
    /// <summary>Whether it is a picture.</summary>
    public bool IsPicture => ContentType.StartsWith("image/", StringComparison.Ordinal);

    /// <summary>The name with an ending of this kind: its own where that is one, else the usual one in its place.</summary>
    public string Name(string fileName) =>
        Extensions.Contains(Path.GetExtension(fileName).ToLowerInvariant()) ? fileName : Path.ChangeExtension(fileName, Extensions[0]);
}

/// <summary>
/// The kinds of files that are taken, found by content: the name's ending only chooses which kind the content must be, and
/// of pictures not even that, since phones and messengers rename them. GIF and video are not among them: nothing in the
/// reports needs them.
/// </summary>
public static class FileKinds
{
    private static readonly string[] TextEncodings = ["utf-8", "GB18030"];

    /// <summary>What the upload field lets people choose.</summary>
    public static string Accept => string.Join(",", All.SelectMany(k => k.Extensions));

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<FileKind> All { get; } =
    [
        new("application/pdf", [".pdf"], s => StartsWith(s, "%PDF-"u8)),
        new("image/png", [".png"], s => StartsWith(s, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])),
        new("image/jpeg", [".jpg", ".jpeg"], s => StartsWith(s, [0xFF, 0xD8, 0xFF])),
        new("image/webp", [".webp"], IsWebp),
        new("image/heic", [".heic", ".heif"], s => HeifBrands.OneOf(s, HeifBrands.Heic)),
        new("image/avif", [".avif"], s => HeifBrands.OneOf(s, HeifBrands.Avif)),
        new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", [".docx"], s => HasEntries(s, "[Content_Types].xml", "word/document.xml")),
        new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", [".xlsx"], s => HasEntries(s, "[Content_Types].xml", "xl/workbook.xml")),
        new("application/vnd.openxmlformats-officedocument.presentationml.presentation", [".pptx"], s => HasEntries(s, "[Content_Types].xml", "ppt/presentation.xml")),
        new("application/msword", [".doc", ".wps"], s => IsCompound(s, "WordDocument")),
        new("application/vnd.ms-excel", [".xls", ".et"], s => IsCompound(s, "Workbook") || IsCompound(s, "Book")),
        new("application/vnd.ms-powerpoint", [".ppt", ".dps"], s => IsCompound(s, "PowerPoint Document")),
        new("application/ofd", [".ofd"], s => HasEntries(s, "OFD.xml")),
        new("text/plain", [".txt"], IsText),
        new("text/csv", [".csv"], IsText),
    ];

    /// <summary>The kind that a name's ending stands for, or null.</summary>
    public static FileKind? OfName(string fileName)
    {
        var extension = Path.GetExtension(fileName).ToLowerInvariant();
        return All.FirstOrDefault(k => k.Extensions.Contains(extension));
    }

    /// <summary>The kind that a content is, where its name stands for this one; null where it is not what its name says.</summary>
    /// <param name="named">The kind that the name's ending stands for.</param>
    /// <param name="content">The content; can be sought.</param>
    public static FileKind? OfContent(FileKind named, Stream content) =>
        (named.IsPicture ? All.Where(k => k.IsPicture).Prepend(named) : [named]).FirstOrDefault(kind =>
        {
            content.Position = 0;
            return kind.Matches(content);
        });

    private static bool StartsWith(Stream stream, ReadOnlySpan<byte> signature)
    {
        Span<byte> head = stackalloc byte[signature.Length];
        return stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.SequenceEqual(signature);
    }

    private static bool IsWebp(Stream stream)
    {
        Span<byte> head = stackalloc byte[12];
        return stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length
            && head[..4].SequenceEqual("RIFF"u8) && head[8..].SequenceEqual("WEBP"u8);
    }

    // An archive may begin with anything, a program too: Office's own begin with a local header.
    private static bool HasEntries(Stream stream, params string[] names)
    {
        if (!StartsWith(stream, "PK\x03\x04"u8))
            return false;
        try
        {
            if (!ZipDirectory.IsShort(stream))
                return false;
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            return names.All(n => archive.GetEntry(n) is not null);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    // A compound file's directory names its streams in UTF-16; an installer (.msi) is one, too, with other streams.
    private static bool IsCompound(Stream stream, string name)
    {
        stream.Position = 0;
        if (!StartsWith(stream, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
            return false;
        var wanted = Encoding.Unicode.GetBytes(name + "\0");
        stream.Position = 0;
        var buffer = new byte[81920];
        for (var kept = 0; ;)
        {
            var read = stream.Read(buffer, kept, buffer.Length - kept);
            if (read == 0)
                return false;
            var filled = buffer.AsSpan(0, kept + read);
            if (filled.IndexOf(wanted) >= 0)
                return true;
            kept = Math.Min(filled.Length, wanted.Length - 1);
            filled[^kept..].CopyTo(buffer);
        }
    }

    private static bool IsText(Stream stream)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return TextEncodings.Any(name =>
        {
            stream.Position = 0;
            return Decodes(stream, Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback));
        });
    }

    private static bool Decodes(Stream stream, Encoding encoding)
    {
        var decoder = encoding.GetDecoder();
        var bytes = new byte[81920];
        var chars = new char[encoding.GetMaxCharCount(bytes.Length)];
        try
        {
            int read;
            while ((read = stream.Read(bytes)) > 0)
            {
                var count = decoder.GetChars(bytes, 0, read, chars, 0, flush: false);
                if (chars.AsSpan(0, count).ContainsAnyInRange('\0', '\b'))
                    return false;
            }

            decoder.GetChars([], 0, 0, chars, 0, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
