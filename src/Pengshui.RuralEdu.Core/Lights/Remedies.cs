using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>Finds what turns a light green.</summary>
internal sealed class Remedies(MonthStanding month, SettingValues settings)
{
    private readonly LightInput input = month.Input;

    /// <summary>The way of a month; null where its light is green by itself.</summary>
    /// <param name="month">Where it stands.</param>
    /// <param name="computed">Its computed light: the one it was closed with, where that is kept.</param>
    /// <param name="settings">Thresholds.</param>
    public static WayToGreen? Of(MonthStanding month, Light computed, SettingValues settings) =>
        computed == Light.Green && month.Override is null or { Light: Light.Green } ? null : new Remedies(month, settings).Find(computed);

    private int Number => input.Month.Number;

    private bool IsOver => input.Today > input.Month.LastDay;

    private bool IsShownGreen => month.Override is { Light: Light.Green };

    private WayToGreen Find(Light computed)
    {
        if (month.IsArchived)
            return Way([], ["方案已归档，灯色不再变"], false);
        if (input.Pauses)
            return Way([], [$"{Number}月假期暂停，不判灯色"], true);
        if (computed == Light.Green)
            return Way(Withdraw(), [], false);
        List<string> notes = IsShownGreen ? [$"{Number}月按改判显示为绿灯，{(month.IsOpen ? $"到{ChineseDays.MonthAndDay(month.Override!.EndsOn)}为止" : "月份已关闭，一直保留")}"] : [];
        if (Lasting().ToList() is { Count: > 0 } lasting)
        {
            return Way(
                IsShownGreen ? [] : [Coordinator(RemedyKind.Override, "可以改判，要写明理由")],
                [.. notes, .. lasting, $"除改判外，{Number}月的灯不能再转绿"], true);
        }

        var reports = Reports().ToList();
        List<Remedy> steps = [.. Rectifications(), .. Needs(reports), .. reports];
        if (month.IsKept)
            notes.Add($"{Number}月已关闭，灯色按关闭时的保留");
        return Way([.. Withdraw(), .. Reopen(steps), .. steps], notes, !month.IsOpen);
    }

    private WayToGreen Way(IEnumerable<Remedy> steps, IReadOnlyList<string> notes, bool withNext)
    {
        var way = new WayToGreen(input.Month, [.. steps], notes, null, []);
        return !withNext ? way
            : month.Following is { Steps: [{ Kind: not RemedyKind.Override }, ..] } next ? way with { NextMonth = next.Month, NextSteps = next.Steps }
            : month.Coming is { } coming ? way with { NextMonth = coming.Month, NextSteps = [.. Coming(coming)] }
            : way;
    }

    private Remedy Coordinator(RemedyKind kind, string what) => new(kind, input.Month, Holdup.Coordinator, what);

    private IEnumerable<Remedy> Withdraw()
    {
        if (month.Override is { Light: not Light.Green } standing)
            yield return Coordinator(RemedyKind.WithdrawOverride, "撤销改判" + (month.IsOpen ? $"（{ChineseDays.MonthAndDay(standing.EndsOn)}到期后自动恢复系统判定）" : ""));
    }

    /// <summary>A closed month takes no submission; its light is judged anew once it is opened again or a report is confirmed.</summary>
    private IEnumerable<Remedy> Reopen(IReadOnlyList<Remedy> steps)
    {
        var submits = steps.Any(s => s.Kind is RemedyKind.File or RemedyKind.Refile);
        if (!month.IsOpen && (submits || (month.IsKept && steps.All(s => s.Kind != RemedyKind.Confirm))))
            yield return Coordinator(RemedyKind.ReopenPeriod, $"重新开启{Number}月月报期");
    }

    /// <summary>What no later deed changes: who was late is late, and a month's end that has passed is judged as it was.</summary>
    private IEnumerable<string> Lasting()
    {
        foreach (var report in input.Reports)
        {
            if (report is { IsIn: true, LateByWorkingDays: > 0 })
                yield return $"{report.Section}迟报已经记下，再次提交也不改变{Number}月的灯";
            else if (IsPast(report) && (report == input.Lead || report.LateByWorkingDays > 0))
                yield return $"{report.Section}{Number}月月报没有提交，{Holdup.OfReport(report.Section, false, month.IsOpen, false, report.IsWaived).Sentence}；补报后仍记迟报";
        }

        if (IsOver && OverdueRectifications.Any())
            yield return $"到{Number}月底整改逾期，以后提交不改变{Number}月的灯";
        if (OverdueNeeds.Any(n => !MaySettle(n) && !MayAnswer(n)))
            yield return $"到{Number}月底协调事项没有解决，以后解决不改变{Number}月的灯";
    }

    // What is submitted on a day off after the due day counts as submitted on the next working day.
    private bool IsPast(ReportInput report) => !report.IsIn && (report.LateByWorkingDays > 0 || input.Today > report.DueOn);

