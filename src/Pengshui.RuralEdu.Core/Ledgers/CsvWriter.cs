using System.Globalization;
using System.Text;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Ledgers;

/// <summary>Writes a table line by line.</summary>
internal interface ITableWriter : IAsyncDisposable
{
    /// <summary>A line.</summary>
    ValueTask WriteAsync(object?[] cells, CancellationToken cancellationToken);

    /// <summary>Ends the file; without it the file is torn.</summary>
    ValueTask FinishAsync(CancellationToken cancellationToken);
}

/// <summary>CSV by RFC 4180, UTF-8 with a mark, formulas disarmed as <see cref="Csv"/> does it.</summary>
internal sealed class CsvWriter : ITableWriter
{
    private readonly StreamWriter writer;

    private CsvWriter(Stream output) =>
        writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\r\n" };

    public static async Task<CsvWriter> OpenAsync(Stream output, IReadOnlyList<LedgerColumn> columns, CancellationToken cancellationToken)
    {
        var csv = new CsvWriter(output);
        await csv.WriteAsync([.. columns.Select(c => c.Heading)], cancellationToken);
        return csv;
    }

    public async ValueTask WriteAsync(object?[] cells, CancellationToken cancellationToken) =>
        await writer.WriteLineAsync(Csv.Line(cells.Select(Text)).AsMemory(), cancellationToken);

    public async ValueTask FinishAsync(CancellationToken cancellationToken) => await writer.FlushAsync(cancellationToken);

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private static string? Text(object? cell) => cell switch
    {
        null => null,
        string text => text,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.####", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A cell cannot be a {cell.GetType().Name}.", nameof(cell)),
    };
}
