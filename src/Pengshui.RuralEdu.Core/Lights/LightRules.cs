using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>
/// The computed light: the rules of product.md, with the thresholds of the settings. A pure function, so that the same
/// input give the same light on every page.
/// </summary>
public static class LightRules
{
    private static readonly IReadOnlyList<Func<LightInput, SettingValues, IEnumerable<LightReason>>> Rules =
        [LeadReport, SupportingReports, Completion, Indicators, Rectifications, Needs, Returns];

    /// <summary>
    /// Judges a month. A resting task is grey whatever was reported. Otherwise the worst finding decides; without one the
    /// light is green once the lead's report is confirmed, and grey before: what is in review or returned counts neither way.
    /// </summary>
    public static LightVerdict Judge(LightInput input, SettingValues settings)
    {
        if (input.Pauses)
            return new LightVerdict(Light.Grey, [new LightReason(LightRule.Pause, "假期", "寒暑假期间暂停", "假期中的月份不判灯色", Light.Grey)]);
        var reasons = Rules.SelectMany(rule => rule(input, settings)).OrderByDescending(r => r.Light).ToList();
        var worst = reasons.Max(r => r.Light);
        var light = worst >= Light.Yellow ? worst : input.Lead.IsConfirmed ? Light.Green : Light.Grey;
        return new LightVerdict(light, reasons);
    }

    private static IEnumerable<LightReason> LeadReport(LightInput input, SettingValues settings)
    {
        var days = settings[LightSettings.LateDaysForRed];
        var requirement = days == 0 ? $"{ChineseDays.MonthAndDay(input.Lead.DueOn)}前提交，迟报为红灯" : $"{ChineseDays.MonthAndDay(input.Lead.DueOn)}前提交，迟报为黄灯，迟 {days} 个工作日以上为红灯";
        var light = input.Lead switch
        {
            { LateByWorkingDays: var late } when late > days => Light.Red,
            { LateByWorkingDays: > 0 } => Light.Yellow,
            { IsIn: true } => Light.Green,
            _ => Light.Grey,
        };
        yield return new LightReason(LightRule.LeadReport, "牵头科室月报", Timeliness(input.Lead), requirement, light);
    }

    private static IEnumerable<LightReason> SupportingReports(LightInput input, SettingValues settings) =>
        input.Supporting.Select(report => new LightReason(
            LightRule.SupportingReport,
            $"{report.Section}月报（配合）",
            Timeliness(report),
            $"{ChineseDays.MonthAndDay(report.DueOn)}前提交，迟报为黄灯",
            report.LateByWorkingDays > 0 ? Light.Yellow : report.IsIn ? Light.Green : Light.Grey));

    private static IEnumerable<LightReason> Completion(LightInput input, SettingValues settings)
    {
        var (yellow, red) = (settings[LightSettings.GapForYellow], settings[LightSettings.GapForRed]);
        var requirement = $"{ChineseFormat.Percent(input.RequiredPercent)}，低 {yellow} 至 {red} 个百分点为黄灯，再低为红灯";
        if (input.Lead.Completion is not { } completion)
        {
            if (input.Lead.Pending is { } pending)
                yield return new LightReason(LightRule.Completion, "完成率", $"{pending}，确认后才计入", requirement, Light.Grey);
            yield break;
        }

        yield return new LightReason(
            LightRule.Completion,
            "完成率",
            ChineseFormat.Percent(completion) + (input.Lead.CompletionOf is { } month ? $"（{month.Number}月最近一次确认）" : "") + $"，{ChineseFormat.Gap(completion, input.RequiredPercent)}"
                + (input.Lead.Pending is { } newer ? $"（{newer}，确认后才计入）" : ""),
            requirement,
            OfCompletion(completion, input.RequiredPercent, settings));
    }

    /// <summary>The light that a completion alone gives.</summary>
    /// <param name="completion">Percent.</param>
    /// <param name="required">What the schedule asks, percent.</param>
    /// <param name="settings">Thresholds.</param>
    internal static Light OfCompletion(decimal completion, decimal required, SettingValues settings)
    {
        var behind = required - completion;
        return behind > settings[LightSettings.GapForRed] ? Light.Red : behind >= settings[LightSettings.GapForYellow] ? Light.Yellow : Light.Green;
    }

