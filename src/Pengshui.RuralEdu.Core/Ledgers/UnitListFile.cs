using Pengshui.RuralEdu.Core.Units;
using Pengshui.RuralEdu.Core.Units.Import;

namespace Pengshui.RuralEdu.Core.Ledgers;

/// <summary>Writes the units into a workbook whose columns are those that a list is read by, so that it can be changed and read in again.</summary>
/// <param name="reader">All units.</param>
public sealed class UnitListFile(UnitReader reader)
{
    private const string Title = "单位名单";

    private static readonly int[] Widths = [32, 12, 16, 18, 18, 28, 14, 14];

    private static readonly object?[][] Examples =
    [
        ["示例镇", "乡镇街道", null, null, null, null, null, null],
        ["示例镇示例小学", "学校", "2150000000", "幼儿园、小学", "示例镇", null, new DateOnly(2005, 9, 1), null],
        ["示例村教学点", "教学点", null, "小学", "示例镇", "示例镇示例小学", null, null],
    ];

    /// <summary>The template: heads and a line of each kind to see how it is done.</summary>
    public static Task WriteTemplateAsync(Stream output, CancellationToken cancellationToken) => WriteAsync(output, Examples, cancellationToken);

    /// <summary>Every unit, also those that are closed.</summary>
    public async Task WriteAllAsync(Stream output, CancellationToken cancellationToken)
    {
        var directory = await reader.ReadAsync(cancellationToken);
        await WriteAsync(output, directory.All.Select(u => Line(u, directory)), cancellationToken);
    }

    private static object?[] Line(UnitEntry unit, UnitDirectory directory) =>
    [
        unit.Name, unit.Kind.Label(), unit.Code, unit.Stages.Label(), directory.Find(unit.TownshipId)?.Name, directory.Find(unit.SchoolId)?.Name, unit.OpenedOn, unit.ClosedOn,
    ];

    private static async Task WriteAsync(Stream output, IEnumerable<object?[]> lines, CancellationToken cancellationToken)
    {
        await using var writer = await XlsxWriter.OpenAsync(output, Title, [.. UnitColumns.Heads.Zip(Widths, (h, w) => new LedgerColumn(h, w))], cancellationToken);
        foreach (var line in lines)
            await writer.WriteAsync(line, cancellationToken);
        await writer.FinishAsync(cancellationToken);
    }
}
