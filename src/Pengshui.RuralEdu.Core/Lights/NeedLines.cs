using Pengshui.RuralEdu.Core.Calendar;

namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>Lists the coordination needs of a plan.</summary>
public static class NeedLines
{
    /// <summary>The needs of a plan that were raised up to a month, as they stood then: the oldest first.</summary>
    public static IEnumerable<NeedLine> Of(PlanYear plan, SectionScope scope, Month month) =>
        from task in plan.Tasks
        from need in task.Needs
        where need.Month <= month && need.Concerns(scope, TaskNeed.AsOf(month, plan.Today))
        orderby need.RaisedOn, task.Number, need.Id
        select NeedLine.Of(task, need, month, plan.Today);

    /// <summary>The month of today, or the plan's last one before its end: what was said of any month counts.</summary>
    public static Month Now(PlanYear plan)
    {
        var (last, today) = (plan.Months[^1].Month, Month.Of(plan.Today));
        return last < today ? today : last;
    }

    /// <summary>Coordination needs that were open at the end of a month, or are today before it, the oldest first.</summary>
    public static IReadOnlyList<NeedLine> OpenOf(PlanYear plan, SectionScope scope, Month month) =>
        [.. Of(plan, scope, month).Where(l => l.SolvedOn is null)];
}
