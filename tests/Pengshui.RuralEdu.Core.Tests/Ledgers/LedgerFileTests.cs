using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Pengshui.RuralEdu.Core.Ledgers;

namespace Pengshui.RuralEdu.Core.Tests.Ledgers;

public sealed class LedgerFileTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly LedgerColumn[] Columns = [new("文字", 20), new("数", 8), new("日期", 14), new("时间", 18)];

    private static readonly string[] Hostile =
        ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠A1", "\t=1", "\r=1", "=cmd|'/c calc'!A0", "<b>&\"'", "第一行\n第二行", "a\u0001b\uD800c", "_x0041_", " 前后空格 "];

    [Fact]
    public async Task A_workbook_is_valid_and_its_cells_are_typed_under_a_frozen_head()
    {
        using var file = await WorkbookAsync(["甲", 12.5m, new DateOnly(2023, 10, 20), new DateTime(2023, 10, 20, 14, 30, 0)], [null, 3, null, null]);
        using var book = SpreadsheetDocument.Open(file, isEditable: false);

        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(book, Cancel).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}"));
        var sheet = book.WorkbookPart!.WorksheetParts.Single().Worksheet!;
        var pane = sheet.Descendants<Pane>().Single();
        Assert.Equal((1d, PaneStateValues.Frozen), (pane.VerticalSplit!.Value, pane.State!.Value));
        Assert.Equal([20d, 8d, 14d, 18d], sheet.Descendants<Column>().Select(c => c.Width!.Value));
        Assert.Equal("A1:D3", sheet.Descendants<AutoFilter>().Single().Reference!.Value);

        var cells = sheet.Descendants<Row>().ElementAt(1).Elements<Cell>().ToList();
        Assert.Equal(["甲", "12.5", "45219", "45219.60416667"], cells.Select(c => c.InnerText));
        Assert.Equal([CellValues.InlineString, null, null, null], cells.Select(c => c.DataType?.Value));
        var formats = book.WorkbookPart.WorkbookStylesPart!.Stylesheet!;
        Assert.Equal(["@", "General", @"yyyy\-mm\-dd", @"yyyy\-mm\-dd\ hh:mm"], cells.Select(c => FormatOf(formats, c)));
        Assert.Equal(["B3"], sheet.Descendants<Row>().ElementAt(2).Elements<Cell>().Select(c => c.CellReference!.Value));
        Assert.Equal(new DateOnly(2023, 10, 20), DateOnly.FromDateTime(DateTime.FromOADate(double.Parse(cells[2].InnerText, CultureInfo.InvariantCulture))));
    }

    [Fact]
    public async Task Nothing_that_was_typed_runs_as_a_formula_and_nothing_of_it_is_lost()
    {
        using var file = await WorkbookAsync([.. Hostile.Select(text => new object?[] { text, null, null, null })]);
        using var book = SpreadsheetDocument.Open(file, isEditable: false);
        var sheet = book.WorkbookPart!.WorksheetParts.Single().Worksheet!;

        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(book, Cancel).Select(e => e.Description));
        Assert.Empty(sheet.Descendants<CellFormula>());
        var cells = sheet.Descendants<Row>().Skip(1).Select(r => r.Elements<Cell>().Single()).ToList();
        Assert.All(cells, c => Assert.Equal(CellValues.InlineString, c.DataType!.Value));
        Assert.Equal(
            Hostile.Select(t => t.Replace("\u0001", "").Replace("\uD800", "").Replace("\r", "\n").Replace("_x0041_", "_x005F_x0041_")),
            cells.Select(c => c.InnerText));
        var formats = book.WorkbookPart.WorkbookStylesPart!.Stylesheet!.CellFormats!.Elements<CellFormat>().ToList();
        Assert.Equal(Hostile.Take(11), cells.Where(c => formats[(int)c.StyleIndex!.Value].QuotePrefix?.Value == true).Select((_, i) => Hostile[i]));
    }

    [Fact]
    public async Task A_CSV_has_its_mark_its_quotes_and_an_apostrophe_before_what_looks_like_a_formula()
    {
        using var stream = new MemoryStream();
        await using (var csv = await CsvWriter.OpenAsync(stream, Columns, Cancel))
        {
            await csv.WriteAsync(["=1+1,\"a\"", 12.50m, new DateOnly(2023, 10, 20), new DateTime(2023, 10, 20, 14, 30, 0)], Cancel);
            await csv.WriteAsync(["＝1+1", null, null, null], Cancel);
            await csv.FinishAsync(Cancel);
        }

        var text = System.Text.Encoding.UTF8.GetString(stream.ToArray());
        Assert.Equal("\uFEFF文字,数,日期,时间\r\n\"'=1+1,\"\"a\"\"\",12.5,2023-10-20,2023-10-20 14:30\r\n'＝1+1,,,\r\n", text);
    }

    [Fact]
    public async Task A_cell_of_another_kind_is_a_mistake_of_the_program() =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await WorkbookAsync([true, null, null, null]));

    private static string FormatOf(Stylesheet styles, Cell cell)
    {
        var id = styles.CellFormats!.Elements<CellFormat>().ElementAt((int)cell.StyleIndex!.Value).NumberFormatId!.Value;
        return id switch
        {
            0 => "General",
            49 => "@",
            _ => styles.NumberingFormats!.Elements<NumberingFormat>().Single(f => f.NumberFormatId!.Value == id).FormatCode!.Value!,
        };
    }

    private static async Task<MemoryStream> WorkbookAsync(params object?[][] rows)
    {
        var stream = new MemoryStream();
        await using (var writer = await XlsxWriter.OpenAsync(new OneWay(stream), "台账", Columns, Cancel))
        {
            foreach (var row in rows)
                await writer.WriteAsync(row, Cancel);
            await writer.FinishAsync(Cancel);
        }

        stream.Position = 0;
        return stream;
    }

    /// <summary>A stream like a web answer's: it cannot seek, and a synchronous write throws.</summary>
    private sealed class OneWay(Stream output) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => output.WriteAsync(buffer, cancellationToken);

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => output.WriteAsync(buffer, offset, count, cancellationToken);

        public override Task FlushAsync(CancellationToken cancellationToken) => output.FlushAsync(cancellationToken);

        public override void Flush() => throw new NotSupportedException();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
