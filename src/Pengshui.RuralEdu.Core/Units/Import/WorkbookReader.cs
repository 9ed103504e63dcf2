using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Notices;

namespace Pengshui.RuralEdu.Core.Units.Import;

/// <summary>
/// Takes the rows out of the first sheet of a workbook (.xlsx) that shows and holds something, row by row. What a merged cell shows, each of
/// its cells has.
/// </summary>
internal static partial class WorkbookReader
{
    // A list of 2000 rows and 20 columns has some 2 MB and 300 000 nodes.
    private const long LargestXml = 16L * 1024 * 1024;
    private const int MostNodes = 600_000;
    private const int MostMerged = 5000;

    private const string TooLarge = "这个工作簿展开后过大，不像一份单位名单，没有读取。请只留名单这一张工作表，或复制后粘贴。";
    private const string Broken = "这个工作簿已损坏，打不开。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。";
    private const string NoWorkbook = "这不是 Excel 工作簿。请上传 .xlsx 或 .csv 文件，也可以从表格里复制后粘贴。";

    // ECMA-376 part 1, 18.8.30: days and times by their number, those of Chinese versions too.
    private static readonly HashSet<uint> DayFormats = [14, 15, 16, 17, 22, .. Enumerable.Range(27, 10).Select(n => (uint)n), .. Enumerable.Range(50, 9).Select(n => (uint)n)];

    public static Result<IReadOnlyList<SheetRow>> Read(byte[] bytes)
    {
        try
        {
            return Refusal(bytes) is { } sentence ? Result.Refused(sentence) : Result.Success<IReadOnlyList<SheetRow>>(Rows(bytes));
        }
        catch (Exception exception) when (exception is InvalidDataException or XmlException or IOException or NotSupportedException or ArgumentException
            or OpenXmlPackageException or FormatException or InvalidOperationException or OverflowException or UriFormatException)
        {
            return Result.Refused(Broken);
        }
    }

    private static string? Refusal(byte[] bytes)
    {
        using var file = new MemoryStream(bytes, false);
        if (!ZipDirectory.IsShort(file))
            return TooLarge;
        using var archive = new ZipArchive(file, ZipArchiveMode.Read);
        if (archive.GetEntry("[Content_Types].xml") is null || archive.GetEntry("xl/workbook.xml") is null)
            return NoWorkbook;
        return new PackageGuard(LargestXml, MostNodes).Fits(archive) ? null : TooLarge;
    }

    private static List<SheetRow> Rows(byte[] bytes)
    {
        using var file = new MemoryStream(bytes, false);
        using var document = SpreadsheetDocument.Open(file, false);
        var book = document.WorkbookPart ?? throw new InvalidDataException("The workbook has no main part.");
        var cells = new CellTexts(book);
        foreach (var sheet in book.Workbook!.Sheets?.Elements<Sheet>() ?? [])
        {
            if (sheet.State is { } state && state.Value != SheetStateValues.Visible)
                continue;
            if (sheet.Id?.Value is { } id && book.GetPartById(id) is WorksheetPart part && Read(part, cells) is { Count: > 0 } rows)
                return rows;
        }

        return [];
    }

    private static List<SheetRow> Read(WorksheetPart part, CellTexts texts)
    {
        var rows = new List<(int Number, List<string> Cells)>();
        var merged = new List<string>();
        using var reader = OpenXmlReader.Create(part);
        var number = 0;
        while (reader.Read())
        {
            if (reader.ElementType == typeof(Row) && reader.IsStartElement)
            {
                var row = (Row)reader.LoadCurrentElement()!;
                number = row.RowIndex?.Value is { } index ? (int)Math.Min(index, int.MaxValue) : number + 1;
                if (rows.Count < SheetReader.MostRows && texts.Of(row) is var cells && cells.Exists(c => c.Length > 0))
                    rows.Add((number, cells));
            }
            else if (reader.ElementType == typeof(MergeCell) && reader.IsStartElement && merged.Count < MostMerged
                && reader.Attributes.FirstOrDefault(a => a.LocalName == "ref").Value is { } area)
            {
                merged.Add(area);
            }
        }

        foreach (var area in merged)
            Spread(area, rows);
        return [.. rows.Select(r => new SheetRow(r.Number, r.Cells))];
    }

