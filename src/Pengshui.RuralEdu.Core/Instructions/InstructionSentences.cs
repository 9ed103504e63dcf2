using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Lights;

namespace Pengshui.RuralEdu.Core.Instructions;

/// <summary>Says what the workflow table allows and forbids, in sentences made from its rows.</summary>
public static class InstructionSentences
{
    /// <summary>批示现在是“已回复”：教育科填报员、教育科负责人可以回复批示，作出批示的领导、主要领导可以办结、要求再办。</summary>
    public static string NextStep(InstructionState state, string sectionName)
    {
        var whos = InstructionWorkflow.Steps.Where(s => s.From == state)
            .GroupBy(s => Who(s, sectionName), s => s.Action.Label())
            .Select(g => (Who: g.Key, Actions: string.Join("、", g.Distinct())))
            .GroupBy(g => g.Actions, g => g.Who)
            .Select(g => $"{string.Join("、", g)}可以{g.Key}")
            .ToList();
        return whos.Count == 0 ? $"批示现在是“{state.Label()}”，不用再办理。" : $"批示现在是“{state.Label()}”：{string.Join("，", whos)}。";
    }

    /// <summary>Why this actor's action is refused in this state.</summary>
    public static string Refusal(InstructionAction action, InstructionState state, string sectionName) =>
        $"现在不能{action.Label()}。{NextStep(state, sectionName)}";

    /// <summary>Why this action is never this actor's with this instruction.</summary>
    public static string Forbidden(InstructionAction action, string sectionName)
    {
        var whos = InstructionWorkflow.Steps.Where(s => s.Action == action).Select(s => Who(s, sectionName)).Distinct();
        return $"这件批示由{string.Join("、", whos)}{action.Label()}，您可以查看，不能办理。";
    }

    private static string Who(InstructionRule rule, string sectionName) => (rule.Condition, rule.Role) switch
    {
        (InstructionCondition.Giver, _) => "作出批示的领导",
        (InstructionCondition.GiverOrPrincipal, _) => "作出批示的领导和主要领导",
        (_, Role.Reporter) => sectionName + "填报员",
        (_, Role.SectionHead) => sectionName + "负责人",
        (_, var role) => role.Label(),
    };
}
