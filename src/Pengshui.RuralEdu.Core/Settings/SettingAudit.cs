using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Settings;

/// <summary>What the audit trail records of settings: the codes, which never change once one was written, and the words for them.</summary>
public static class SettingAudit
{
#pragma warning disable CS1591 // Each constant says what it is; the words below are their documentation.
    public const string ChangeSetting = "setting.change";
#pragma warning restore CS1591

    /// <summary>Codes, kinds of objects, fields and values in the words that people use.</summary>
    public static AuditWords Words { get; } = new()
    {
        Actions = new Dictionary<string, string>
        {
            [ChangeSetting] = "修改设置",
        },
        ObjectTypes = new Dictionary<string, string>
        {
            [nameof(Setting)] = "设置",
        },
        Fields = new Dictionary<string, string>
        {
            [nameof(Setting.Value)] = "值",
        },
    };
}
