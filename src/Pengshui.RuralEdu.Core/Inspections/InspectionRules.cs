using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Inspections;

/// <summary>
/// What an inspection's content must be: the impossible is refused at any time, the incomplete only when it is issued.
/// </summary>
public static class InspectionRules
{
    /// <summary>Most tasks and sections in one inspection.</summary>
    public const int MaxItems = 30;

    /// <summary>Most lines that a supervisor adds to an item.</summary>
    public const int MaxOwnFigures = 20;

    /// <summary>Most rectifications that one inspection raises.</summary>
    public const int MaxRectifications = 20;

    /// <summary>What cannot be, in a draft or when issued.</summary>
    /// <param name="content">Plain, as <see cref="Plain(InspectionContent)"/> makes it.</param>
    /// <param name="today">Beijing's day.</param>
    public static IEnumerable<Problem> Impossible(InspectionContent content, DateOnly today) =>
        Head(content, today)
            .Concat(content.Items.Count > MaxItems ? [new Problem($"一份督查记录最多核查 {MaxItems} 项，请分开记录。", nameof(content.Items))] : [])
            .Concat(content.Items.SelectMany(i => Item(i, $"{nameof(content.Items)}[{i.Key}]")))
            .Concat(content.Verifications.SelectMany(v => ReportRules.Text(v.Seen, "本次核验情况", FieldOf(v), InspectionVerification.SeenLength)))
            .Concat(content.Rectifications.Count > MaxRectifications
                ? [new Problem($"一份督查记录最多提 {MaxRectifications} 条整改，请分开记录。", nameof(content.Rectifications))] : [])
            .Concat(content.Rectifications.SelectMany(r => ToPutRight(r, FieldOf(r))));

    /// <summary>What it lacks to be issued.</summary>
    /// <param name="content">Plain.</param>
    /// <param name="today">Beijing's day.</param>
    public static IEnumerable<Problem> Missing(InspectionContent content, DateOnly today)
    {
        if (content.Place is null)
            yield return new Problem("请填写学校或单位。", nameof(content.Place));
        if (content.VisitedOn is null)
            yield return new Problem("请填写日期。", nameof(content.VisitedOn));
        if (content.Kind is null)
            yield return new Problem("请选择督查方式。", nameof(content.Kind));
        if (content.Items.Count == 0)
            yield return new Problem("请至少添加一项核查任务。", nameof(content.Items));
        if (content.Dimensions == InspectionDimensions.None)
            yield return new Problem("请选择督查维度，可以多选。", nameof(content.Dimensions));
        if (content.Findings is null)
            yield return new Problem("请填写发现的情况，没有发现问题也请写明看了什么。", nameof(content.Findings));
        foreach (var rectification in content.Rectifications)
        {
            var field = FieldOf(rectification);
            if (rectification.Problem is null)
                yield return new Problem("请写明整改要求；不需要整改的，请移除这一条。", field + ".Problem");
            foreach (var problem in DeadlineRules.OfDay(rectification.DueOn, "整改期限", field + ".DueOn", today))
                yield return problem;
            if (rectification.Whose is null)
                yield return new Problem("请选择责任科室。", field + ".Whose");
        }
    }

    /// <summary>Trimmed, with empty texts as nothing and empty lines left out.</summary>
    public static InspectionContent Plain(InspectionContent typed) => typed with
    {
        Town = TypedText.Lines(typed.Town),
        Place = TypedText.Lines(typed.Place),
        Findings = TypedText.Lines(typed.Findings),
        Items =
        [
            .. typed.Items.DistinctBy(i => i.Key).Select(i => i with
            {
                Seen = TypedText.Lines(i.Seen),
                Figures =
                [
                    .. i.Figures.Where(f => f.Source is { Length: > 0 and <= InspectionFigure.SourceLength }).DistinctBy(f => f.Source)
                        .Select(f => f with { Name = TypedText.Lines(f.Name) })
                        .Where(f => f.Seen is not null || (f.IsOwn && (f.Name is not null || f.Reported is not null))),
                ],
            }),
        ],
        Verifications =
        [
            .. typed.Verifications.Select(v => v with { Seen = TypedText.Lines(v.Seen) }).Where(v => v.Seen is not null)
                .DistinctBy(v => v.RectificationId).OrderBy(v => v.RectificationId),
        ],
        Rectifications = [.. typed.Rectifications.Where(r => r.Key != Guid.Empty).DistinctBy(r => r.Key).Select(r => r with { Problem = TypedText.Lines(r.Problem) })],
    };