    private IEnumerable<RectificationInput> OverdueRectifications => input.Rectifications.Where(r => r.DaysOver > settings[LightSettings.RectificationDaysForRed]);

    private IEnumerable<Remedy> Rectifications() =>
        from open in OverdueRectifications
        select Submission(open, input.Month, input.Month.LastDay) with { Instead = new Remedy(RemedyKind.ExtendRectification, input.Month, "督查员", "调整期限") };

    private static Remedy Submission(RectificationInput open, Month of, DateOnly? until) =>
        new(RemedyKind.SubmitRectification, of, open.Section, $"完成{open.Label}并提交整改") { DueOn = until };

    private IEnumerable<TaskNeed> OverdueNeeds =>
        month.Needs.Where(n => n.IsOpenIn(input.Month, input.Today) && n.Days(input.Month, input.Today) > settings[LightSettings.ProblemDaysForYellow]);

    // What the coordinator says counts from its day on; what the month's own report says, whenever it comes in.
    private bool MaySettle(TaskNeed need) => !IsOver && need.Words is not [.., { IsSolved: true }];

    private bool MayAnswer(TaskNeed need) =>
        need.Month < input.Month && need.Settled is null && month.Reports.Any(r => r.Part.ResponsibilityId == need.ResponsibilityId);

    private IEnumerable<Remedy> Needs(IReadOnlyList<Remedy> reports) => Settlements(
        OverdueNeeds.Where(MaySettle), input.Month, input.Month.LastDay,
        n => !MayAnswer(n) ? null : WhoAnswers(month.Reports.Select(r => r.Part), n) is { } who
            && reports.Any(r => r.Kind is RemedyKind.File or RemedyKind.Refile && r.Who == who) ? who : null);

    /// <summary>The section whose report is asked about a need, among a month's parts; null where there is none.</summary>
    private static string? WhoAnswers(IEnumerable<TaskPart> parts, TaskNeed need) => parts.FirstOrDefault(p => p.ResponsibilityId == need.ResponsibilityId)?.Section.Name;

    /// <summary>One for each matter; the section may say it as well in a report that it is about to submit, where one is named.</summary>
    private static IEnumerable<Remedy> Settlements(IEnumerable<TaskNeed> needs, Month of, DateOnly? until, Func<TaskNeed, string?> answering) =>
        from need in needs
        group need by (need.Section.Name, need.What, need.RaisedOn) into matter
        let who = matter.Select(answering).Distinct().ToList()
        select new Remedy(RemedyKind.SettleNeed, of, Holdup.Coordinator, $"在“{Ask(matter)}”解决后标为已解决")
        {
            DueOn = until,
            Instead = who is [{ } section] ? new Remedy(RemedyKind.AnswerNeed, of, section, $"在{of.Number}月月报中报告已解决") : null,
        };

    private static string Ask(IEnumerable<TaskNeed> matter) => NeedWords.Ask(matter.Select(n => n.Whom), matter.First().What);

    /// <summary>The supporting sections' before the lead's, whose confirmation comes last.</summary>
    private IEnumerable<Remedy> Reports()
    {
        var lead = OfReport(month.Reports[0], input.Lead).ToList();
        return month.Reports.Zip(input.Reports).Skip(1)
            .Where(r => r.Second.IsIn || (!IsPast(r.Second) && (lead.Count > 0 || Answers(r.First).Any())))
            .SelectMany(r => OfReport(r.First, r.Second))
            .Concat(lead);
    }

    private IEnumerable<Remedy> OfReport(YearReport report, ReportInput own)
    {
        var answers = Answers(report).ToList();
        if (!own.IsIn)
            return Filing(input.Month, report.Part, input.RequiredPercent, own.DueOn, month.Figures, answers);
        List<Goal> goals = [.. Lacking(report.Part, report.Content), .. answers];
        var confirms = Lacking(report.Part, report.Confirmed).Any() || (IsLead(report.Part) && report.Confirmed is null);
        var isReturnOver = own.IsReturnOver(input.Today, settings[LightSettings.ReturnDaysForYellow]);
        var submits = goals.Count > 0 || isReturnOver || (confirms && report.IsWithSection);
        var approves = submits || report.State == ReportState.AwaitingSectionReview;
        return [.. submits ? Refiling(report, own, goals) : [], .. confirms ? Review(input.Month, own.Section, submits, approves) : []];
    }

    private static bool IsLead(TaskPart part) => part.Kind == ResponsibilityKind.Lead;

    /// <summary>What a content would have to say, and does not.</summary>
    private IEnumerable<Goal> Lacking(TaskPart part, SubmittedContent? content)
    {
        if (IsLead(part) && content?.Completion is { } completion && LightRules.OfCompletion(completion, input.RequiredPercent, settings) != Light.Green)
            yield return Goals.Completion(input.RequiredPercent, settings)!;
        foreach (var (indicator, judged) in month.Figures)
        {
            if (content?.Values.GetValueOrDefault(indicator.Id)?.Value is { } value && (judged with { Value = value }) is var said
                && (said.IsMissed(input.Month, input.Today) || said.IsWorse))
                yield return Goals.Figure(judged, input.Month)!;
        }
    }

