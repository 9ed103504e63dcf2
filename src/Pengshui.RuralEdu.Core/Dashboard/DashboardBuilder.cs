using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Instructions;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Dashboard;

/// <summary>Makes a dashboard's figures from a plan's year.</summary>
internal static class DashboardBuilder
{
    public static DashboardPage Build(PlanYear plan, PlanPeriod period, SectionScope scope)
    {
        var month = period.Month;
        var tasks = plan.Tasks.Where(t => scope.Has(t, month)).ToList();
        var earlier = plan.Months.Where(m => m.Month < month && m.Period is not null).Select(m => m.Month).ToList();
        var day = plan.DayOf(month);
        var rectifications = Rectifications(plan, scope, day);
        Month[] columns = [.. Enumerable.Range(1, 12).Select(n => new Month(plan.Year, n))];
        return new DashboardPage
        {
            Year = plan.Year,
            PlanTitle = plan.Title,
            Period = period,
            Day = day,
            IsPast = day < plan.Today,
            OpenedMonths = [.. plan.Months.Where(m => m.Period is not null).Select(m => m.Month).OrderDescending()],
            Scope = scope,
            Sections = plan.Sections,
            Lights = Count(tasks, month, _ => true),
            Overridden = Count(tasks, month, lit => lit is { IsOverridden: true }),
            Divergent = tasks.Count(t => t.LitBy(month) is { Views.Differ: true }),
            LightsBefore = earlier.Count == 0 ? null : Count(tasks, earlier[^1], _ => true),
            Completion = AverageCompletion.Of(plan, tasks, month),
            Progress = Progress(tasks.Select(t => t.Months.GetValueOrDefault(month)?.Lead).OfType<YearReport>()),
            Columns = columns,
            Groups =
            [
                .. plan.Groups
                    .Select(g => new GridGroup(g.Number, g.Title, [.. tasks.Where(t => t.Group == g.Number).Select(t => Row(plan, t, columns, month))]))
                    .Where(g => g.Rows.Count > 0),
            ],
            Changes = Changes(tasks, month),
            Standing =
            [
                .. from task in tasks
                   let lit = task.LitBy(month)
                   where lit?.Light >= Light.Yellow
                   orderby lit.Light descending, task.Number
                   select new StandingLight(task, lit, WhyOf(lit)),
            ],
            Overdue = Overdue(plan, scope, month, day),
            Rectifications = rectifications,
            Needs = NeedLines.OpenOf(plan, scope, month),
            Instructions = Instructions(plan, scope, day),
            Arrears = Arrears(plan, scope, month, day),
            Targets = [.. from task in tasks from indicator in task.Indicators where indicator.TargetValue is not null select Target(plan, task, indicator, month)],
            Loads =
            [
                .. plan.Sections.Where(s => scope.Has(s.Id)).Select(s => new SectionLoad(
                    s, plan.Tasks.Count(t => t.LeadIn(month).Section.Id == s.Id),
                    plan.Tasks.Count(t => t.PartsIn(month).Skip(1).Any(p => p.Section.Id == s.Id)),
                    rectifications.Count(r => r.SectionId == s.Id))).Where(l => l.Lead + l.Supporting + l.Rectifications > 0),
            ],
        };
    }

    /// <summary>Reports by where they stand.</summary>
    public static MonthProgress Progress(IEnumerable<YearReport> reports)
    {
        var states = reports.CountBy(r => r.State).ToDictionary();
        int Of(ReportState state) => states.GetValueOrDefault(state);
        return new MonthProgress(
            states.Values.Sum(), Of(ReportState.Confirmed), Of(ReportState.AwaitingSectionReview) + Of(ReportState.AwaitingConfirmation),
            Of(ReportState.Returned), Of(ReportState.NotStarted) + Of(ReportState.Draft));
    }

    /// <summary>What was past its day at the end of a day, in the opened months up to one, the longest first.</summary>
    public static IReadOnlyList<OverdueReport> Overdue(PlanYear plan, SectionScope scope, Month month, DateOnly day) =>
    [
        .. from entry in plan.Reports
           let report = entry.Report
           where entry.Month.Month <= month && entry.Month.Kind != CellKind.Paused && scope.Has(report.Part.Section.Id)
           let late = report.ArrearOn(day)
           where late is not null
           let period = plan.Opened(entry.Month.Month)!.Period!
           let isOpen = !(period.ClosedAt is { } closed && BusinessClock.BeijingDay(closed) <= day)
           orderby late.Value.DueOn, entry.Task.Number
           select new OverdueReport(
               report.Id, entry.Task.Number, entry.Task.Title, entry.Month.Month, report.Part.Section.Id, report.Part.Section.Name,
               report.Part.Kind, late.Value.IsReturn, late.Value.DueOn, day.DayNumber - late.Value.DueOn.DayNumber, period.Id, isOpen,
               Holdup.OfReport(report.Part.Section.Name, late.Value.IsReturn, isOpen, plan.IsArchived, report.IsWaivedOn(day)),
               day < plan.Today ? report.Standing : null)
           {
               IsWaived = report.IsWaivedOn(day),
           },
    ];

