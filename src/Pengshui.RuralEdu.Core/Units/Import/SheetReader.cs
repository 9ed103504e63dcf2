using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Notices;

namespace Pengshui.RuralEdu.Core.Units.Import;

/// <summary>
/// Takes the rows out of an uploaded or pasted sheet: .xlsx, .csv or text with tabs, in UTF-8, UTF-16 or GB18030. It goes by what the file
/// is, not by what it is called.
/// </summary>
public static class SheetReader
{
    /// <summary>Largest file, 5 MB.</summary>
    public const int LargestFile = 5 * 1024 * 1024;

    /// <summary>Longest pasted text.</summary>
    public const int LongestText = 2_000_000;

    // Above the heads there may be a title and notes; below them one row more than is taken shows that there are too many.
    internal const int MostRows = UnitColumns.MostRows + UnitColumns.HeadRows + 1;

    internal const int MostColumns = 60;

    // Characters among which the heads stand.
    private const int LongestHead = 2000;

    private const string NotASheet = "这个文件不是表格。请上传 Excel 工作簿（.xlsx）或 .csv 文件，也可以从表格里复制后粘贴。";

    /// <summary>The rows of a file, or a sentence that says why it cannot be read.</summary>
    /// <param name="content">The file; it is read once, from where it stands.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<Result<IReadOnlyList<SheetRow>>> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        var buffer = new byte[81920];
        for (int count; (count = await content.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (all.Length + count > LargestFile)
                return Result.Refused($"文件超过 {LargestFile / 1024 / 1024} MB，没有读入。请只留名单这一张工作表，或分成几个文件。");
            all.Write(buffer, 0, count);
        }

        return Read(all.ToArray());
    }

    /// <summary>The rows of pasted text.</summary>
    public static Result<IReadOnlyList<SheetRow>> Paste(string text) => text.Length > LongestText
        ? Result.Refused($"粘贴的内容超过 {LongestText / 10_000} 万字，没有读入。请分几次粘贴。")
        : Result.Success<IReadOnlyList<SheetRow>>(Lines(text));

    internal static Result<IReadOnlyList<SheetRow>> Read(byte[] bytes)
    {
        if (bytes.Length == 0)
            return Result.Refused("这个文件是空的，请重新选择。");
        var head = bytes.AsSpan(0, Math.Min(bytes.Length, 1024));
        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8))
            return WorkbookReader.Read(bytes);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            return Result.Refused(bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0
                ? "这个工作簿设了打开密码。请取消密码后再上传。"
                : "这是旧版 Excel 或 WPS 表格（.xls、.et）。请打开后另存为 .xlsx 再上传。");
        }

        if (head.IndexOf("%PDF-"u8) >= 0 || TextBytes.Decode(bytes) is not { } text || text.Contains('\0', StringComparison.Ordinal))
            return Result.Refused(NotASheet);
        return text.TrimStart().StartsWith('<')
            ? Result.Refused("这是网页格式的表格。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。")
            : Result.Success<IReadOnlyList<SheetRow>>(Lines(text));
    }

    private static List<SheetRow> Lines(string text)
    {
        using var reader = new StringReader(text);
        using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = Delimiter(text), BadDataFound = null, IgnoreBlankLines = false, MaxFieldSize = 0,
        });
        var rows = new List<SheetRow>();
        for (var number = 1; parser.Read() && rows.Count < MostRows; number++)
        {
            var cells = Enumerable.Range(0, Math.Min(parser.Count, MostColumns)).Select(i => parser[i]).ToList();
            if (cells.Exists(c => !string.IsNullOrWhiteSpace(c)))
                rows.Add(new SheetRow(number, cells));
        }

        return rows;
    }

    // What a spreadsheet program copies has tabs; what it saves as text has what the machine's language puts between values.
    private static string Delimiter(string text)
    {
        var head = text.AsSpan(0, Math.Min(text.Length, LongestHead));
        return head.Contains('\t') ? "\t" : head.Contains(',') || !head.Contains(';') ? "," : ";";
    }
}