    /// <summary>The needs of which only this report can say that they are solved.</summary>
    private IEnumerable<Goal> Answers(YearReport report) =>
        from need in OverdueNeeds
        where need.ResponsibilityId == report.Part.ResponsibilityId && !MaySettle(need) && MayAnswer(need)
        group need by (need.What, need.RaisedOn) into matter
        select new Goal(LightRule.Problem, matter.Key.What, $"“{Ask(matter)}”已解决");

    private IEnumerable<Remedy> Refiling(YearReport report, ReportInput own, List<Goal> goals)
    {
        var of = $"{own.Section}{Number}月月报";
        if (report.State == ReportState.AwaitingSectionReview)
            yield return new Remedy(RemedyKind.SendBack, input.Month, own.Section, $"撤回{Number}月月报");
        else if (!report.IsWithSection)
            yield return Coordinator(RemedyKind.SendBack, (report.State == ReportState.Confirmed ? "重新打开" : "退回") + of);
        var what = goals.Count == 0 ? "" : $"（{(IsOver ? "当月实际已达到的，" : "实际达到后")}写明：{Join(goals)}）";
        yield return new Remedy(RemedyKind.Refile, input.Month, own.Section, $"修改{Number}月月报{what}，重新提交")
        {
            Goals = goals,
            DueOn = own.ReturnDueOn >= input.Today ? own.ReturnDueOn : null,
        };
    }

    private static IEnumerable<Remedy> Review(Month of, string section, bool submits, bool approves)
    {
        if (approves)
            yield return new Remedy(RemedyKind.Approve, of, section + "负责人", $"审核通过{of.Number}月月报{(submits ? "（负责人自己提交的不用审核）" : "")}");
        yield return new Remedy(RemedyKind.Confirm, of, Holdup.Coordinator, $"确认{section}{of.Number}月月报");
    }

    private IEnumerable<Remedy> Filing(
        Month of, TaskPart part, decimal required, DateOnly dueOn, IEnumerable<(TaskIndicator Indicator, IndicatorInput Judged)> figures, IEnumerable<Goal> answers)
    {
        var due = figures.Where(f => f.Indicator.OwnerSectionId == part.Section.Id && ReportFormDefinition.IsDue(f.Indicator.Frequency, of.Number));
        List<Goal> goals =
        [
            .. new[] { IsLead(part) ? Goals.Completion(required, settings) : null }.Concat(due.Select(f => Goals.Figure(f.Judged, of))).OfType<Goal>(),
            .. answers,
        ];
        var file = new Remedy(RemedyKind.File, of, part.Section.Name, $"提交{of.Number}月月报{(goals.Count > 0 ? "，" + Join(goals) : "")}") { DueOn = dueOn, Goals = goals };
        return [file, .. IsLead(part) ? Review(of, part.Section.Name, true, true) : []];
    }

    private static string Join(IEnumerable<Goal> goals) => string.Join("，", goals.Select(g => g.Text));

    /// <summary>All that the light of a month that is not opened asks, by what is known today.</summary>
    private IEnumerable<Remedy> Coming(ComingMonth next)
    {
        foreach (var open in month.InHand.Where(o => o.DueOn <= next.Month.LastDay))
            yield return Submission(open, next.Month, open.DaysOver > 0 ? null : open.DueOn);
        var older = month.Needs.Where(n =>
            n.IsOpenIn(next.Month, input.Today) && next.Month.LastDay.DayNumber - n.RaisedOn.DayNumber > settings[LightSettings.ProblemDaysForYellow]);
        foreach (var settlement in Settlements(older, next.Month, null, n => n.Month < next.Month ? WhoAnswers(next.Parts, n) : null))
            yield return settlement;
        yield return new Remedy(RemedyKind.OpenPeriod, next.Month, Holdup.Coordinator, $"开启{next.Month.Number}月月报期");
        var figures = month.Figures.Select(f => (f.Indicator, f.Judged with { Previous = Known(f.Indicator, f.Judged) })).ToList();
        foreach (var part in next.Parts.Skip(1).Append(next.Parts[0]))
        {
            foreach (var step in Filing(next.Month, part, next.RequiredPercent, IsLead(part) ? next.LeadDueOn : next.SupportingDueOn, figures, []))
                yield return step;
        }
    }

    /// <summary>What a coming month's figure is held against: what counts now, or what was submitted and may come to count, the nearer to the target.</summary>
    private decimal? Known(TaskIndicator indicator, IndicatorInput judged) =>
        month.Reports.Select(r => r.Content?.Values.GetValueOrDefault(indicator.Id)?.Value).Append(judged.Value ?? judged.Previous)
            .Where(v => v is not null).MinBy(v => judged.Shortfall(v!.Value));
}
