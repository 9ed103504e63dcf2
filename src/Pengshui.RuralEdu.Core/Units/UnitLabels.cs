namespace Pengshui.RuralEdu.Core.Units;

/// <summary>What pages and the trail call kinds and stages.</summary>
public static class UnitLabels
{
    /// <summary>Every single stage, in order.</summary>
    public static IReadOnlyList<UnitStages> Stages { get; } = [.. Enum.GetValues<UnitStages>().Where(s => s != UnitStages.None)];

    /// <summary>All stages together; what has other bits is no stage.</summary>
    public static UnitStages AllStages { get; } = Stages.Aggregate((all, one) => all | one);

    /// <summary>乡镇街道, 学校, 教学点, 村.</summary>
    public static string Label(this UnitKind kind) => kind switch
    {
        UnitKind.Township => "乡镇街道",
        UnitKind.School => "学校",
        UnitKind.TeachingPoint => "教学点",
        UnitKind.Village => "村",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>How such units are counted: 所 for schools, 个 for all else.</summary>
    public static string Measure(this UnitKind kind) => kind == UnitKind.School ? "所" : "个";

    /// <summary>小学、初中; empty for none.</summary>
    public static string Label(this UnitStages stages) => string.Join("、", Stages.Where(s => stages.HasFlag(s)).Select(One));

    private static string One(UnitStages stage) => stage switch
    {
        UnitStages.Kindergarten => "幼儿园",
        UnitStages.Primary => "小学",
        UnitStages.JuniorHigh => "初中",
        UnitStages.SeniorHigh => "高中",
        UnitStages.Vocational => "中职",
        UnitStages.Special => "特教",
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };
}
