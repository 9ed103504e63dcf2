using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Handover;

/// <summary>What the audit trail records of handed over sections: the codes, which never change once one was written, and the words for them.</summary>
public static class HandoverAudit
{
#pragma warning disable CS1591 // Each constant says what it is; the words below are their documentation.
    public const string HandOverSection = "section.hand-over";
#pragma warning restore CS1591

    /// <summary>Codes, kinds of objects, fields and values in the words that people use.</summary>
    public static AuditWords Words { get; } = new()
    {
        Actions = new Dictionary<string, string>
        {
            [HandOverSection] = "撤并科室",
        },
    };
}
