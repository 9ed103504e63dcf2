using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Inspections;

/// <summary>What the audit trail records of inspections: the codes, which never change once one was written, and the words for them.</summary>
public static class InspectionAudit
{
#pragma warning disable CS1591 // Each constant says what it is; the words below are their documentation.
    public const string SaveInspection = "inspection.save-draft";
    public const string DiscardInspection = "inspection.discard";
    public const string IssueInspection = "inspection.issue";
    public const string SupplementInspection = "inspection.supplement";
    public const string AddPhoto = "inspection.add-photo";
    public const string RemovePhoto = "inspection.remove-photo";
#pragma warning restore CS1591

    /// <summary>Codes, kinds of objects, fields and values in the words that people use.</summary>
    public static AuditWords Words { get; } = new()
    {
        Actions = new Dictionary<string, string>
        {
            [SaveInspection] = "保存督查草稿",
            [DiscardInspection] = "删除督查草稿",
            [IssueInspection] = "签发督查记录",
            [SupplementInspection] = "补充督查记录",
            [AddPhoto] = "上传照片",
            [RemovePhoto] = "移除照片",
        },
        ObjectTypes = new Dictionary<string, string>
        {
            [nameof(Inspection)] = "督查记录",
        },
    };
}