    private static IEnumerable<LightReason> Indicators(LightInput input, SettingValues settings)
    {
        foreach (var indicator in input.Indicators)
        {
            if (indicator.Value is not { } value)
                continue;
            var target = IndicatorFormat.Target(indicator.Operator, indicator.Target, indicator.Shape, indicator.Unit);
            var hard = indicator.EvaluatedOn is { } on ? $"，{ChineseDays.MonthAndDay(on)}考核未达到为红灯" : "";
            yield return new LightReason(
                LightRule.Indicator,
                indicator.Name,
                indicator.Write(value) + (indicator.Previous is { } before ? $"，上次 {Before(indicator, value, before)}" : ""),
                $"目标 {target}，比上次离目标远为黄灯{hard}",
                indicator.IsMissed(input.Month, input.Today) ? Light.Red : indicator.IsWorse ? Light.Yellow : Light.Green);
        }
    }

    private static IEnumerable<LightReason> Rectifications(LightInput input, SettingValues settings)
    {
        var days = settings[LightSettings.RectificationDaysForRed];
        foreach (var rectification in input.Rectifications)
        {
            yield return new LightReason(
                LightRule.Rectification,
                "整改",
                $"{rectification.Label}由{rectification.Section}{ChineseDays.MonthAndDay(rectification.DueOn)}前整改"
                    + (rectification.DaysOver > 0 ? $"，已逾期 {rectification.DaysOver} 天" : ""),
                days == 0 ? "逾期未提交整改为红灯" : $"逾期 {days} 天以上未提交整改为红灯",
                rectification.DaysOver > days ? Light.Red : Light.Green);
        }
    }

    /// <summary>Each by its own age; one matter that is asked of several is one line.</summary>
    private static IEnumerable<LightReason> Needs(LightInput input, SettingValues settings)
    {
        var days = settings[LightSettings.ProblemDaysForYellow];
        return
            from need in input.Needs
            group need by (need.Section, need.What, need.Since, need.Days) into matter
            select new LightReason(
                LightRule.Problem,
                "需协调的事项",
                $"{matter.Key.Section}{ChineseDays.MonthAndDay(matter.Key.Since)}{NeedWords.Ask(matter.Select(n => n.Whom), matter.Key.What)}" + (matter.Key.Days > 0 ? $"，已 {matter.Key.Days} 天" : ""),
                $"超过 {days} 天未解决为黄灯",
                matter.Key.Days > days ? Light.Yellow : Light.Green);
    }

    private static IEnumerable<LightReason> Returns(LightInput input, SettingValues settings)
    {
        var days = settings[LightSettings.ReturnDaysForYellow];
        foreach (var report in input.Reports)
        {
            if (report.ReturnDueOn is not { } due)
                continue;
            var late = report.IsReturnOver(input.Today, days);
            yield return new LightReason(
                LightRule.Return,
                "退回",
                late ? $"{report.Section}月报退回未改，应于{ChineseDays.MonthAndDay(due)}前重报" : $"{report.Section}月报已退回",
                days == 0 ? $"{ChineseDays.MonthAndDay(due)}前修改重报，过期为黄灯" : $"{ChineseDays.MonthAndDay(due)}前修改重报，过期 {days} 天以上为黄灯",
                late ? Light.Yellow : Light.Green);
        }
    }

    // One child among ten thousands moves a rate by less than what is shown of it.
    private static string Before(IndicatorInput indicator, decimal value, decimal before) => indicator.Write(before)
        + (value != before && indicator.Write(value) == indicator.Write(before) ? $"（按原数算{(value < before ? "低" : "高")}于上次）" : "");

    private static string Timeliness(ReportInput report) => report switch
    {
        { FirstSubmittedOn: { } day, LateByWorkingDays: > 0 } => $"{ChineseDays.MonthAndDay(day)}提交，迟 {report.LateByWorkingDays} 个工作日",
        { FirstSubmittedOn: { } day } => $"{ChineseDays.MonthAndDay(day)}提交，按时",
        { LateByWorkingDays: > 0 } => $"尚未提交，已迟 {report.LateByWorkingDays} 个工作日",
        _ => "尚未提交",
    };
}
