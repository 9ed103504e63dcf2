using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>Says what the workflow table allows and forbids, in sentences made from its rows.</summary>
public static class WorkflowSentences
{
    /// <summary>月报现在是“待科室审核”：提交人可以撤回，教育科负责人可以审核通过、退回。</summary>
    /// <param name="state">The report's state.</param>
    /// <param name="sectionName">Whose people act on it.</param>
    /// <param name="situation">Where it stands beside its state.</param>
    /// <param name="isClosed">Whether its month is closed: then nothing is submitted into it.</param>
    public static string NextStep(ReportState state, string sectionName, ReportSituation situation = ReportSituation.Open, bool isClosed = false)
    {
        var steps = ReportWorkflow.StepsOf(state, situation).ToList();
        var waits = isClosed && steps.RemoveAll(s => s.Action == ReportAction.Submit) > 0;
        var whos = steps
            .GroupBy(s => Who(s, sectionName), s => s.Action.Label())
            .Select(g => (Who: g.Key, Actions: string.Join("、", g.Distinct())))
            .GroupBy(g => g.Actions, g => g.Who)
            .Select(g => $"{string.Join("、", g)}可以{g.Key}");
        return $"月报现在是“{state.Label()}”{(situation == ReportSituation.Waived ? "，已定为不再补报" : "")}：{string.Join("，", whos)}。"
            + (waits ? "月份已关闭，统筹员重新开启月报期后才能提交。" : "");
    }

    /// <summary>Why this actor's action is refused in this state.</summary>
    public static string Refusal(
        ReportAction action, ReportState state, string sectionName, Actor actor, int? authorId, ReportSituation situation = ReportSituation.Open,
        bool isClosed = false)
    {
        var isAuthor = authorId is not null && authorId == actor.UserId;
        var stepHere = ReportWorkflow.StepsOf(state, situation).Any(s => s.Action == action);
        var why = action switch
        {
            ReportAction.Approve when stepHere && isAuthor => "您是提交人，不能审核自己提交的月报，请本科室其他负责人审核。",
            ReportAction.Confirm when stepHere && isAuthor => "您是提交人，不能确认自己提交的月报，请其他统筹员确认。",
            ReportAction.Withdraw when stepHere && !isAuthor => "只有提交人可以撤回。",
            ReportAction.Waive when situation == ReportSituation.Open => $"月份关闭以后，才能{action.Label()}。",
            _ => $"现在不能{action.Label()}。",
        };
        return why + NextStep(state, sectionName, situation, isClosed);
    }

    /// <summary>Why this action is never this actor's with this report.</summary>
    public static string Forbidden(ReportAction action, string sectionName)
    {
        var whos = ReportWorkflow.Steps.Where(s => s.Action == action).Select(s => Who(s, sectionName)).Distinct();
        return $"这份月报由{string.Join("、", whos)}{action.Label()}，您可以查看，不能办理。";
    }

    /// <summary>Why nothing can be submitted into a closed month.</summary>
    public static string Closed(Month month) => $"{month.ToChinese()}的月报期已关闭，不能提交。草稿可以继续保存；需要补报，请统筹员重新开启。";

    /// <summary>Whether any row gives the action to the actor in some state of this report.</summary>
    public static bool IsEver(ReportAction action, Actor actor, int sectionId) =>
        ReportWorkflow.Steps.Any(s => s.Action == action && actor.Is(s.Role)
            && (s.Condition is StepCondition.Anyone or StepCondition.NotTheAuthor || actor.IsMemberOf(sectionId)));

    private static string Who(WorkflowStep step, string sectionName) => (step.Condition, step.Role) switch
    {
        (StepCondition.TheAuthor, _) => "提交人",
        (_, Role.Reporter) => sectionName + "填报员",
        (_, Role.SectionHead) => sectionName + "负责人",
        (_, var role) => role.Label(),
    };
}
