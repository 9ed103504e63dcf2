using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Instructions;
using Pengshui.RuralEdu.Core.Plans;
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
        var rectifications = Rectifications(plan, scope, month);
        Month[] columns = [.. Enumerable.Range(1, 12).Select(n => new Month(plan.Year, n))];
        return new DashboardPage
        {
            Year = plan.Year,
            PlanTitle = plan.Title,
            Period = period,
            OpenedMonths = [.. plan.Months.Where(m => m.Period is not null).Select(m => m.Month).OrderDescending()],
            Scope = scope,
            Sections = plan.Sections,
            Lights = Count(tasks, month),
            LightsBefore = earlier.Count == 0 ? null : Count(tasks, earlier[^1]),
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
                   select new StandingLight(task, lit),
            ],
            Overdue = Overdue(plan, scope, month),
            Rectifications = rectifications,
            Needs = Needs(plan, scope, month),
            Instructions = Instructions(plan, scope, month),
            Arrears = Arrears(plan, scope, month),
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

    /// <summary>What is past its day in the opened months up to one, the longest first.</summary>
    public static IReadOnlyList<OverdueReport> Overdue(PlanYear plan, SectionScope scope, Month month) =>
    [
        .. from entry in plan.Reports
           let report = entry.Report
           let returned = report.State == ReportState.Returned
           let due = returned ? report.ReturnDueOn ?? report.DueOn : report.DueOn
           where entry.Month.Month <= month && entry.Month.Kind != CellKind.Paused
               && report.IsOverdue(plan.Today) && scope.Has(report.Part.Section.Id)
           orderby due, entry.Task.Number
           select new OverdueReport(
               report.Id, entry.Task.Number, entry.Task.Title, entry.Month.Month, report.Part.Section.Id, report.Part.Section.Name,
               report.Part.Kind, returned, due, plan.Today.DayNumber - due.DayNumber, plan.Opened(entry.Month.Month)!.Period!.ClosedAt is null),
    ];

    /// <summary>Rectifications that are not closed, of those issued by the end of a month, by deadline.</summary>
    public static IReadOnlyList<OpenRectification> Rectifications(PlanYear plan, SectionScope scope, Month month) =>
    [
        .. from task in plan.Tasks
           from open in task.Rectifications
           where open.IsOpenOn(plan.Today) && open.Standings[0].From <= month.LastDay && scope.Has(open.Section.Id)
           orderby open.Now.DueOn, open.Id
           let left = open.Now.DueOn.DayNumber - plan.Today.DayNumber
           select new OpenRectification(
               open.Id, open.Label, task.Number, task.Title, open.Section.Id, open.Section.Name, open.Problem, open.Now.State, open.Now.DueOn, left,
               open.IsOverdueOn(plan.Today) ? -left : 0),
    ];

    /// <summary>Coordination needs that were open at the end of a month, or are today before it, the oldest first.</summary>
    public static IReadOnlyList<NeedLine> Needs(PlanYear plan, SectionScope scope, Month month) =>
        [.. NeedQuery.Lines(plan, scope, month).Where(l => l.SolvedOn is null)];

    /// <summary>Instructions that wait for an answer, of those given by the end of a month, by deadline.</summary>
    public static IReadOnlyList<OpenInstruction> Instructions(PlanYear plan, SectionScope scope, Month month) =>
    [
        .. from task in plan.Tasks
           from open in task.Instructions
           where open.State.IsWithSection() && open.GivenOn <= month.LastDay && scope.Has(open.Section.Id)
           orderby open.DueOn, open.InstructionId
           select new OpenInstruction(
               open.InstructionId, task.Number, task.Title, open.Section.Id, open.Section.Name, open.Text, open.DueOn,
               Math.Max(0, plan.Today.DayNumber - open.DueOn.DayNumber)),
    ];

    /// <summary>All that is past its day up to a month, the longest first.</summary>
    public static IReadOnlyList<Arrear> Arrears(PlanYear plan, SectionScope scope, Month month) =>
    [
        .. Overdue(plan, scope, month).Select(r => new Arrear(
                r.IsReturn ? RowTarget.Report : RowTarget.Task, r.IsReturn ? r.ReportId : r.Month.ToNumber(), r.TaskNumber, r.TaskTitle,
                $"{r.Month.Number}月月报{(r.IsReturn ? "退回未改" : "未报")}（{r.Kind.Label()}）", r.SectionId, r.Section, r.DueOn, r.Days))
            .Concat(Rectifications(plan, scope, month).Where(r => r.DaysOver > 0).Select(r => new Arrear(
                RowTarget.Rectification, r.Id, r.TaskNumber, r.TaskTitle, $"整改：{r.Problem}", r.SectionId, r.Section, r.DueOn, r.DaysOver)))
            .Concat(Instructions(plan, scope, month).Where(i => i.DaysOver > 0).Select(i => new Arrear(
                RowTarget.Instruction, i.InstructionId, i.TaskNumber, i.TaskTitle, $"批示未回复：{i.Text}", i.SectionId, i.Section, i.DueOn, i.DaysOver)))
            .OrderBy(a => a.DueOn).ThenBy(a => a.TaskNumber).ThenBy(a => a.Target),
    ];

    /// <summary>Why a settled month has its light, in one line.</summary>
    public static string WhyOf(TaskMonth month)
    {
        if (month.Override is { } judged)
            return $"统筹员改判（到{Wording.Day(judged.EndsOn)}）：{judged.Reason}";
        if (month.Kind == CellKind.Paused)
            return "假期暂停，不判灯色";
        return month.Verdict.Against.Any() ? string.Join("；", month.Verdict.Against.Select(r => r.Sentence)) : "各项都符合要求";
    }

    /// <summary>The newest month up to one whose due day has passed; null before.</summary>
    public static PlanMonth? LastPast(PlanYear plan, Month month) =>
        plan.Months.LastOrDefault(m => m.Month <= month && m.Period is { } p && p.LeadDueOn < plan.Today);

    private static LightCounts Count(IReadOnlyList<YearTask> tasks, Month month)
    {
        var lights = tasks.CountBy(t => t.LitBy(month)?.Light ?? Light.Grey).ToDictionary();
        int Of(Light light) => lights.GetValueOrDefault(light);
        return new LightCounts(Of(Light.Green), Of(Light.Yellow), Of(Light.Red), Of(Light.Grey));
    }

    private static GridRow Row(PlanYear plan, YearTask task, IReadOnlyList<Month> columns, Month shown) =>
        new(task.Number, task.Title, task.LeadIn(shown).Section.Name, [.. columns.Select(c => Cell(plan, task, c, shown))]);

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
            CellKind.Confirmed => ((Light?)light, judged.Lead.Confirmed?.Completion is { } rate ? Wording.Number(rate) : ""),
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
        var mark = settled is null ? null : judged.Override is not null ? "改" : judged.Correction is not null ? "正" : null;
        return new GridCell(month, settled, text, $"{month.Number}月{words}{(why.Length > 0 ? "。" + why : "")}", link, mark);
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
            task.Number, task.Title, before.Light, now.Light, Why(before, now), now.Lead.Part.Section.Name, then?.NextSteps,
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
        var facts = indicator.Facts(found?.Value.Value, null)!;
        return new TargetLine(
            task.Number, indicator, found?.Month, found?.Value, facts.Value is { } value ? facts.Shortfall(value) : null,
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
