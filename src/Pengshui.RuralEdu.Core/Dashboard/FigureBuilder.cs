using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Dashboard;

/// <summary>Lists the rows behind a figure of the dashboard.</summary>
internal static class FigureBuilder
{
    public static FigurePage Build(PlanYear plan, PlanPeriod period, SectionScope scope, Figure figure)
    {
        var month = period.Month;
        var tasks = plan.Tasks.Where(t => scope.Has(t, month)).ToList();
        var day = plan.DayOf(month);
        IEnumerable<FigureRow> rows = figure switch
        {
            Figure.Green => Lit(tasks, month, Is(Light.Green)),
            Figure.Yellow => Lit(tasks, month, Is(Light.Yellow)),
            Figure.Red => Lit(tasks, month, Is(Light.Red)),
            Figure.Grey => Lit(tasks, month, Is(Light.Grey)),
            Figure.Overridden => Lit(tasks, month, lit => lit is { IsOverridden: true }),
            Figure.Divergent => Lit(tasks, month, lit => lit is { Views.Differ: true }),
            Figure.Completion => Completion(plan, tasks, month),
            Figure.Confirmed => Leads(tasks, month, s => s == ReportState.Confirmed),
            Figure.InReview => Leads(tasks, month, s => s is ReportState.AwaitingSectionReview or ReportState.AwaitingConfirmation),
            Figure.Returned => Leads(tasks, month, s => s == ReportState.Returned),
            Figure.Unsubmitted => Leads(tasks, month, s => s is ReportState.NotStarted or ReportState.Draft),
            Figure.Rectifications => DashboardBuilder.Rectifications(plan, scope, day).Select(Row),
            Figure.OverdueRectifications => DashboardBuilder.Rectifications(plan, scope, day).Where(r => r.DaysOver > 0).Select(Row),
            Figure.Needs => NeedLines.OpenOf(plan, scope, month).Select(Row),
            Figure.Instructions => DashboardBuilder.Instructions(plan, scope, day).Select(Row),
            Figure.OverdueInstructions => DashboardBuilder.Instructions(plan, scope, day).Where(i => i.DaysOver > 0).Select(Row),
            Figure.Overdue => DashboardBuilder.Arrears(plan, scope, month, day).Select(Row),
            _ => throw new ArgumentOutOfRangeException(nameof(figure)),
        };
        return new FigurePage(
            figure, plan.Year, period, day, day < plan.Today, scope, [.. rows],
            figure == Figure.Completion ? AverageCompletion.Of(plan, tasks, month) : null);
    }

    private static Func<TaskMonth?, bool> Is(Light light) => lit => (lit?.Light ?? Light.Grey) == light;

    private static IEnumerable<FigureRow> Lit(IEnumerable<YearTask> tasks, Month month, Func<TaskMonth?, bool> fits) =>
        from task in tasks
        let lit = task.LitBy(month)
        where fits(lit)
        select new FigureRow(
            task.Number, task.Title, task.LeadIn(lit?.Month ?? month).Section.Name, lit is null ? "还没有判定过灯色" : DashboardBuilder.WhyOf(lit), RowTarget.Task,
            (lit?.Month ?? month).ToNumber())
        {
            Lit = lit,
            Light = lit?.Light ?? Light.Grey,
            Percent = lit?.Lead.Confirmed?.Completion,
        };

    private static IEnumerable<FigureRow> Completion(PlanYear plan, IEnumerable<YearTask> tasks, Month month) =>
        plan.LastPast(month) is not { } past
            ? []
            : from task in tasks
              let counts = task.CompletionBy(past.Month)
              let pending = task.Months.GetValueOrDefault(past.Month)?.Lead.PendingCompletion
              select new FigureRow(
                  task.Number, task.Title, task.LeadIn(past.Month).Section.Name, Counted(counts, past.Month, task) + (pending is null ? "" : $"；{past.Month.Number}月{pending}"),
                  counts is null ? RowTarget.Task : RowTarget.Report, counts?.ReportId ?? past.Month.ToNumber())
              {
                  Percent = counts?.Percent ?? 0,
              };

    private static string Counted(ConfirmedCompletion? counts, Month past, YearTask task) => counts switch
    {
        null => "从来没有确认过，按 0 计",
        { Month: var month } when month == past => $"要求 {ChineseFormat.Percent(task.RequiredIn(past))}，{ChineseFormat.Gap(counts.Percent, task.RequiredIn(past))}",
        { Month: var older } => $"按{older.Number}月最近一次确认的计",
    };

    private static IEnumerable<FigureRow> Leads(IEnumerable<YearTask> tasks, Month month, Func<ReportState, bool> fits) =>
        from task in tasks
        let lead = task.Months.GetValueOrDefault(month)?.Lead
        where lead is not null && fits(lead.State)
        select new FigureRow(
            task.Number, task.Title, lead.Part.Section.Name,
            string.Join("；", new[] { lead.PendingCompletion is { } pending ? $"完成率{pending}" : null, lead.ReturnReason is { } reason ? $"退回理由：{reason}" : null }.OfType<string>()),
            lead.IsIn ? RowTarget.Report : RowTarget.Task, lead.IsIn ? lead.Id : month.ToNumber())
        {
            State = lead.State,
            Percent = lead.Confirmed?.Completion,
            DueOn = lead.ReturnDueOn ?? lead.DueOn,
        };

    private static FigureRow Row(OpenRectification open) =>
        new(open.TaskNumber, open.TaskTitle, open.Section, $"{open.Label}：{open.Problem}", RowTarget.Rectification, open.Id)
        {
            DueOn = open.DueOn,
            DaysOver = open.DaysOver,
            Now = open.Now,
        };

    private static FigureRow Row(NeedLine open) =>
        new(
            open.TaskNumber, open.TaskTitle, open.Need.Section.Name,
            $"{open.Need.Sentence}，{ChineseDays.MonthAndDay(open.Need.RaisedOn)}提出，已 {open.Days} 天", RowTarget.Need, open.Need.Id);

    private static FigureRow Row(OpenInstruction open) =>
        new(open.TaskNumber, open.TaskTitle, open.Section, open.Text, RowTarget.Instruction, open.InstructionId) { DueOn = open.DueOn, DaysOver = open.DaysOver, Now = open.Now };

    private static FigureRow Row(Arrear arrear) =>
        new(arrear.TaskNumber, arrear.TaskTitle, arrear.Section, $"{arrear.Text}。{arrear.Holdup.Sentence}", arrear.Target, arrear.TargetId)
        {
            DueOn = arrear.DueOn,
            DaysOver = arrear.Days,
            Now = arrear.Now,
        };
}