    /// <summary>Rectifications that were issued and not closed at the end of a day, by deadline.</summary>
    public static IReadOnlyList<OpenRectification> Rectifications(PlanYear plan, SectionScope scope, DateOnly day) =>
    [
        .. from task in plan.Tasks
           from open in task.Rectifications
           let section = open.SectionOn(day)
           where open.IsOpenOn(day) && scope.Has(section.Id)
           let then = open.On(day)!
           orderby then.DueOn, open.Id
           let left = then.DueOn.DayNumber - day.DayNumber
           select new OpenRectification(
               open.Id, open.Label, task.Number, task.Title, section.Id, section.Name, open.Problem, then.State, then.DueOn, left,
               open.IsOverdueOn(day) ? -left : 0, day < plan.Today ? open.Now.State.Label() : null),
    ];

    /// <summary>Instructions that waited for an answer at the end of a day, by deadline.</summary>
    public static IReadOnlyList<OpenInstruction> Instructions(PlanYear plan, SectionScope scope, DateOnly day) =>
    [
        .. from task in plan.Tasks
           from open in task.Instructions
           let then = open.On(day)
           let section = open.SectionOn(day)
           where then is not null && then.State.IsWithSection() && scope.Has(section.Id)
           orderby then.DueOn, open.InstructionId
           select new OpenInstruction(
               open.InstructionId, task.Number, task.Title, section.Id, section.Name, open.Text, then.DueOn,
               Math.Max(0, day.DayNumber - then.DueOn.DayNumber), day < plan.Today ? open.State.Label() : null),
    ];

    /// <summary>
    /// All that was past its day at the end of a day, of reports those up to a month, the longest first; what nobody acts on any more
    /// comes last.
    /// </summary>
    public static IReadOnlyList<Arrear> Arrears(PlanYear plan, SectionScope scope, Month month, DateOnly day) =>
    [
        .. Overdue(plan, scope, month, day).Select(r => new Arrear(
                r.IsReturn ? RowTarget.Report : RowTarget.Task, r.IsReturn ? r.ReportId : r.Month.ToNumber(), r.TaskNumber, r.TaskTitle,
                $"{r.Month.Number}月月报{(r.IsReturn ? "退回未改" : "未报")}（{r.Kind.Label()}）", r.SectionId, r.Section, r.DueOn, r.Days, r.Holdup, r.Now))
            .Concat(Rectifications(plan, scope, day).Where(r => r.DaysOver > 0).Select(r => new Arrear(
                RowTarget.Rectification, r.Id, r.TaskNumber, r.TaskTitle, $"整改：{r.Problem}", r.SectionId, r.Section, r.DueOn, r.DaysOver,
                Holdup.OfRectification(r.Section), r.Now)))
            .Concat(Instructions(plan, scope, day).Where(i => i.DaysOver > 0).Select(i => new Arrear(
                RowTarget.Instruction, i.InstructionId, i.TaskNumber, i.TaskTitle, $"批示未回复：{i.Text}", i.SectionId, i.Section, i.DueOn, i.DaysOver,
                Holdup.OfInstruction(i.Section), i.Now)))
            .OrderBy(a => a.Holdup.With is null).ThenBy(a => a.DueOn).ThenBy(a => a.TaskNumber).ThenBy(a => a.Target),
    ];

    /// <summary>Why a settled month has its light, in one line.</summary>
    public static string WhyOf(TaskMonth month)
    {
        if (month.Override is { } judged)
            return $"统筹员改判（到{ChineseDays.MonthAndDay(judged.EndsOn)}）：{judged.Reason}";
        if (month.Kind == CellKind.Paused)
            return "假期暂停，不判灯色";
        return month.Verdict.Against.Any() ? string.Join("；", month.Verdict.Against.Select(r => r.Sentence)) : "各项都符合要求";
    }

    private static LightCounts Count(IReadOnlyList<YearTask> tasks, Month month, Func<TaskMonth?, bool> counts)
    {
        var lights = tasks.Select(t => t.LitBy(month)).Where(counts).CountBy(lit => lit?.Light ?? Light.Grey).ToDictionary();
        int Of(Light light) => lights.GetValueOrDefault(light);
        return new LightCounts(Of(Light.Green), Of(Light.Yellow), Of(Light.Red), Of(Light.Grey));
    }

    private static GridRow Row(PlanYear plan, YearTask task, IReadOnlyList<Month> columns, Month shown) =>
        new(task.Number, task.Title, task.LeadIn(shown).Section.Name, task.LitBy(shown), [.. columns.Select(c => Cell(plan, task, c, shown))]);

