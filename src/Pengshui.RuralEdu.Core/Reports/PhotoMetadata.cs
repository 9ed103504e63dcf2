using System.Buffers.Binary;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>
/// Takes out of photos what says where and by whom they were taken (Exif, XMP, IPTC, comments, trailing data), before
/// they are stored: location data in photos is stripped (product rule). The picture itself is not touched; of Exif only
/// the orientation stays, since the picture lies on its side without it.
/// </summary>
internal static class PhotoMetadata
{
    /// <summary>The photo without it.</summary>
    /// <exception cref="InvalidDataException">The photo is broken.</exception>
    public static byte[] Strip(byte[] photo, string contentType)
    {
        try
        {
            return contentType switch
            {
                "image/jpeg" => Jpeg(photo),
                "image/png" => Png(photo),
                "image/webp" => Webp(photo),
                "image/heic" or "image/avif" => HeifMetadata.Blank(photo),
                _ => throw new ArgumentOutOfRangeException(nameof(contentType)),
            };
        }
        catch (Exception error) when (error is IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException("The photo ends in the middle.", error);
        }
    }

    // ISO/IEC 10918-1: markers with a length each; entropy-coded data after SOS up to the next marker.
    private static byte[] Jpeg(byte[] photo)
    {
        using var result = new MemoryStream(photo.Length);
        result.Write([0xFF, 0xD8]);
        for (var at = 2; ;)
        {
            if (photo[at] != 0xFF)
                throw new InvalidDataException("A marker is missing.");
            var marker = photo[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker == 0xD9)
            {
                result.Write([0xFF, 0xD9]);
                return result.ToArray();
            }

            var end = at + 2 + BinaryPrimitives.ReadUInt16BigEndian(photo.AsSpan(at + 2));
            if (marker == 0xDA)
                end = EndOfScan(photo, end);
            var segment = photo.AsSpan(at..end);
            if (marker == 0xE1 && Orientation(segment) is { } orientation)
                result.Write(OrientationSegment(orientation));
            else if (!IsPrivate(marker, segment))
                result.Write(segment);
            at = end;
        }
    }

    private static int EndOfScan(byte[] photo, int at)
    {
        while (photo[at] != 0xFF || photo[at + 1] is 0x00 or (>= 0xD0 and <= 0xD7))
            at++;
        return at;
    }

    // APP1 Exif and XMP, APP13 IPTC, comments, and the index of further pictures, which are cut off with all that follows the first.
    private static bool IsPrivate(byte marker, ReadOnlySpan<byte> segment) =>
        marker is 0xE1 or 0xED or 0xFE || (marker == 0xE2 && segment[4..].StartsWith("MPF\0"u8));

    private static ushort? Orientation(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 18 || !segment[4..].StartsWith("Exif\0\0"u8))
            return null;
        var tiff = segment[10..];
        var little = tiff[0] == 'I';
        var offset = (int)Read32(tiff[4..], little);
        if (offset < 0 || offset + 2 > tiff.Length)
            return null;
        var count = Read16(tiff[offset..], little);
        for (var i = 0; i < count && offset + 2 + (i * 12) + 12 <= tiff.Length; i++)
        {
            var entry = tiff.Slice(offset + 2 + (i * 12), 12);
            if (Read16(entry, little) == 0x0112 && Read16(entry[8..], little) is > 1 and <= 8 and var value)
                return value;
        }

        return null;
    }

    private static byte[] OrientationSegment(ushort orientation) =>
    [
        0xFF, 0xE1, 0x00, 0x22, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8,
        0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0,
    ];

    private static ushort Read16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Read32(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);

    // PNG specification: chunks of length, type, data, checksum; what follows IEND is no part of the picture.
    private static byte[] Png(byte[] photo)
    {
        using var result = new MemoryStream(photo.Length);
        result.Write(photo.AsSpan(0, 8));
        for (var at = 8; ;)
        {
            var end = checked(at + 12 + (int)BinaryPrimitives.ReadUInt32BigEndian(photo.AsSpan(at)));
            var type = photo.AsSpan(at + 4, 4);
            if (!(type.SequenceEqual("eXIf"u8) || type.SequenceEqual("tEXt"u8) || type.SequenceEqual("iTXt"u8) || type.SequenceEqual("zTXt"u8) || type.SequenceEqual("tIME"u8)))
                result.Write(photo.AsSpan(at..end));
            if (type.SequenceEqual("IEND"u8))
                return result.ToArray();
            at = end;
        }
    }

    // RFC 9649: RIFF chunks padded to even length; VP8X says in its flags which are there.
    private static byte[] Webp(byte[] photo)
    {
        using var result = new MemoryStream(photo.Length);
        result.Write(photo.AsSpan(0, 12));
        var length = Math.Min(photo.Length, checked(8 + (int)BinaryPrimitives.ReadUInt32LittleEndian(photo.AsSpan(4))));
        for (var at = 12; at + 8 <= length;)
        {
            var size = checked((int)BinaryPrimitives.ReadUInt32LittleEndian(photo.AsSpan(at + 4)));
            var end = checked(at + 8 + size + (size & 1));
            var chunk = photo.AsSpan(at..Math.Min(end, photo.Length)).ToArray();
            if (chunk.AsSpan().StartsWith("VP8X"u8))
                chunk[8] &= 0b1111_0011;
            if (!(chunk.AsSpan().StartsWith("EXIF"u8) || chunk.AsSpan().StartsWith("XMP "u8)))
                result.Write(chunk);
            at = end;
        }

        var stripped = result.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(stripped.AsSpan(4), (uint)(stripped.Length - 8));
        return stripped;
    }
}
