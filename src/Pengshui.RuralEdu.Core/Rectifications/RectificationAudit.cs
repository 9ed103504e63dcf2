using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Rectifications;

/// <summary>What the audit trail records of rectifications: the codes, which never change once one was written, and the words for them.</summary>
public static class RectificationAudit
{
#pragma warning disable CS1591 // Each constant says what it is; the words below are their documentation.
    public const string IssueRectification = "rectification.issue";
    public const string ReportRectification = "rectification.report";
    public const string SubmitRectification = "rectification.submit";
    public const string CloseRectification = "rectification.close";
    public const string ReturnRectification = "rectification.return";
    public const string ExtendRectification = "rectification.extend";
    public const string ScheduleLookBack = "rectification.schedule-look-back";
    public const string PassLookBack = "rectification.pass-look-back";
    public const string ReopenRectification = "rectification.reopen";
    public const string AddRectificationFile = "rectification.add-file";
    public const string RemoveRectificationFile = "rectification.remove-file";
    public const string HandOverRectification = "rectification.hand-over";
#pragma warning restore CS1591

    /// <summary>Codes, kinds of objects, fields and values in the words that people use.</summary>
    public static AuditWords Words { get; } = new()
    {
        Actions = new Dictionary<string, string>
        {
            [IssueRectification] = "签发整改",
            [ReportRectification] = "报送整改措施",
            [SubmitRectification] = "提交整改",
            [CloseRectification] = "销号",
            [ReturnRectification] = "退回整改",
            [ExtendRectification] = "调整整改期限",
            [ScheduleLookBack] = "安排回头看",
            [PassLookBack] = "回头看合格",
            [ReopenRectification] = "重新整改",
            [AddRectificationFile] = "上传整改佐证",
            [RemoveRectificationFile] = "移除整改佐证",
            [HandOverRectification] = "移交整改",
        },
        ObjectTypes = new Dictionary<string, string>
        {
            [nameof(Rectification)] = "整改",
            [nameof(RectificationFile)] = "整改佐证",
        },
        Fields = new Dictionary<string, string>
        {
            [nameof(RectificationFile.RemovedAt)] = "移除时间",
        },
    };
}
