using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Pengshui.RuralEdu.Notices;

/// <summary>The filters of a PDF's streams, held to a size: a stream of 20 MB could otherwise become one of 20 GB.</summary>
internal sealed class PdfFilters : BaseFilterProvider
{
    private const long LargestStream = 64L * 1024 * 1024;
    private const int LargestOldStream = 256 * 1024;

    private PdfFilters(Dictionary<string, IFilter> filters)
        : base(filters)
    {
    }

    /// <summary>Filters for one document.</summary>
    public static PdfFilters Create()
    {
        var flate = new Bounded(new FlateFilter(), Inflates);

        // LZW and run lengths are not used by programs of this century; a long one is not a notice.
        var lzw = new Bounded(new LzwFilter(), data => data.Length <= LargestOldStream);
        var runs = new Bounded(new RunLengthFilter(), data => data.Length <= LargestOldStream);
        var ascii85 = new Ascii85Filter();
        var hex = new AsciiHexDecodeFilter();
        return new PdfFilters(new Dictionary<string, IFilter>
        {
            ["FlateDecode"] = flate, ["Fl"] = flate,
            ["LZWDecode"] = lzw, ["LZW"] = lzw,
            ["RunLengthDecode"] = runs, ["RL"] = runs,
            ["ASCII85Decode"] = ascii85, ["A85"] = ascii85,
            ["ASCIIHexDecode"] = hex, ["AHx"] = hex,
            ["DCTDecode"] = new DctDecodeFilter(), ["DCT"] = new DctDecodeFilter(),
            ["JPXDecode"] = new JpxDecodeFilter(),
            ["JBIG2Decode"] = new Jbig2DecodeFilter(),
            ["CCITTFaxDecode"] = new CcittFaxDecodeFilter(), ["CCF"] = new CcittFaxDecodeFilter(),
        });
    }

    private static bool Inflates(Memory<byte> data)
    {
        var bytes = data.ToArray();
        using var stream = new DeflateStream(new MemoryStream(bytes, Math.Min(2, bytes.Length), Math.Max(0, bytes.Length - 2), false), CompressionMode.Decompress);
        var buffer = new byte[81920];
        try
        {
            long total = 0;
            for (int count; (count = stream.Read(buffer)) > 0;)
            {
                total += count;
                if (total > LargestStream)
                    return false;
            }
        }
        catch (InvalidDataException)
        {
            // The real filter has its own way with damaged streams, which never become larger than what was read so far.
        }

        return true;
    }

    private sealed class Bounded(IFilter inner, Func<Memory<byte>, bool> fits) : IFilter
    {
        public bool IsSupported => inner.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex) =>
            fits(input) ? inner.Decode(input, streamDictionary, filterProvider, filterIndex) : throw new InvalidDataException("A stream of the PDF is too large.");
    }
}
