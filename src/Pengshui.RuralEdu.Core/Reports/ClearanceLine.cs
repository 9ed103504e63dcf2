using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>A school stage of the zero-clearing form (学段).</summary>
public enum SchoolStage
{
    /// <summary>小学.</summary>
    Primary = 1,

    /// <summary>初中.</summary>
    JuniorHigh = 2,
}

/// <summary>One stage's line of the zero-clearing monthly form (清零月报), children counted as whole numbers, 0 or more.</summary>
/// <remarks>应到 − 实到 = 转出 + 病休 + 送教 + 疑似辍学存量 + 确认辍学; 存量 = 上月存量 + 新增 − 劝返 − 确认辍学.</remarks>
[Kept(DataArea.Reports)]
public sealed class ClearanceLine
{
    /// <summary>The report.</summary>
    public int MonthlyReportId { get; set; }

    /// <summary>The stage; once in a report.</summary>
    public SchoolStage Stage { get; set; }

    /// <summary>应到.</summary>
    public int? Expected { get; set; }

    /// <summary>实到.</summary>
    public int? Present { get; set; }

    /// <summary>转出.</summary>
    public int? TransferredOut { get; set; }

    /// <summary>病休.</summary>
    public int? SickLeave { get; set; }

    /// <summary>送教.</summary>
    public int? HomeTaught { get; set; }

    /// <summary>疑似辍学上月末存量: taken from last month's report, typed only in the first one.</summary>
    public int? SuspectedBefore { get; set; }

    /// <summary>疑似辍学新增.</summary>
    public int? SuspectedNew { get; set; }

    /// <summary>疑似辍学劝返.</summary>
    public int? SuspectedReturned { get; set; }

    /// <summary>确认辍学.</summary>
    public int? ConfirmedDropouts { get; set; }

    /// <summary>疑似辍学存量 at the end of the month; null while a part is missing.</summary>
    public int? SuspectedRemaining => SuspectedBefore + SuspectedNew - SuspectedReturned - ConfirmedDropouts;
}
