using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Files;

/// <summary>What the audit trail records of uploaded files: the codes, which never change once one was written, and the words for them.</summary>
public static class FileAudit
{
#pragma warning disable CS1591 // Each constant says what it is; the words below are their documentation.
    public const string FindChangedFile = "file.find-changed";
    public const string MissFile = "file.miss";
    public const string RefuseInfected = "file.refuse-infected";
#pragma warning restore CS1591

    /// <summary>Codes, kinds of objects, fields and values in the words that people use.</summary>
    public static AuditWords Words { get; } = new()
    {
        Actions = new Dictionary<string, string>
        {
            [FindChangedFile] = "发现文件被改动",
            [RefuseInfected] = "拒收带病毒的文件",
            [MissFile] = "发现文件丢失",
        },
    };
}
