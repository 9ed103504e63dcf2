using System.Globalization;
using System.Text;

namespace Pengshui.RuralEdu.Notices.Tests;

/// <summary>
/// Makes PDFs as an office program prints a notice: lines of 28 characters, paragraphs indented by two, titles centred, page numbers below.
/// The font is named but not embedded; a ToUnicode map says what its codes mean.
/// </summary>
internal static class PdfFile
{
    private const int PerLine = 28;
    private const int LinesPerPage = 22;
    private const int Size = 16;

    public static byte[] Of(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).SelectMany(Wrap).ToList();
        return Of(lines.Chunk(LinesPerPage).ToList());
    }

    /// <summary>A page of lines that stand where they are put, in points from the lower left corner; letters and digits are 16 wide.</summary>
    public static byte[] Laid(IEnumerable<(int X, int Y, string Text)> lines) => Placed([[.. lines]]);

    /// <summary>Pages of such lines, and the lines that are drawn on each of them.</summary>
    public static byte[] Laid(IEnumerable<IEnumerable<(int X, int Y, string Text)>> pages, params (int X1, int Y1, int X2, int Y2)[] drawn) => Placed([.. pages.Select(p => p.ToArray())], drawn);

    /// <summary>A page without a text layer.</summary>
    public static byte[] Scan() => Of([[]]);

    private static IEnumerable<(int Indent, string Text)> Wrap(string paragraph)
    {
        var words = paragraph.Trim();
        if (words.Length <= PerLine && !words.AsSpan().ContainsAny("。；：、（"))
        {
            yield return ((PerLine - words.Length) / 2, words);
            yield break;
        }

        var width = PerLine - 2;
        for (var (at, indent) = (0, words.EndsWith('：') ? 0 : 2); at < words.Length; at += width, indent = 0, width = PerLine)
        {
            width = indent == 2 ? PerLine - 2 : PerLine;
            yield return (indent, words.Substring(at, Math.Min(width, words.Length - at)));
            if (at + width >= words.Length)
                yield break;
        }
    }

    private static byte[] Of(List<(int Indent, string Text)[]> pages) => Placed(
    [
        .. pages.Select((lines, page) => lines.Select((l, i) => (70 + (l.Indent * Size), 760 - (29 * i), l.Text))
            .Concat(lines.Length > 0 ? [(280, 40, $"- {page + 1} -")] : []).ToArray()),
    ]);

    private static byte[] Placed(List<(int X, int Y, string Text)[]> pages, params (int X1, int Y1, int X2, int Y2)[] drawn)
    {
        var codes = new Dictionary<char, int>();
        var objects = new List<string> { "", "", "", "", "" };
        var kids = new List<int>();
        for (var page = 0; page < pages.Count; page++)
        {
            var content = new StringBuilder("BT /F1 16 Tf\n");
            foreach (var (x, y, text) in pages[page])
                content.Append(CultureInfo.InvariantCulture, $"1 0 0 1 {x} {y} Tm <{Hex(text, codes)}> Tj\n");
            content.Append("ET");
            foreach (var (x1, y1, x2, y2) in drawn)
                content.Append(CultureInfo.InvariantCulture, $"\n{x1} {y1} m {x2} {y2} l S");
            objects.Add($"<< /Length {content.Length} >>\nstream\n{content}\nendstream");
            objects.Add($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {objects.Count} 0 R >>");
            kids.Add(objects.Count);
        }

        objects[0] = "<< /Type /Catalog /Pages 2 0 R >>";
        objects[1] = $"<< /Type /Pages /Count {kids.Count} /Kids [{string.Join(' ', kids.Select(k => $"{k} 0 R"))}] >>";
        objects[2] = "<< /Type /Font /Subtype /Type0 /BaseFont /FangSong /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>";
        objects[3] = "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /FangSong /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /FangSong /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >> >>";
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
        foreach (var chunk in codes.Chunk(100))
            map.Append(CultureInfo.InvariantCulture, $"{chunk.Length} beginbfchar\n").AppendJoin('\n', chunk.Select(c => $"<{c.Value:X4}> <{(int)c.Key:X4}>")).Append("\nendbfchar\n");
        map.Append("endcmap end end");
        objects[4] = $"<< /Length {map.Length} >>\nstream\n{map}\nendstream";
        return Written(objects);
    }

    private static string Hex(string text, Dictionary<char, int> codes) => string.Concat(text.Select(c =>
    {
        if (!codes.TryGetValue(c, out var code))
            codes.Add(c, code = codes.Count + 1);
        return code.ToString("X4", CultureInfo.InvariantCulture);
    }));

    private static byte[] Written(List<string> objects)
    {
        var file = new StringBuilder("%PDF-1.7\n");
        var places = new List<int>();
        for (var i = 0; i < objects.Count; i++)
        {
            places.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var start = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
            file.Append(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n");
        file.Append(CultureInfo.InvariantCulture, $"trailer << /Size {objects.Count + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF");
        return Encoding.Latin1.GetBytes(file.ToString());
    }
}
