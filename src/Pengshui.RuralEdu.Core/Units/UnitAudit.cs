using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Units.Import;

namespace Pengshui.RuralEdu.Core.Units;

/// <summary>What the audit trail records of units: the codes, which never change once one was written, and the words for them.</summary>
public static class UnitAudit
{
#pragma warning disable CS1591 // Each constant says what it is; the words below are their documentation.
    public const string CreateUnit = "unit.create";
    public const string ChangeUnit = "unit.change";
    public const string CloseUnit = "unit.close";
    public const string MergeUnit = "unit.merge";
    public const string ReopenUnit = "unit.reopen";
    public const string ReadUnitList = "unit.list.read";
    public const string ImportUnits = "unit.list.import";
    public const string DiscardUnitList = "unit.list.discard";
#pragma warning restore CS1591

    /// <summary>Codes, kinds of objects, fields and values in the words that people use.</summary>
    public static AuditWords Words { get; } = new()
    {
        Actions = new Dictionary<string, string>
        {
            [CreateUnit] = "新建单位",
            [ChangeUnit] = "修改单位",
            [CloseUnit] = "停用单位",
            [MergeUnit] = "撤并单位",
            [ReopenUnit] = "恢复单位",
            [ReadUnitList] = "读入单位名单",
            [ImportUnits] = "导入单位名单",
            [DiscardUnitList] = "放弃单位名单",
        },
        ObjectTypes = new Dictionary<string, string>
        {
            [nameof(Unit)] = "单位",
            [nameof(UnitListDraft)] = "单位名单",
        },
    };
}
