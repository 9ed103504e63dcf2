using System.Buffers.Binary;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>
/// Blanks what a HEIC or AVIF picture says about place and person. Its parts point to each other by their place in the
/// file, so nothing is taken out: the bytes of Exif and XMP items, and of boxes that are no part of a still picture, become
/// zeros. How the picture is turned stands elsewhere in these files, so no Exif is needed (ISO/IEC 23008-12).
/// </summary>
internal static class HeifMetadata
{
    // Pieces may lie over each other; a file that has more blanked than this many times its length is made to be slow.
    private const int MostTimesOver = 4;

    /// <summary>The picture without it, in the same length.</summary>
    /// <exception cref="InvalidDataException">The file is broken.</exception>
    public static byte[] Blank(byte[] photo)
    {
        var result = (byte[])photo.Clone();
        var found = false;
        foreach (var box in Boxes(photo, 0, photo.Length))
        {
            switch (box.Type)
            {
                case "ftyp" or "mdat":
                    break;
                case "meta":
                    found = true;
                    BlankItems(result, photo, box);
                    break;
                default:
                    // A film beside the picture, vendors' own boxes: what they hold is not looked at but blanked.
                    "free"u8.CopyTo(result.AsSpan(box.Start + 4));
                    result.AsSpan(box.Content..box.End).Clear();
                    break;
            }
        }

        return found ? result : throw new InvalidDataException("There is no picture in the file.");
    }

    private static void BlankItems(byte[] result, byte[] photo, Box meta)
    {
        var inner = Boxes(photo, meta.Content + 4, meta.End).ToList();
        var described = inner.Where(b => b.Type == "iinf").SelectMany(b => Described(photo, b)).ToHashSet();
        var data = inner.FirstOrDefault(b => b.Type == "idat");
        var left = (long)photo.Length * MostTimesOver;
        foreach (var (item, method, offset, length) in inner.Where(b => b.Type == "iloc").SelectMany(b => Places(photo, b)))
        {
            if (!described.Contains(item))
                continue;
            var start = method switch
            {
                0 => offset,
                1 when data is not null => checked(data.Content + offset),
                _ => throw new InvalidDataException("An item lies where it cannot be found."),
            };

            // Without a length the item goes to the end of the file.
            var end = length == 0 ? photo.Length : checked(start + length);
            if ((left -= end - start) < 0)
                throw new InvalidDataException("The file describes itself again and again.");
            result.AsSpan(checked((int)start)..checked((int)end)).Clear();
        }

        foreach (var box in inner.Where(b => b.Type is "uuid" or "udta"))
            result.AsSpan(box.Content..box.End).Clear();
    }

    /// <summary>Items that describe the picture instead of being it: Exif, and MIME such as XMP.</summary>
    private static IEnumerable<uint> Described(byte[] photo, Box iinf)
    {
        var version = photo[iinf.Content];
        var entries = Boxes(photo, iinf.Content + 4 + (version == 0 ? 2 : 4), iinf.End);
        foreach (var entry in entries.Where(b => b.Type == "infe"))
        {
            var at = entry.Content + 4;
            var isLong = photo[entry.Content] == 3;
            var item = isLong ? Read32(photo, at) : Read16(photo, at);
            var type = System.Text.Encoding.ASCII.GetString(photo, at + (isLong ? 6 : 4), 4);
            if (type is "Exif" or "mime" or "uri ")
                yield return item;
        }
    }

    /// <summary>Where items lie: each one's pieces.</summary>
    private static IEnumerable<(uint Item, int Method, long Offset, long Length)> Places(byte[] photo, Box iloc)
    {
        var version = photo[iloc.Content];
        var at = iloc.Content + 4;
        var (offsetSize, lengthSize) = (photo[at] >> 4, photo[at] & 15);
        var (baseSize, indexSize) = (photo[at + 1] >> 4, version is 1 or 2 ? photo[at + 1] & 15 : 0);
        at += 2;
        var count = version < 2 ? Read16(photo, at) : Read32(photo, at);
        at += version < 2 ? 2 : 4;
        for (var n = 0u; n < count; n++)
        {
            var item = version < 2 ? Read16(photo, at) : Read32(photo, at);
            at += version < 2 ? 2 : 4;
            var method = 0;
            if (version is 1 or 2)
            {
                method = Read16(photo, at) & 15;
                at += 2;
            }

            at += 2;
            var from = Number(photo, ref at, baseSize);
            var pieces = Read16(photo, at);
            at += 2;
            if (pieces > 1 && offsetSize + lengthSize + indexSize == 0)
                throw new InvalidDataException("Many pieces lie at one place.");
            for (var piece = 0; piece < pieces; piece++)
            {
                at += indexSize;
                var offset = checked(from + Number(photo, ref at, offsetSize));
                yield return (item, method, offset, Number(photo, ref at, lengthSize));
            }
        }
    }

    /// <summary>The boxes of a stretch, one after another; a length of 0 goes to its end, one of 1 says that 8 bytes follow.</summary>
    private static IEnumerable<Box> Boxes(byte[] photo, int from, int to)
    {
        for (var at = from; at + 8 <= to;)
        {
            long size = Read32(photo, at);
            var head = 8;
            if (size == 1)
            {
                size = BinaryPrimitives.ReadInt64BigEndian(photo.AsSpan(at + 8));
                head = 16;
            }

            var end = size == 0 ? to : checked(at + size);
            if (end > to || end < at + head)
                throw new InvalidDataException("A box is longer than its file.");
            yield return new Box(System.Text.Encoding.ASCII.GetString(photo, at + 4, 4), at, at + head, (int)end);
            at = (int)end;
        }
    }

    private static uint Read32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));

    private static ushort Read16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at));

    private static long Number(byte[] bytes, ref int at, int size)
    {
        var value = size switch
        {
            0 => 0,
            4 => Read32(bytes, at),
            8 => BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(at)),
            _ => throw new InvalidDataException("A number has no known size."),
        };
        at += size;
        return value < 0 ? throw new InvalidDataException("A place lies before the file.") : value;
    }

    private sealed record Box(string Type, int Start, int Content, int End);
}