    /// <summary>The field of 本次核验 in the form.</summary>
    public static string FieldOf(VerificationEntry verification) => $"{nameof(InspectionContent.Verifications)}[{verification.RectificationId}].{nameof(VerificationEntry.Seen)}";

    /// <summary>The field of a rectification in the form.</summary>
    public static string FieldOf(RectificationEntry rectification) => $"{nameof(InspectionContent.Rectifications)}[{rectification.Key}]";

    private static IEnumerable<Problem> Head(InspectionContent content, DateOnly today)
    {
        if (content.VisitedOn > today)
            yield return new Problem("日期不能晚于今天，请核对。", nameof(content.VisitedOn));
        if (content.VisitedOn < today.AddYears(-2))
            yield return new Problem("日期在两年以前，请核对。", nameof(content.VisitedOn));
        if (content.Kind is { } kind && !Enum.IsDefined(kind))
            yield return new Problem("请从列出的督查方式中选一个。", nameof(content.Kind));
        if ((content.Dimensions & ~(InspectionDimensions.Responsibility | InspectionDimensions.Policy | InspectionDimensions.Work)) != 0)
            yield return new Problem("请从列出的督查维度中选择。", nameof(content.Dimensions));
        var texts = ReportRules.Text(content.Town, "乡镇（街道）", nameof(content.Town), Inspection.TownLength)
            .Concat(ReportRules.Text(content.Place, "学校或单位", nameof(content.Place), Inspection.PlaceLength))
            .Concat(ReportRules.Text(content.Findings, "发现的情况", nameof(content.Findings), Inspection.FindingsLength));
        foreach (var problem in texts)
            yield return problem;
    }

    private static IEnumerable<Problem> Item(InspectionItemEntry item, string field)
    {
        foreach (var problem in ReportRules.Text(item.Seen, "现场情况", field + ".Seen", InspectionItem.SeenLength))
            yield return problem;
        if (item.Light is { } light && light is not (Light.Green or Light.Yellow or Light.Red))
            yield return new Problem("判定请从绿灯、黄灯、红灯中选一个。", field + ".Light");
        if (item.Figures.Count(f => f.IsOwn) > MaxOwnFigures)
            yield return new Problem($"每项最多自己添加 {MaxOwnFigures} 行数据。", field + ".Figures");
        foreach (var problem in item.Figures.SelectMany(f => Figure(f, $"{field}.Figures[{f.Source}]")))
            yield return problem;
    }

    private static IEnumerable<Problem> Figure(InspectionFigureEntry figure, string field)
    {
        var problems = ReportRules.Number(figure.Seen, "现场数", field + ".Seen");
        if (figure.IsOwn)
        {
            problems = problems.Concat(ReportRules.Number(figure.Reported, "上报数", field + ".Reported"))
                .Concat(figure.Name is null ? [new Problem("请写明核对的是什么。", field + ".Name")] : [])
                .Concat(ReportRules.Text(figure.Name, "核对项目", field + ".Name", InspectionFigure.NameLength));
        }

        return problems;
    }

    private static IEnumerable<Problem> ToPutRight(RectificationEntry rectification, string field)
    {
        foreach (var problem in ReportRules.Text(rectification.Problem, "整改要求", field + ".Problem", RectificationEntry.ProblemLength))
            yield return problem;
        if (rectification is { Problem: not null, DueOn: null })
            yield return new Problem("请选择整改期限。", field + ".DueOn");
    }
}
