using System.IO.Compression;
using System.Xml;

namespace Pengshui.RuralEdu.Notices;

/// <summary>
/// Looks at a .docx before anything takes it apart: how many parts, how large they become, how deep they nest. What the
/// archive says of its sizes is checked by unpacking in a small buffer, since it may lie; so may a part's name, so that every part is looked at.
/// </summary>
internal static class WordGuard
{
    private const long LargestXml = 48L * 1024 * 1024;
    private const int MostNodes = 800_000;
    private const int Deepest = 200;

    private const string TooLarge = "这份 Word 文件展开后过大，不像一份通知，没有读取。请把文字粘贴到页面上。";
    private const string Broken = "这份 Word 文件已损坏，打不开。请用 Word 或 WPS 打开后另存为 .docx 再上传。";

    /// <summary>Why the file is not to be opened, or null.</summary>
    public static string? Refusal(byte[] bytes)
    {
        try
        {
            using var file = new MemoryStream(bytes, false);
            if (!ZipDirectory.IsShort(file))
                return TooLarge;
            using var archive = new ZipArchive(file, ZipArchiveMode.Read);
            if (archive.GetEntry("OFD.xml") is not null)
                return "这是 OFD 文件。请另存为 PDF 或 Word（.docx）后再上传。";
            if (archive.GetEntry("[Content_Types].xml") is null || archive.GetEntry("word/document.xml") is null)
                return "这不是 Word 文件。请上传 .docx、PDF 或文本文件，也可以把文字粘贴到页面上。";
            if (archive.Entries.Where(IsNamedXml).Sum(e => e.Length) > LargestXml)
                return TooLarge;
            var budget = new Budget();
            return archive.Entries.All(p => Fits(p, budget)) ? null : TooLarge;
        }
        catch (Exception exception) when (exception is InvalidDataException or XmlException or IOException or NotSupportedException or ArgumentException)
        {
            return Broken;
        }
    }

    /// <summary>The sentence for a file that the guard let pass but that cannot be read.</summary>
    public static string BrokenFile => Broken;

    private static bool IsNamedXml(ZipArchiveEntry part) =>
        part.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || part.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);

    // A picture is given up at its first byte. What is XML under another name is read to its end, or to where no reader comes further.
    private static bool Fits(ZipArchiveEntry part, Budget budget)
    {
        using var stream = new CountingStream(part.Open(), budget);
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = false, MaxCharactersInDocument = LargestXml });
        try
        {
            while (reader.Read())
            {
                budget.Nodes += 1 + reader.AttributeCount;
                if (reader.Depth > Deepest || budget.Nodes > MostNodes)
                    return false;
            }
        }
        catch (OverflowException)
        {
            return false;
        }
        catch (XmlException) when (!IsNamedXml(part))
        {
            return true;
        }

        return true;
    }

    private sealed class Budget
    {
        public long Bytes { get; set; }

        public long Nodes { get; set; }
    }

    private sealed class CountingStream(Stream inner, Budget budget) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = inner.Read(buffer, offset, count);
            budget.Bytes += read;
            return budget.Bytes <= LargestXml ? read : throw new OverflowException();
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
