using System.Buffers.Binary;

namespace Pengshui.RuralEdu.Core.Files;

/// <summary>
/// Blanks what a HEIC or AVIF picture says about place and person. Its parts point to each other by their place in the
/// file, so nothing is taken out: the bytes of Exif and XMP items, and of boxes that are no part of a still picture, become
/// zeros. How the picture is turned stands elsewhere in these files, so no Exif is needed (ISO/IEC 23008-12).
/// </summary>
internal static class HeifMetadata
{
    // Pieces may lie over each other; a file that has more blanked than this many times its length is made to be slow.
    private const int MostTimesOver = 4;

    // A picture of a thousand tiles has some 50 KB of description.
    private const int LargestMeta = 4 * 1024 * 1024;
    private const int MostBoxes = 1000;

    private static readonly byte[] Zeros = new byte[81920];

    /// <summary>Blanks it in the copy.</summary>
    /// <param name="photo">The picture; can be sought.</param>
    /// <param name="copy">A copy of it; can be sought.</param>
    /// <exception cref="InvalidDataException">The file is broken.</exception>
    public static void Blank(Stream photo, Stream copy)
    {
        var found = false;
        foreach (var box in Boxes(photo))
        {
            switch (box.Type)
            {
                case "ftyp" or "mdat":
                    break;
                case "meta":
                    found = true;
                    BlankItems(copy, photo, box);
                    break;
                default:
                    // A film beside the picture, vendors' own boxes: what they hold is not looked at but blanked.
                    copy.Position = box.Start + 4;
                    copy.Write("free"u8);
                    Clear(copy, box.Content, box.End);
                    break;
            }
        }

        if (!found)
            throw new InvalidDataException("There is no picture in the file.");
    }

    private static void BlankItems(Stream copy, Stream photo, Box place)
    {
        if (place.End - place.Start > LargestMeta)
            throw new InvalidDataException("The picture is described at a length that no camera needs.");
        var meta = new byte[place.End - place.Start];
        photo.Position = place.Start;
        photo.ReadExactly(meta);
        var inner = Boxes(meta, (int)(place.Content - place.Start) + 4, meta.Length).ToList();
        var described = inner.Where(b => b.Type == "iinf").SelectMany(b => Described(meta, b)).ToHashSet();
        var data = inner.FirstOrDefault(b => b.Type == "idat");
        var left = photo.Length * MostTimesOver;
        foreach (var (item, method, offset, length) in inner.Where(b => b.Type == "iloc").SelectMany(b => Places(meta, b)))
        {
            if (!described.Contains(item))
                continue;
            var start = method switch
            {
                0 => offset,
                1 when data is not null => checked(place.Start + data.Content + offset),
                _ => throw new InvalidDataException("An item lies where it cannot be found."),
            };

            // Without a length the item goes to the end of the file.
            var end = length == 0 ? photo.Length : checked(start + length);
            if ((left -= end - start) < 0)
                throw new InvalidDataException("The file describes itself again and again.");
            if (start > end || end > photo.Length)
                throw new InvalidDataException("An item lies behind the file.");
            Clear(copy, start, end);
        }

        foreach (var box in inner.Where(b => b.Type is "uuid" or "udta"))
            Clear(copy, place.Start + box.Content, place.Start + box.End);
    }

    private static void Clear(Stream copy, long start, long end)
    {
        copy.Position = start;
        for (var left = end - start; left > 0; left -= Zeros.Length)
            copy.Write(Zeros, 0, (int)Math.Min(Zeros.Length, left));
    }

    /// <summary>The outermost boxes.</summary>
    private static List<Box> Boxes(Stream photo)
    {
        var boxes = new List<Box>();
        var head = new byte[16];
        for (long at = 0; at + 8 <= photo.Length;)
        {
            photo.Position = at;
            photo.ReadExactly(head, 0, (int)Math.Min(head.Length, photo.Length - at));
            var (length, end) = Extent(head, 0, at, photo.Length);
            boxes.Add(new Box(System.Text.Encoding.ASCII.GetString(head, 4, 4), at, at + length, end));
            if (boxes.Count > MostBoxes)
                throw new InvalidDataException("The file has more parts than a picture.");
            at = end;
        }

        return boxes;
    }

    /// <summary>The length of a box's head, and where the box ends; a length of 0 goes to the end of all, one of 1 says that 8 bytes follow.</summary>
    private static (int Head, long End) Extent(byte[] bytes, int at, long start, long to)
    {
        long size = Read32(bytes, at);
        var head = 8;
        if (size == 1)
        {
            size = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(at + 8));
            head = 16;
        }

        var end = size == 0 ? to : checked(start + size);
        return end > to || end < start + head ? throw new InvalidDataException("A box is longer than its file.") : (head, end);
    }

    /// <summary>Items that describe the picture instead of being it: Exif, and MIME such as XMP.</summary>
    private static IEnumerable<uint> Described(byte[] meta, Box iinf)
    {
        var version = meta[iinf.Content];
        var entries = Boxes(meta, (int)iinf.Content + 4 + (version == 0 ? 2 : 4), (int)iinf.End);
        foreach (var entry in entries.Where(b => b.Type == "infe"))
        {
            var at = (int)entry.Content + 4;
            var isLong = meta[entry.Content] == 3;
            var item = isLong ? Read32(meta, at) : Read16(meta, at);
            var type = System.Text.Encoding.ASCII.GetString(meta, at + (isLong ? 6 : 4), 4);
            if (type is "Exif" or "mime" or "uri ")
                yield return item;
        }
    }

    /// <summary>Where items lie: each one's pieces.</summary>
    private static IEnumerable<(uint Item, int Method, long Offset, long Length)> Places(byte[] meta, Box iloc)
    {
        var version = meta[iloc.Content];
        var at = (int)iloc.Content + 4;
        var (offsetSize, lengthSize) = (meta[at] >> 4, meta[at] & 15);
        var (baseSize, indexSize) = (meta[at + 1] >> 4, version is 1 or 2 ? meta[at + 1] & 15 : 0);
        at += 2;
        var count = version < 2 ? Read16(meta, at) : Read32(meta, at);
        at += version < 2 ? 2 : 4;
        for (var n = 0u; n < count; n++)
        {
            var item = version < 2 ? Read16(meta, at) : Read32(meta, at);
            at += version < 2 ? 2 : 4;
            var method = 0;
            if (version is 1 or 2)
            {
                method = Read16(meta, at) & 15;
                at += 2;
            }

            at += 2;
            var from = Number(meta, ref at, baseSize);
            var pieces = Read16(meta, at);
            at += 2;
            if (pieces > 1 && offsetSize + lengthSize + indexSize == 0)
                throw new InvalidDataException("Many pieces lie at one place.");
            for (var piece = 0; piece < pieces; piece++)
            {
                at += indexSize;
                var offset = checked(from + Number(meta, ref at, offsetSize));
                yield return (item, method, offset, Number(meta, ref at, lengthSize));
            }
        }
    }

    /// <summary>The boxes of a stretch, one after another.</summary>
    private static IEnumerable<Box> Boxes(byte[] meta, int from, int to)
    {
        for (var at = from; at + 8 <= to;)
        {
            var (head, end) = Extent(meta, at, at, to);
            yield return new Box(System.Text.Encoding.ASCII.GetString(meta, at + 4, 4), at, at + head, end);
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

    private sealed record Box(string Type, long Start, long Content, long End);
}
