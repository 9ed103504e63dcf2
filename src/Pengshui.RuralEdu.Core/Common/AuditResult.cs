namespace Pengshui.RuralEdu.Core.Common;

/// <summary>How an audited act ended.</summary>
public enum AuditResult
{
    /// <summary>成功.</summary>
    Succeeded = 1,

    /// <summary>被拒: not allowed, or a rule said no.</summary>
    Refused = 2,

    /// <summary>失败: a wrong password, for one.</summary>
    Failed = 3,
}
