using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Audit;

/// <summary>What the audit trail records of the audit trail itself: the codes, which never change once one was written, and the words for them.</summary>
public static class TrailAudit
{
#pragma warning disable CS1591 // Each constant says what it is; the words below are their documentation.
    public const string VerifyAudit = "audit.verify";
    public const string ExportAudit = "audit.export";
    public const string RotateAuditKey = "audit.rotate-key";
    public const string FindChangedEnd = "audit.find-changed-end";
#pragma warning restore CS1591

    /// <summary>Codes, kinds of objects, fields and values in the words that people use.</summary>
    public static AuditWords Words { get; } = new()
    {
        Actions = new Dictionary<string, string>
        {
            [VerifyAudit] = "校验留痕",
            [RotateAuditKey] = "更换留痕密钥",
            [FindChangedEnd] = "发现留痕的末尾被改动",
            [ExportAudit] = "导出留痕",
        },
        ObjectTypes = new Dictionary<string, string>
        {
            [nameof(AuditEntry)] = "留痕",
        },
    };
}
