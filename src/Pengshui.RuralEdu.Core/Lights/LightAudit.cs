using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>What the audit trail records of overridden lights: the codes, which never change once one was written, and the words for them.</summary>
public static class LightAudit
{
#pragma warning disable CS1591 // Each constant says what it is; the words below are their documentation.
    public const string OverrideLight = "light.override";
    public const string WithdrawOverride = "light.withdraw";
#pragma warning restore CS1591

    /// <summary>Codes, kinds of objects, fields and values in the words that people use.</summary>
    public static AuditWords Words { get; } = new()
    {
        Actions = new Dictionary<string, string>
        {
            [OverrideLight] = "改判灯色",
            [WithdrawOverride] = "撤销改判",
        },
        ObjectTypes = new Dictionary<string, string>
        {
            [nameof(LightOverride)] = "改判",
        },
        Fields = new Dictionary<string, string>
        {
            [nameof(LightOverride.WithdrawnAt)] = "撤销时间",
            [nameof(LightOverride.WithdrawnReason)] = "撤销理由",
        },
        Values = AuditWords.Of<Light>(light => light.Label()),
    };
}
