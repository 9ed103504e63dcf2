using System.Buffers.Binary;

namespace Pengshui.RuralEdu.Notices;

/// <summary>
/// Counts the entries of an archive before a library reads its directory: that makes an object of each, and an archive of 40 MB may have
/// a million (PKWARE APPNOTE 6.3.10, sections 4.3.12 and 4.3.16).
/// </summary>
public static class ZipDirectory
{
    /// <summary>Most entries of an archive that is looked into; an office document of 500 pictures has some 600.</summary>
    public const int MostEntries = 4000;

    private const int EndLength = 22;
    private const int EntryLength = 46;
    private const int LongestComment = ushort.MaxValue;

    /// <summary>
    /// Whether the archive has at most <see cref="MostEntries"/>. They are counted and not taken from what the archive says of itself. A
    /// directory of the 64-bit kind, which no office document needs, counts as long.
    /// </summary>
    /// <param name="archive">The archive; can be sought, and stands anywhere afterwards.</param>
    /// <exception cref="InvalidDataException">It has no directory.</exception>
    public static bool IsShort(Stream archive)
    {
        var tail = new byte[Math.Min(archive.Length, EndLength + LongestComment)];
        archive.Position = archive.Length - tail.Length;
        archive.ReadExactly(tail);
        var end = tail.Length < EndLength ? -1 : tail.AsSpan(0, tail.Length - EndLength + 4).LastIndexOf("PK\x05\x06"u8);
        if (end < 0)
            throw new InvalidDataException("The archive has no directory.");
        var (disk, entries) = (BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 4)), BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 10)));
        var start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        if (disk == ushort.MaxValue || entries == ushort.MaxValue || start == uint.MaxValue)
            return false;
        archive.Position = start;
        Span<byte> entry = stackalloc byte[EntryLength];
        for (var count = 0; count <= MostEntries; count++)
        {
            if (archive.ReadAtLeast(entry, EntryLength, throwOnEndOfStream: false) < EntryLength || !entry.StartsWith("PK\x01\x02"u8))
                return true;
            archive.Position += BinaryPrimitives.ReadUInt16LittleEndian(entry[28..]) + BinaryPrimitives.ReadUInt16LittleEndian(entry[30..])
                + BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
        }

        return false;
    }
}
