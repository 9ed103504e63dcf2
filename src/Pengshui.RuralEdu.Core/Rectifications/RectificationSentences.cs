using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Rectifications;

/// <summary>Says what the workflow table allows and forbids, in sentences made from its rows.</summary>
public static class RectificationSentences
{
    /// <summary>整改现在是“待核验”：督查员可以销号、退回。</summary>
    public static string NextStep(RectificationState state, string sectionName)
    {
        var whos = RectificationWorkflow.Steps.Where(s => s.From == state)
            .GroupBy(s => Who(s.Role, sectionName), s => s.Action.Label())
            .Select(g => (Who: g.Key, Actions: string.Join("、", g.Distinct())))
            .GroupBy(g => g.Actions, g => g.Who)
            .Select(g => $"{string.Join("、", g)}可以{g.Key}");
        return $"整改现在是“{state.Label()}”：{string.Join("，", whos)}。";
    }

    /// <summary>Why this actor's action is refused in this state.</summary>
    public static string Refusal(RectificationAction action, RectificationState state, string sectionName, Actor actor, int? authorId)
    {
        var isOwn = authorId is not null && authorId == actor.UserId
            && RectificationWorkflow.Steps.Any(s => s.From == state && s.Action == action && s.Condition == StepCondition.NotTheAuthor);
        return (isOwn ? "您是提交人，不能核验自己提交的整改，请其他督查员办理。" : $"现在不能{action.Label()}。") + NextStep(state, sectionName);
    }

    /// <summary>Why this action is never this actor's with this rectification.</summary>
    public static string Forbidden(RectificationAction action, string sectionName)
    {
        var whos = RectificationWorkflow.Steps.Where(s => s.Action == action).Select(s => Who(s.Role, sectionName)).Distinct();
        return $"这件整改由{string.Join("、", whos)}{action.Label()}，您可以查看，不能办理。";
    }

    /// <summary>Whether any row gives the action to the actor in some state of this rectification.</summary>
    public static bool IsEver(RectificationAction action, Actor actor, int sectionId) =>
        RectificationWorkflow.Steps.Any(s => s.Action == action && actor.Is(s.Role)
            && (s.Condition != StepCondition.OfTheSection || actor.IsMemberOf(sectionId)));

    private static string Who(Role role, string sectionName) => role switch
    {
        Role.Reporter => sectionName + "填报员",
        Role.SectionHead => sectionName + "负责人",
        _ => role.Label(),
    };
}
