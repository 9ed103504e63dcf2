namespace Pengshui.RuralEdu.Core.Files;

/// <summary>Tells HEIC and AVIF pictures by the brands of their first box (ISO/IEC 14496-12, 23008-12; AV1 Image File Format).</summary>
internal static class HeifBrands
{
    /// <summary>Pictures in HEVC, as iPhones and newer Android phones take them.</summary>
    public static readonly string[] Heic = ["heic", "heix", "heim", "heis", "hevc", "hevx"];

    /// <summary>Pictures in AV1.</summary>
    public static readonly string[] Avif = ["avif", "avis"];

    // A type box has a dozen brands at the most.
    private const int LongestTypeBox = 256;

    /// <summary>Whether the file's type box names one of the brands.</summary>
    public static bool OneOf(Stream stream, string[] brands)
    {
        Span<byte> head = stackalloc byte[LongestTypeBox];
        head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        if (head.Length < 16 || !head[4..8].SequenceEqual("ftyp"u8))
            return false;
        var end = Math.Min(head.Length, (int)Math.Min(int.MaxValue, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(head)));
        for (var at = 8; at + 4 <= end; at += 4)
        {
            // The four bytes after the major brand are its version.
            if (at != 12 && brands.Contains(System.Text.Encoding.ASCII.GetString(head.Slice(at, 4))))
                return true;
        }

        return false;
    }
}
