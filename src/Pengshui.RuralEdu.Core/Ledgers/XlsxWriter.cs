using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Ledgers;

/// <summary>
/// Writes a workbook of one sheet straight into a stream that cannot seek, line by line and never waiting in a
/// synchronous write (why by hand: docs/adr/0010). Numbers and days are typed cells; texts are inline strings, which no
/// spreadsheet runs as a formula, and those that look like one carry the mark that keeps them a text when they are edited.
/// </summary>
internal sealed partial class XlsxWriter : ITableWriter
{
    /// <summary>Rows of a sheet without its head.</summary>
    public const int MostRows = 1_048_575;

    private const int BufferSize = 1 << 16;

    private readonly BufferedOutput outbox;
    private readonly ZipArchive zip;
    private readonly IReadOnlyList<LedgerColumn> columns;
    private readonly StringBuilder buffer = new(BufferSize * 2);
    private readonly string[] letters;
    private StreamWriter encoder = StreamWriter.Null;
    private int row;

    private XlsxWriter(Stream output, IReadOnlyList<LedgerColumn> columns)
    {
        outbox = new BufferedOutput(output);
        zip = new ZipArchive(outbox, ZipArchiveMode.Create, leaveOpen: true);
        this.columns = columns;
        letters = [.. columns.Select((_, i) => Letters(i))];
    }

    /// <summary>Begins a file.</summary>
    public static async Task<XlsxWriter> OpenAsync(Stream output, string title, IReadOnlyList<LedgerColumn> columns, CancellationToken cancellationToken)
    {
        var writer = new XlsxWriter(output, columns);
        foreach (var (name, content) in XlsxParts.All(title))
            writer.Add(name, content);
        writer.Begin();
        await writer.FlushAsync(cancellationToken);
        return writer;
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(object?[] cells, CancellationToken cancellationToken)
    {
        Append(cells, isHead: false);
        if (buffer.Length >= BufferSize)
            await FlushAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        buffer.Append("</sheetData><autoFilter ref=\"A1:").Append(letters[^1]).Append(row).Append("\"/></worksheet>");
        Write();
        encoder.Dispose();
        zip.Dispose();
        await outbox.PassOnAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => outbox.DisposeAsync();

    private void Begin()
    {
        var sheet = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
        encoder = new StreamWriter(sheet, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferSize);
        buffer.Append("""<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>""");
        for (var i = 0; i < columns.Count; i++)
            buffer.Append(CultureInfo.InvariantCulture, $"""<col min="{i + 1}" max="{i + 1}" width="{columns[i].Width}" customWidth="1"/>""");
        buffer.Append("</cols><sheetData>");
        Append([.. columns.Select(c => c.Heading)], isHead: true);
    }

    private void Append(object?[] cells, bool isHead)
    {
        row++;
        buffer.Append("<row r=\"").Append(row).Append("\">");
        for (var i = 0; i < cells.Length; i++)
        {
            switch (cells[i])
            {
                case null or "":
                    break;
                case string text:
                    Cell(i, isHead ? XlsxParts.Head : Csv.LooksLikeFormula(text) ? XlsxParts.Quoted : XlsxParts.Text, " t=\"inlineStr\"");
                    buffer.Append("<is><t xml:space=\"preserve\">").Append(Escaped(text)).Append("</t></is></c>");
                    break;
                case DateOnly day:
                    Number(i, XlsxParts.Day, day.DayNumber - Epoch.DayNumber);
                    break;
                case DateTime moment:
                    Number(i, XlsxParts.Moment, Math.Round((decimal)(moment - Epoch.ToDateTime(TimeOnly.MinValue)).TotalDays, 8));
                    break;
                case int or decimal or long:
                    Number(i, XlsxParts.Number, (IFormattable)cells[i]!);
                    break;
                default:
                    throw new ArgumentException($"A cell cannot be a {cells[i]!.GetType().Name}.", nameof(cells));
            }
        }

        buffer.Append("</row>");
    }

    // Day 0 of workbooks, by which the days after February 1900 come right.
    private static readonly DateOnly Epoch = new(1899, 12, 30);

    private void Number(int column, int style, IFormattable value)
    {
        Cell(column, style, "");
        buffer.Append("<v>").Append(value.ToString(null, CultureInfo.InvariantCulture)).Append("</v></c>");
    }

    private void Cell(int column, int style, string type) =>
        buffer.Append("<c r=\"").Append(letters[column]).Append(row).Append("\" s=\"").Append(style).Append('"').Append(type).Append('>');

    // _x0041_ in a text would be read as the character with that number.
    private static string Escaped(string text) => SecurityElement.Escape(Coded().Replace(XmlText.Clean(text), "_x005F_"));

    private void Add(string name, string content)
    {
        using var part = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        part.Write(Encoding.UTF8.GetBytes(content));
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        Write();
        await outbox.PassOnAsync(cancellationToken);
    }

    private void Write()
    {
        foreach (var chunk in buffer.GetChunks())
            encoder.Write(chunk.Span);
        encoder.Flush();
        buffer.Clear();
    }

    private static string Letters(int column) => column < 26 ? $"{(char)('A' + column)}" : Letters((column / 26) - 1) + (char)('A' + (column % 26));

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)", RegexOptions.CultureInvariant)]
    private static partial Regex Coded();
}
