using System.Text.RegularExpressions;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Units.Import;

/// <summary>Finds the columns of a list by what their heads mean, in any order, and takes the rows below.</summary>
public static partial class UnitColumns
{
    /// <summary>Most rows of a list.</summary>
    public const int MostRows = 2000;

    /// <summary>Rows among which the heads are looked for.</summary>
    public const int HeadRows = 20;

    // Longer than any text that a unit has, so that what is cut is still refused as too long.
    private const int LongestCell = 200;
    private const int MostUnused = 30;

    private const string NoHeads = "没有找到表头。请在第一行写上“单位名称”“标识码”“类别”“学段”“所在乡镇街道”等列名，或下载模板填写。";

    /// <summary>The heads of the template, in order.</summary>
    public static IReadOnlyList<string> Heads { get; } = ["单位名称", "类别", "标识码", "学段", "所在乡镇街道", "所属学校", "启用日期", "停用日期"];

    private static readonly (string Column, string[] Heads)[] Meanings =
    [
        (nameof(UnitListRow.Name), ["单位名称", "学校名称", "名称", "校名", "单位", "学校", "学校全称", "单位全称", "全称", "机构名称", "教学点名称", "学校名", "单位名", "乡镇名称", "乡镇街道名称", "村名", "村名称"]),
        (nameof(UnitListRow.Code), ["标识码", "学校标识码", "单位标识码", "机构标识码", "学校代码", "机构代码", "单位代码", "代码", "学校标识号", "十位标识码", "10位标识码"]),
        (nameof(UnitListRow.Kind), ["类别", "单位类别", "单位类型", "类型", "单位性质"]),
        (nameof(UnitListRow.Stages), ["学段", "办学类型", "办学学段", "学校类别", "学校类型", "学校办学类型", "办学层次"]),
        (nameof(UnitListRow.Township), ["所在乡镇街道", "乡镇", "所在乡镇", "所属乡镇", "乡镇街道", "所属乡镇街道", "所在镇街", "镇街", "街道乡镇", "所在街道乡镇", "乡镇/街道", "所在乡镇/街道", "所属乡镇/街道", "所在乡"]),
        (nameof(UnitListRow.School), ["所属学校", "主管学校", "中心校", "所属中心校", "所属中心学校", "上级学校", "隶属学校", "中心学校"]),
        (nameof(UnitListRow.OpenedOn), ["启用日期", "启用时间", "建校日期", "建校时间", "成立日期", "成立时间", "设立日期", "开办日期", "办学时间"]),
        (nameof(UnitListRow.ClosedOn), ["停用日期", "停用时间", "撤并日期", "撤并时间", "停办日期", "停办时间", "撤销日期"]),
    ];

    private static readonly Dictionary<string, string> ColumnOf =
        Meanings.SelectMany(m => m.Heads.Select(h => (h, m.Column))).ToDictionary(p => p.h, p => p.Column);

    /// <summary>The list in a sheet, or why there is none.</summary>
    public static Result<UnitList> Read(IReadOnlyList<SheetRow> sheet)
    {
        var head = sheet.Take(HeadRows).MaxBy(r => Known(r).Count);
        if (head is null || Known(head) is not { Count: >= 2 } columns || !columns.ContainsKey(nameof(UnitListRow.Name)))
            return Result.Refused(NoHeads);
        var rows = sheet.Where(r => r.Number > head.Number && r.Cells.Any(c => !TypedText.IsEmpty(c))).Take(MostRows + 1).ToList();
        if (rows.Count == 0)
            return Result.Refused("表头下面没有内容。");
        if (rows.Count > MostRows)
            return Result.Refused($"这份名单超过 {MostRows} 行，请分几次导入。");
        var unused = head.Cells.Where((c, i) => !columns.ContainsValue(i)).Select(TypedText.Line).OfType<string>()
            .Select(c => TypedText.Cut(c, 20)).Where(c => !IdentityNumbers.AppearIn(c)).Take(MostUnused).ToList();
        return Result.Success(new UnitList([.. rows.Select(r => Row(r, columns))], unused));
    }

    private static Dictionary<string, int> Known(SheetRow row)
    {
        var known = new Dictionary<string, int>();
        for (var i = 0; i < row.Cells.Count; i++)
        {
            if (row.Cells[i].Length <= LongestCell && ColumnOf.TryGetValue(Plain(row.Cells[i]), out var column))
                known.TryAdd(column, i);
        }

        return known;
    }

    private static UnitListRow Row(SheetRow row, Dictionary<string, int> columns)
    {
        string? personal = null;
        string? Cell(string column)
        {
            if (!columns.TryGetValue(column, out var at) || at >= row.Cells.Count)
                return null;
            var text = row.Cells[at];
            if (IdentityNumbers.AppearIn(text))
            {
                personal ??= Meanings.Single(m => m.Column == column).Heads[0];
                return null;
            }

            return TypedText.Line(text) is { } line ? TypedText.Cut(line, LongestCell) : null;
        }

        return new UnitListRow(row.Number)
        {
            Name = Cell(nameof(UnitListRow.Name)),
            Code = Cell(nameof(UnitListRow.Code)),
            Kind = Cell(nameof(UnitListRow.Kind)),
            Stages = Cell(nameof(UnitListRow.Stages)),
            Township = Cell(nameof(UnitListRow.Township)),
            School = Cell(nameof(UnitListRow.School)),
            OpenedOn = Cell(nameof(UnitListRow.OpenedOn)),
            ClosedOn = Cell(nameof(UnitListRow.ClosedOn)),
            Personal = personal,
        };
    }

    // 学校（机构）标识码* is 学校标识码.
    private static string Plain(string head) => Aside().Replace(TypedText.Fold(head), "");

    [GeneratedRegex(@"\([^)]*\)|\[[^\]]*\]|[\s*:：]", RegexOptions.CultureInvariant)]
    private static partial Regex Aside();
}
