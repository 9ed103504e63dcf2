using System.Globalization;
using System.Text.RegularExpressions;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Units;

/// <summary>How what people and other programs write of units is read, and how a unit is told in a sentence.</summary>
internal static partial class UnitWords
{
    private static readonly Dictionary<string, UnitKind> Kinds = new()
    {
        ["乡镇街道"] = UnitKind.Township, ["乡镇"] = UnitKind.Township, ["街道"] = UnitKind.Township, ["镇街"] = UnitKind.Township, ["乡"] = UnitKind.Township,
        ["镇"] = UnitKind.Township, ["街道办事处"] = UnitKind.Township,
        ["学校"] = UnitKind.School, ["教学点"] = UnitKind.TeachingPoint, ["校区"] = UnitKind.TeachingPoint, ["村小教学点"] = UnitKind.TeachingPoint,
        ["小学教学点"] = UnitKind.TeachingPoint, ["村"] = UnitKind.Village, ["行政村"] = UnitKind.Village, ["社区"] = UnitKind.Village, ["村社区"] = UnitKind.Village,
    };

    private static readonly Dictionary<string, UnitStages> StageWords = new()
    {
        ["幼儿园"] = UnitStages.Kindergarten, ["幼儿"] = UnitStages.Kindergarten, ["学前"] = UnitStages.Kindergarten, ["学前教育"] = UnitStages.Kindergarten,
        ["小学"] = UnitStages.Primary, ["普通小学"] = UnitStages.Primary, ["完小"] = UnitStages.Primary, ["完全小学"] = UnitStages.Primary, ["村小"] = UnitStages.Primary,
        ["中心校"] = UnitStages.Primary, ["初小"] = UnitStages.Primary,
        ["初中"] = UnitStages.JuniorHigh, ["普通初中"] = UnitStages.JuniorHigh, ["初级中学"] = UnitStages.JuniorHigh,
        ["高中"] = UnitStages.SeniorHigh, ["普通高中"] = UnitStages.SeniorHigh, ["高级中学"] = UnitStages.SeniorHigh,
        ["完全中学"] = UnitStages.JuniorHigh | UnitStages.SeniorHigh, ["完中"] = UnitStages.JuniorHigh | UnitStages.SeniorHigh,
        ["九年一贯制"] = UnitStages.Primary | UnitStages.JuniorHigh, ["九年一贯制学校"] = UnitStages.Primary | UnitStages.JuniorHigh, ["九年制"] = UnitStages.Primary | UnitStages.JuniorHigh,
        ["九年制学校"] = UnitStages.Primary | UnitStages.JuniorHigh,
        ["十二年一贯制"] = UnitStages.Primary | UnitStages.JuniorHigh | UnitStages.SeniorHigh, ["十二年一贯制学校"] = UnitStages.Primary | UnitStages.JuniorHigh | UnitStages.SeniorHigh,
        ["中职"] = UnitStages.Vocational, ["职高"] = UnitStages.Vocational, ["职业高中"] = UnitStages.Vocational, ["职教"] = UnitStages.Vocational,
        ["中等职业学校"] = UnitStages.Vocational, ["职业学校"] = UnitStages.Vocational, ["中等职业教育"] = UnitStages.Vocational,
        ["特教"] = UnitStages.Special, ["特殊教育"] = UnitStages.Special, ["特殊教育学校"] = UnitStages.Special, ["特校"] = UnitStages.Special,
    };

    private static readonly string[] DayForms =
    [
        "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyy年M月d号", "yyyyMMdd", "yyyy-M-d H:mm:ss", "yyyy/M/d H:mm:ss", "yyyy-M-d H:mm", "yyyy/M/d H:mm",
    ];

    /// <summary>A 标识码 without spaces, its digits plain; null for nothing.</summary>
    public static string? Code(string? text) => TypedText.Line(text) is { } line && Plain(line) is { Length: > 0 } code ? code : null;

    /// <summary>A kind by its word, or null.</summary>
    public static UnitKind? Kind(string text) => Kinds.TryGetValue(Plain(text), out var kind) ? kind : null;

    /// <summary>Stages by their words, one or several; null where one of them is none.</summary>
    public static UnitStages? Stages(string text)
    {
        var stages = UnitStages.None;
        foreach (var word in Between().Split(TypedText.Fold(text)).Select(Plain).Where(w => w.Length > 0))
        {
            if (!StageWords.TryGetValue(word, out var one))
                return null;
            stages |= one;
        }

        return stages;
    }

    /// <summary>A day as people and spreadsheets write it; null where it is none, or none to the day.</summary>
    public static DateOnly? Day(string text) =>
        DateTime.TryParseExact(TypedText.Fold(text).Trim(), DayForms, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite, out var day)
            ? DateOnly.FromDateTime(day) : null;

    /// <summary>A township's name without what kind it is: 保家 for 保家镇.</summary>
    public static string Stem(string township) => OfTownship().Replace(Plain(township), "");

    /// <summary>What a unit is now, for whoever saves second.</summary>
    public static string Meanwhile(Unit unit)
    {
        string?[] told =
        [
            unit.Kind.Label(),
            unit.Code is null ? null : $"标识码 {unit.Code}",
            unit.Stages == UnitStages.None ? null : unit.Stages.Label(),
            unit.Township?.Name,
            unit.School is null ? null : $"属{unit.School.Name}",
            unit.OpenedOn is { } opened ? $"{opened:yyyy-MM-dd} 启用" : null,
            unit.ClosedOn is { } closed ? $"{closed:yyyy-MM-dd} 停用" : null,
        ];
        return $"这个单位刚被别人改过，现在是：{unit.Name}，{string.Join("，", told.Where(t => t is not null))}。请核对后再办理。";
    }

    private static string Plain(string text) => string.Concat(TypedText.Fold(text).Where(c => !char.IsWhiteSpace(c)));

    [GeneratedRegex(@"[、,;/+|\s]+|和|及", RegexOptions.CultureInvariant)]
    private static partial Regex Between();

    [GeneratedRegex("(街道办事处|街道办|街道|镇|乡)$", RegexOptions.CultureInvariant)]
    private static partial Regex OfTownship();
}
