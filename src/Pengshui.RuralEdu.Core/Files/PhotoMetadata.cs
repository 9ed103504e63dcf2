using System.Buffers.Binary;

namespace Pengshui.RuralEdu.Core.Files;

/// <summary>
/// Takes out of photos what says where and by whom they were taken (Exif, XMP, IPTC, comments, trailing data), before
/// they are stored: location data in photos is stripped (product rule). The picture itself is not touched; of Exif only
/// the orientation stays, since the picture lies on its side without it. A photo goes through piece by piece and is never
/// whole in memory.
/// </summary>
internal static class PhotoMetadata
{
    private const int PieceLength = 81920;

    /// <summary>Writes the photo without it.</summary>
    /// <param name="photo">The photo, from its beginning; can be sought.</param>
    /// <param name="result">Empty; can be read and sought.</param>
    /// <param name="contentType">What the photo is.</param>
    /// <exception cref="InvalidDataException">The photo is broken.</exception>
    public static void Strip(Stream photo, Stream result, string contentType)
    {
        try
        {
            switch (contentType)
            {
                case "image/jpeg":
                    Jpeg(photo, result);
                    break;
                case "image/png":
                    Png(photo, result);
                    break;
                case "image/webp":
                    Webp(photo, result);
                    break;
                case "image/heic" or "image/avif":
                    photo.CopyTo(result, PieceLength);
                    HeifMetadata.Blank(photo, result);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(contentType));
            }
        }
        catch (Exception error) when (error is EndOfStreamException or IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException("The photo ends in the middle.", error);
        }
    }

    // ISO/IEC 10918-1: markers with a length each; entropy-coded data after SOS up to the next marker.
    private static void Jpeg(Stream photo, Stream result)
    {
        photo.Position = 2;
        result.Write([0xFF, 0xD8]);
        var buffer = new byte[2 + ushort.MaxValue];
        while (true)
        {
            var marker = Marker(photo);
            if (marker == 0xD9)
            {
                result.Write([0xFF, 0xD9]);
                return;
            }

            photo.ReadExactly(buffer, 2, 2);
            var length = BinaryPrimitives.ReadUInt16BigEndian(buffer.AsSpan(2));
            if (length < 2)
                throw new InvalidDataException("A segment is shorter than its own length.");
            photo.ReadExactly(buffer, 4, length - 2);
            (buffer[0], buffer[1]) = (0xFF, marker);
            var segment = buffer.AsSpan(0, 2 + length);
            if (marker == 0xE1 && Orientation(segment) is { } orientation)
                result.Write(OrientationSegment(orientation));
            else if (!IsPrivate(marker, segment))
                result.Write(segment);
            if (marker == 0xDA)
                CopyScan(photo, result, buffer);
        }
    }

    // Bytes of 0xFF may fill the room before a marker.
    private static byte Marker(Stream photo)
    {
        var value = photo.ReadByte();
        if (value != 0xFF)
            throw new InvalidDataException("A marker is missing.");
        while (value == 0xFF)
            value = photo.ReadByte();
        return value < 0 ? throw new EndOfStreamException() : (byte)value;
    }

    /// <summary>Copies up to the next marker, where the photo then stands: 0xFF followed by neither 0 nor the mark of a restart.</summary>
    private static void CopyScan(Stream photo, Stream result, byte[] buffer)
    {
        while (true)
        {
            var start = photo.Position;
            var piece = buffer.AsSpan(0, photo.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
            var end = 0;
            while (end < piece.Length)
            {
                var mark = piece[end..].IndexOf((byte)0xFF);
                end = mark < 0 ? piece.Length : end + mark;
                if (mark < 0 || end + 1 >= piece.Length || piece[end + 1] is not (0x00 or (>= 0xD0 and <= 0xD7)))
                    break;
                end += 2;
            }

            result.Write(piece[..end]);
            photo.Position = start + end;
            if (end + 1 < piece.Length)
                return;
            if (end == 0)
                throw new EndOfStreamException();
        }
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
    private static void Png(Stream photo, Stream result)
    {
        Span<byte> head = stackalloc byte[8];
        var piece = new byte[PieceLength];
        photo.Position = 0;
        Copy(photo, result, head.Length, piece);
        for (var isEnd = false; !isEnd;)
        {
            photo.ReadExactly(head);
            var length = 4L + BinaryPrimitives.ReadUInt32BigEndian(head);
            var type = head[4..];
            if (photo.Position + length > photo.Length)
                throw new EndOfStreamException();
            if (type.SequenceEqual("eXIf"u8) || type.SequenceEqual("tEXt"u8) || type.SequenceEqual("iTXt"u8) || type.SequenceEqual("zTXt"u8) || type.SequenceEqual("tIME"u8))
            {
                photo.Position += length;
                continue;
            }

            isEnd = type.SequenceEqual("IEND"u8);
            result.Write(head);
            Copy(photo, result, length, piece);
        }
    }

    // RFC 9649: RIFF chunks padded to even length; VP8X says in its flags which are there.
    private static void Webp(Stream photo, Stream result)
    {
        const int Flags = 8;
        Span<byte> head = stackalloc byte[12];
        var piece = new byte[PieceLength];
        photo.Position = 0;
        photo.ReadExactly(head);
        result.Write(head);
        var end = Math.Min(photo.Length, 8L + BinaryPrimitives.ReadUInt32LittleEndian(head[4..]));
        while (photo.Position + 8 <= end)
        {
            var start = photo.Position;
            photo.ReadExactly(head[..8]);
            long size = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            var next = Math.Min(start + 8 + size + (size & 1), photo.Length);
            if (!(head.StartsWith("EXIF"u8) || head.StartsWith("XMP "u8)))
            {
                result.Write(head[..8]);
                if (head.StartsWith("VP8X"u8) && next > start + Flags)
                    result.WriteByte((byte)(photo.ReadByte() & 0b1111_0011));
                Copy(photo, result, next - photo.Position, piece);
            }

            photo.Position = next;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(head, (uint)(result.Length - 8));
        result.Position = 4;
        result.Write(head[..4]);
        result.Position = result.Length;
    }

    private static void Copy(Stream from, Stream to, long length, byte[] piece)
    {
        for (long left = length; left > 0;)
        {
            var read = from.Read(piece, 0, (int)Math.Min(piece.Length, left));
            if (read == 0)
                throw new EndOfStreamException();
            to.Write(piece, 0, read);
            left -= read;
        }
    }
}
