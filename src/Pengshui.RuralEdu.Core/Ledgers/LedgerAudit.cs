using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Ledgers;

/// <summary>What the audit trail records of ledgers: the codes, which never change once one was written, and the words for them.</summary>
public static class LedgerAudit
{
#pragma warning disable CS1591 // Each constant says what it is; the words below are their documentation.
    public const string ExportLedger = "ledger.export";
#pragma warning restore CS1591

    /// <summary>Codes, kinds of objects, fields and values in the words that people use.</summary>
    public static AuditWords Words { get; } = new()
    {
        Actions = new Dictionary<string, string>
        {
            [ExportLedger] = "导出台账",
        },
        ObjectTypes = new Dictionary<string, string>
        {
            ["Ledger"] = "台账",
        },
    };
}