    private static GridCell Cell(PlanYear plan, YearTask task, Month month, Month shown)
    {
        if (month < plan.Months[0].Month)
            return new GridCell(month, null, "—", "方案未下发", null);
        if (month > shown || task.Months.GetValueOrDefault(month) is not { } judged)
            return new GridCell(month, null, "", "未到填报期", null);
        var light = judged.Light;
        int? link = judged.Lead.IsIn ? judged.Lead.Id : null;
        var (settled, text) = judged.Kind switch
        {
            CellKind.Confirmed => ((Light?)light, judged.Lead.Confirmed?.Completion is { } rate ? ChineseFormat.Number(rate) : ""),
            CellKind.Paused => (Light.Grey, ""),
            CellKind.Missing => (light, "未报"),
            CellKind.Returned => (judged.IsLit ? light : null, "退回"),
            CellKind.InReview => (judged.IsLit ? light : null, "待审"),
            _ => (judged.IsLit ? light : (Light?)null, "待报"),
        };
        var words = judged.Kind switch
        {
            CellKind.Confirmed when text.Length > 0 => $"{light.Label()}，完成率 {text}%",
            CellKind.Paused => "灰灯，假期暂停",
            CellKind.Confirmed => light.Label(),
            _ => settled is null ? text : $"{light.Label()}，{text}",
        };
        if (judged.Lead.PendingCompletion is { } pending)
            words += $"，完成率{pending}";
        var why = !judged.IsLit ? "" : judged.Override is null ? string.Join("；", judged.Verdict.Against.Select(r => r.Sentence)) : WhyOf(judged);
        if (judged.Correction is { } correction)
            why += (why.Length > 0 ? "；" : "") + correction.Sentence;
        var differ = judged is { IsLit: true, Views.Differ: true };
        if (differ)
            why += (why.Length > 0 ? "。" : "") + "三方分歧：" + judged.Views.Sentence;
        var mark = settled is null ? "" : (judged.IsOverridden ? "改" : judged.Correction is not null ? "正" : "") + (differ ? "异" : "");
        return new GridCell(month, settled, text, $"{month.Number}月{words}{(why.Length > 0 ? "。" + why : "")}", link, mark.Length > 0 ? mark : null);
    }

    private static IReadOnlyList<LightChange> Changes(IReadOnlyList<YearTask> tasks, Month month) =>
    [
        .. from task in tasks
           let now = task.Months.GetValueOrDefault(month)
           where now is { IsLit: true }
           let before = task.LitBy(month.Add(-1))
           where before is not null && before.Light != now.Light
           orderby now.Light descending, task.Number
           select Change(task, before, now),
    ];

    private static LightChange Change(YearTask task, TaskMonth before, TaskMonth now)
    {
        var (then, content) = (task.Months.GetValueOrDefault(now.Month.Add(-1))?.Lead.Confirmed, now.Lead.Confirmed);
        return new LightChange(
            task.Number, task.Title, before, now, Why(before, now), now.Lead.Part.Section.Name, then?.NextSteps,
            content?.Progress ?? (now.Lead.IsIn ? "月报还没有确认" : null),
            then?.Completion, content?.Completion);
    }

    private static string Why(TaskMonth before, TaskMonth now)
    {
        if (now.Override is not null)
            return WhyOf(now);
        if (now.Kind == CellKind.Paused)
            return "假期暂停，不判灯色";
        if (now.Verdict.Against.Any())
            return string.Join("；", now.Verdict.Against.Select(r => r.Sentence));
        if (before.Kind == CellKind.Paused)
            return "假期结束，恢复判灯，各项都符合要求";
        var solved = before.Verdict.Against.Select(r => r.Rule).ToHashSet();
        var lines = now.Verdict.Reasons.Where(r => solved.Contains(r.Rule)).Select(r => r.Sentence).ToList();
        return lines.Count > 0 ? string.Join("；", lines) : "上月列出的问题已不再出现";
    }

    private static TargetLine Target(PlanYear plan, YearTask task, TaskIndicator indicator, Month month)
    {
        var found = task.ValueBy(indicator.Id, month);
        var input = indicator.Input(found?.Value.Value, null)!;
        return new TargetLine(
            task.Number, indicator, found?.Month, found?.Value, input.Value is { } value ? input.Shortfall(value) : null,
            indicator.EvaluatedOn <= plan.Today && indicator.EvaluatedOn <= month.LastDay,
            [
                .. from judged in task.Months.Values.Where(m => m.Month <= month).OrderBy(m => m.Month)
                   let confirmed = judged.ValueOf(indicator.Id)?.Value
                   where confirmed is not null
                   select (judged.Month, confirmed.Value),
            ])
        {
            Pending = task.PendingBy(indicator.Id, month),
        };
    }
}