    private static void Spread(string area, List<(int Number, List<string> Cells)> rows)
    {
        if (Area().Match(area) is not { Success: true } match)
            return;
        var (left, right) = (CellTexts.Column(match.Groups[1].Value), Math.Min(CellTexts.Column(match.Groups[3].Value), SheetReader.MostColumns - 1));
        var (top, bottom) = (Number(match.Groups[2].Value), Number(match.Groups[4].Value));
        if (rows.FirstOrDefault(r => r.Number == top).Cells is not { } first || left >= first.Count || first[left].Length == 0)
            return;
        var text = first[left];
        foreach (var (_, cells) in rows.Where(r => r.Number >= top && r.Number <= bottom))
        {
            while (cells.Count <= right)
                cells.Add("");
            for (var i = left; i <= right; i++)
                cells[i] = text;
        }
    }

    private static int Number(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;

    [GeneratedRegex(@"^\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})$", RegexOptions.CultureInvariant)]
    private static partial Regex Area();

    /// <summary>What cells show.</summary>
    private sealed partial class CellTexts
    {
        private readonly List<string> shared;
        private readonly List<bool> isDay;
        private readonly bool from1904;

        public CellTexts(WorkbookPart book)
        {
            shared = [.. (book.SharedStringTablePart?.SharedStringTable?.Elements<SharedStringItem>() ?? []).Select(Text)];
            var sheet = book.WorkbookStylesPart?.Stylesheet;
            var own = (sheet?.NumberingFormats?.Elements<NumberingFormat>() ?? [])
                .Where(f => f.NumberFormatId is not null && ShowsDay().IsMatch(Quoted().Replace(f.FormatCode?.Value ?? "", ""))).Select(f => f.NumberFormatId!.Value).ToHashSet();
            isDay = [.. (sheet?.CellFormats?.Elements<CellFormat>() ?? []).Select(f => f.NumberFormatId?.Value is { } id && (DayFormats.Contains(id) || own.Contains(id)))];
            from1904 = book.Workbook?.WorkbookProperties?.Date1904?.Value == true;
        }

        /// <summary>A, B … AA as 0, 1 … 26.</summary>
        public static int Column(string letters) => letters.Aggregate(0, (column, letter) => (column * 26) + (letter - 'A' + 1)) - 1;

        public List<string> Of(Row row)
        {
            var cells = new List<string>();
            foreach (var cell in row.Elements<Cell>())
            {
                var letters = (cell.CellReference?.Value ?? "").TakeWhile(char.IsAsciiLetterUpper).Take(4).ToArray();
                var column = letters.Length == 0 ? cells.Count : Column(new string(letters));
                if (column >= SheetReader.MostColumns)
                    break;
                while (cells.Count <= column)
                    cells.Add("");
                cells[column] = Of(cell).Trim();
            }

            return cells;
        }

        private string Of(Cell cell)
        {
            var value = cell.CellValue?.Text ?? "";
            if (cell.DataType is not { } type || type.Value == CellValues.Number)
                return Number(value, cell.StyleIndex?.Value is { } style && style < isDay.Count && isDay[(int)style]);
            if (type.Value == CellValues.SharedString)
                return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < shared.Count ? shared[at] : "";
            if (type.Value == CellValues.InlineString)
                return cell.InlineString is { } inline ? Text(inline) : "";
            return type.Value == CellValues.Date && value.Length >= 10 ? value[..10] : value;
        }

        // 标识码 kept as a number is written out in full; a day is the number of days since 1900 or 1904.
        private string Number(string value, bool day)
        {
            if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
                return value;
            if (day && number is >= 1 and < 2_958_466)
                return DateTime.FromOADate(number + (from1904 ? 1462 : 0)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            return Math.Abs(number) < 1e15 && number == Math.Truncate(number)
                ? number.ToString("0", CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture);
        }

        // Without what says how it is pronounced.
        private static string Text(OpenXmlElement item) =>
            string.Concat(item.Elements().Select(e => e switch { Text text => text.Text, Run run => run.Text?.Text, _ => null }));

        [GeneratedRegex("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.", RegexOptions.CultureInvariant)]
        private static partial Regex Quoted();

        [GeneratedRegex("[yd年日]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
        private static partial Regex ShowsDay();
    }
}
