using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Demonstration;

/// <summary>What the audit trail records of the demonstration: the codes, which never change once one was written, and the words for them.</summary>
public static class DemonstrationAudit
{
#pragma warning disable CS1591 // Each constant says what it is; the words below are their documentation.
    public const string SeedDemonstration = "demo.seed";
#pragma warning restore CS1591

    /// <summary>Codes, kinds of objects, fields and values in the words that people use.</summary>
    public static AuditWords Words { get; } = new()
    {
        Actions = new Dictionary<string, string>
        {
            [SeedDemonstration] = "载入演示数据",
        },
    };
}
