using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Pengshui.RuralEdu.Web.Tests.Plans;

/// <summary>Documents made to bring a reader down.</summary>
public static class HostileDocuments
{
    private const string Types = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    private const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    /// <summary>A .docx whose main part nests without end and has a name that does not look like XML.</summary>
    public static byte[] Nested() => Package(
        "word/main.bin", $"<w:document xmlns:w='{Word}'><w:body>{string.Concat(Enumerable.Repeat("<w:sdt><w:sdtContent>", 100_000))}");

    /// <summary>A .docx whose main part, under such a name, unpacks to 100 MB of blanks.</summary>
    public static byte[] Bomb() => Package("word/main.bin", $"<w:document xmlns:w='{Word}'><w:body>{new string(' ', 100_000_000)}</w:body></w:document>");

    /// <summary>A .docx with more entries than any document has.</summary>
    public static byte[] ManyEntries() => Package(
        "word/document.xml", $"<w:document xmlns:w='{Word}'><w:body/></w:document>", [.. Enumerable.Range(0, 60_000).Select(n => $"x/{n}")]);

    /// <summary>A PDF of two kilobytes: each form paints the next one twice.</summary>
    public static byte[] NestedForms()
    {
        const int Forms = 24;
        var objects = new List<string>
        {
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /F 5 0 R >> >> /Contents 4 0 R >>",
            Stream("", "/F Do /F Do"),
        };
        for (var n = 0; n < Forms; n++)
        {
            objects.Add(n == Forms - 1
                ? Stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /T << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>", "BT /T 9 Tf (aaaaaaaaaaaaaaaa) Tj ET")
                : Stream($"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F {n + 6} 0 R >> >>", "/F Do /F Do"));
        }

        return Written(objects);
    }

    private static string Stream(string entries, string content) => $"<< {entries} /Length {content.Length} >>\nstream\n{content}\nendstream";

    private static byte[] Written(List<string> objects)
    {
        var file = new StringBuilder("%PDF-1.7\n");
        var places = new List<int>();
        foreach (var content in objects)
        {
            places.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{places.Count} 0 obj\n{content}\nendobj\n");
        }

        var start = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
            file.Append(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n");
        file.Append(CultureInfo.InvariantCulture, $"trailer << /Size {objects.Count + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    private static byte[] Package(string main, string content, params string[] empty)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, true))
        {
            Add(archive, "[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
                + "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/><Default Extension='xml' ContentType='application/xml'/>"
                + $"<Override PartName='/{main}' ContentType='{Types}'/></Types>");
            Add(archive, "_rels/.rels", "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='a' "
                + $"Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='{main}'/></Relationships>");
            Add(archive, main, content);
            if (main != "word/document.xml")
                Add(archive, "word/document.xml", "<a/>");
            foreach (var name in empty)
                archive.CreateEntry(name);
        }

        return stream.ToArray();
    }

    private static void Add(ZipArchive archive, string name, string content)
    {
        using var writer = new StreamWriter(archive.CreateEntry(name).Open());
        writer.Write(content);
    }
}
