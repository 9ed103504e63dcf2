using System.IO.Compression;
using System.Xml;

namespace Pengshui.RuralEdu.Notices;

/// <summary>
/// Looks at an office document before a library takes it apart: how large its parts become, how many nodes they have and how deep they
/// nest. What the archive says of its sizes is checked by unpacking in a small buffer, since it may lie; so may a part's name, so that every
/// part is looked at.
/// </summary>
/// <param name="largestXml">Most bytes of all its XML.</param>
/// <param name="mostNodes">Most elements, texts and attributes.</param>
public sealed class PackageGuard(long largestXml, int mostNodes)
{
    private const int Deepest = 200;

    private long bytes;
    private long nodes;

    private long Largest => largestXml;

    /// <summary>Whether the document is within its limits; one guard looks at one document.</summary>
    /// <exception cref="InvalidDataException">A part cannot be unpacked.</exception>
    /// <exception cref="XmlException">A part that calls itself XML is none.</exception>
    public bool Fits(ZipArchive archive) =>
        archive.Entries.Where(IsNamedXml).Sum(e => e.Length) <= largestXml && archive.Entries.All(Fits);

    private static bool IsNamedXml(ZipArchiveEntry part) =>
        part.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || part.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);

    // A picture is given up at its first byte. What is XML under another name is read to its end, or to where no reader comes further.
    private bool Fits(ZipArchiveEntry part)
    {
        using var stream = new CountingStream(part.Open(), this);
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = false, MaxCharactersInDocument = largestXml });
        try
        {
            while (reader.Read())
            {
                nodes += 1 + reader.AttributeCount;
                if (reader.Depth > Deepest || nodes > mostNodes)
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

    private sealed class CountingStream(Stream inner, PackageGuard guard) : Stream
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
            guard.bytes += read;
            return guard.bytes <= guard.Largest ? read : throw new OverflowException();
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
