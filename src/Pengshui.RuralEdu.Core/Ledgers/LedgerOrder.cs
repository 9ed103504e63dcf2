namespace Pengshui.RuralEdu.Core.Ledgers;

/// <summary>The ledgers (台账) that can be taken out as a table.</summary>
public enum LedgerKind
{
    /// <summary>重点任务: a line for each task and month, with its light.</summary>
    Tasks = 1,

    /// <summary>月报: a line for each submitted report.</summary>
    Reports = 2,

    /// <summary>指标: a line for each submitted figure.</summary>
    Indicators = 3,

    /// <summary>清零月报: a line for each school stage and month.</summary>
    Clearance = 4,

    /// <summary>督查: a line for each task and section of an issued inspection.</summary>
    Inspections = 5,

    /// <summary>整改: a line for each rectification.</summary>
    Rectifications = 6,

    /// <summary>协调事项: a line for each coordination need.</summary>
    Needs = 7,
}

/// <summary>The form of the file.</summary>
public enum LedgerFormat
{
    /// <summary>A workbook (.xlsx): typed cells, the head frozen.</summary>
    Xlsx = 1,

    /// <summary>CSV, UTF-8 with a mark.</summary>
    Csv = 2,
}

/// <summary>What is asked for.</summary>
/// <param name="Kind">Which ledger.</param>
/// <param name="Year">The plan's year; null for all years.</param>
/// <param name="Month">1 to 12; null for the whole year.</param>
/// <param name="Format">Form of the file.</param>
public sealed record LedgerOrder(LedgerKind Kind, int? Year, int? Month, LedgerFormat Format);

/// <summary>The words of ledgers.</summary>
public static class LedgerLabels
{
    /// <summary>重点任务台账, 月报台账 …</summary>
    public static string Label(this LedgerKind kind) => kind switch
    {
        LedgerKind.Tasks => "重点任务台账",
        LedgerKind.Reports => "月报台账",
        LedgerKind.Indicators => "指标台账",
        LedgerKind.Clearance => "清零月报台账",
        LedgerKind.Inspections => "督查台账",
        LedgerKind.Rectifications => "整改台账",
        LedgerKind.Needs => "协调事项台账",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>What a line of it is, and what stands in it.</summary>
    public static string Hint(this LedgerKind kind) => kind switch
    {
        LedgerKind.Tasks => "每项任务每月一行：灯色、完成率、进度要求和原因；没有确认的完成率另列一栏，不计入平均",
        LedgerKind.Reports => "每份已提交的月报一行：进展、问题、打算、完成率和自评；确认过的按最近一次确认的内容",
        LedgerKind.Indicators => "每个已提交的指标数据一行：数值、目标和口径；确认过的按最近一次确认的数",
        LedgerKind.Clearance => "每月每学段一行：应到、实到和去向，疑似辍学的存量和变动；确认过的按最近一次确认的数",
        LedgerKind.Inspections => "每次督查的每项任务、每个科室一行：上报、现场和判定",
        LedgerKind.Rectifications => "每个整改问题一行：期限、措施、整改情况和销号",
        LedgerKind.Needs => "每件协调事项一行：谁提出、需要谁协调什么、已多少天、怎样解决",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>2023年10月, 2023年, 全部年度.</summary>
    public static string Scope(this LedgerOrder order) => order switch
    {
        { Year: { } year, Month: { } month } => $"{year}年{month}月",
        { Year: { } year } => $"{year}年",
        _ => "全部年度",
    };

    /// <summary>The file's name.</summary>
    public static string FileName(this LedgerOrder order) =>
        $"{order.Kind.Label()}（{order.Scope()}）.{(order.Format == LedgerFormat.Xlsx ? "xlsx" : "csv")}";

    /// <summary>The file's media type.</summary>
    public static string ContentType(this LedgerFormat format) => format switch
    {
        LedgerFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        LedgerFormat.Csv => "text/csv; charset=utf-8",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };
}
