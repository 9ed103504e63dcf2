using System.IO.Compression;
using System.Xml;

namespace Pengshui.RuralEdu.Notices;

/// <summary>
/// Looks at a .docx before anything takes it apart: how many parts, how large they become, how deep they nest (<see cref="PackageGuard"/>).
/// </summary>
internal static class WordGuard
{
    private const long LargestXml = 48L * 1024 * 1024;
    private const int MostNodes = 800_000;

    private const string TooLarge = "这份 Word 文件展开后过大，不像一份通知，没有读取。请把文字粘贴到页面上。";
    private const string Broken = "这份 Word 文件已损坏，打不开。请用 Word 或 WPS 打开后另存为 .docx 再上传。";

    /// <summary>Why the file is not to be opened, or null.</summary>
    public static string? Refusal(byte[] bytes)
    {
        try
        {
            using var file = new MemoryStream(bytes, false);
            if (!ZipDirectory.IsShort(file))
                return TooLarge;
            using var archive = new ZipArchive(file, ZipArchiveMode.Read);
            if (archive.GetEntry("OFD.xml") is not null)
                return "这是 OFD 文件。请另存为 PDF 或 Word（.docx）后再上传。";
            if (archive.GetEntry("[Content_Types].xml") is null || archive.GetEntry("word/document.xml") is null)
                return "这不是 Word 文件。请上传 .docx、PDF 或文本文件，也可以把文字粘贴到页面上。";
            return new PackageGuard(LargestXml, MostNodes).Fits(archive) ? null : TooLarge;
        }
        catch (Exception exception) when (exception is InvalidDataException or XmlException or IOException or NotSupportedException or ArgumentException)
        {
            return Broken;
        }
    }

    /// <summary>The sentence for a file that the guard let pass but that cannot be read.</summary>
    public static string BrokenFile => Broken;
}
