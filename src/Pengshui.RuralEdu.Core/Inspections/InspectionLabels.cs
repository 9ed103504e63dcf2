using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Inspections;

/// <summary>The words of the field for the values of inspections.</summary>
public static class InspectionLabels
{
    /// <summary>The dimensions one by one, in the notice's order.</summary>
    public static IReadOnlyList<InspectionDimensions> Dimensions { get; } =
        [InspectionDimensions.Responsibility, InspectionDimensions.Policy, InspectionDimensions.Work];

    /// <summary>督〔2023〕第7号; 草稿 while it has no number.</summary>
    public static string Reference(int year, int? number) => number is null ? "草稿" : $"督〔{year}〕第{number}号";

    /// <summary>What the audit trail calls it: 督查记录 督〔2023〕第7号 示例小学.</summary>
    public static string TitleOf(int year, int? number, string? place) => $"督查记录 {Reference(year, number)} {place}".TrimEnd();

    /// <summary>草稿, 已签发.</summary>
    public static string Label(this InspectionState state) => state switch
    {
        InspectionState.Draft => "草稿",
        InspectionState.Issued => "已签发",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>保存草稿, 签发 …, as on the buttons.</summary>
    public static string Label(this InspectionAction action) => action switch
    {
        InspectionAction.SaveDraft => "保存草稿",
        InspectionAction.Discard => "删除草稿",
        InspectionAction.Issue => "签发",
        InspectionAction.Supplement => "补充",
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    /// <summary>实地走访, 过程督导 …</summary>
    public static string Label(this InspectionKind kind) => kind switch
    {
        InspectionKind.Visit => "实地走访",
        InspectionKind.Process => "过程督导",
        InspectionKind.Special => "专项督查",
        InspectionKind.Papers => "资料核查",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>责任落实、工作落实; empty where none is said.</summary>
    public static string Label(this InspectionDimensions dimensions) =>
        string.Join("、", Dimensions.Where(d => dimensions.HasFlag(d)).Select(One));

    /// <summary>How what was seen stands to what was reported: 一致, 少 5 人, 多 2 所; null where one of the two is missing.</summary>
    /// <param name="reported">上报.</param>
    /// <param name="seen">现场.</param>
    /// <param name="unit">Unit; of a rate the difference is in points.</param>
    public static string? Gap(decimal? reported, decimal? seen, string? unit)
    {
        if ((seen - reported) is not { } gap)
            return null;
        var what = unit == "%" ? "个百分点" : unit;
        return gap switch
        {
            0 => "一致",
            < 0 => $"少 {ChineseFormat.Number(-gap)} {what}".TrimEnd(),
            _ => $"多 {ChineseFormat.Number(gap)} {what}".TrimEnd(),
        };
    }

    private static string One(InspectionDimensions dimension) => dimension switch
    {
        InspectionDimensions.Responsibility => "责任落实",
        InspectionDimensions.Policy => "政策落实",
        InspectionDimensions.Work => "工作落实",
        _ => throw new ArgumentOutOfRangeException(nameof(dimension)),
    };
}
