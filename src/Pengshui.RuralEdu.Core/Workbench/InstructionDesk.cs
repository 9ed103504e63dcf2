using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Instructions;
using Pengshui.RuralEdu.Core.Lights;

namespace Pengshui.RuralEdu.Core.Workbench;

/// <summary>Instructions that wait for a person, or for those whom the person asked.</summary>
/// <param name="ToAnswer">科室填报员, 科室负责人: of one's own sections, the nearest deadline first.</param>
/// <param name="ToAccept">领导: answered, to be accepted or asked again.</param>
/// <param name="Overdue">领导, 统筹员: past their day and not answered. A leader sees those that he may decide.</param>
public sealed record InstructionDesk(
    IReadOnlyList<DeskInstruction> ToAnswer, IReadOnlyList<DeskInstruction> ToAccept, IReadOnlyList<DeskInstruction> Overdue)
{
    /// <summary>What of a plan waits for this person; null where nothing does.</summary>
    internal static InstructionDesk? Build(PlanYear plan, Actor actor)
    {
        List<DeskInstruction> Of(Func<TaskInstruction, bool> fits) =>
        [
            .. from task in plan.Tasks
               from given in task.Instructions
               where fits(given)
               orderby given.DueOn, given.InstructionId
               select new DeskInstruction(
                   given.InstructionId, task.Number, given.Text, given.GivenBy, given.Section.Name, given.DueOn,
                   given.IsOverdue(plan.Today) ? plan.Today.DayNumber - given.DueOn.DayNumber : 0),
        ];

        bool Mine(TaskInstruction given) =>
            InstructionWorkflow.IsEver(InstructionAction.Accept, actor, given.Section.Id, given.GivenById) || actor.Is(Role.Coordinator);
        var desk = new InstructionDesk(
            actor.May(Permission.FileReports) ? Of(i => i.State.IsWithSection() && actor.IsMemberOf(i.Section.Id)) : [],
            Of(i => InstructionWorkflow.Find(i.State, InstructionAction.Accept, actor, i.Section.Id, i.GivenById) is not null),
            Of(i => i.IsOverdue(plan.Today) && Mine(i)));
        return desk is { ToAnswer: [], ToAccept: [], Overdue: [] } ? null : desk;
    }
}

/// <summary>An instruction in one's list.</summary>
/// <param name="InstructionId">Key.</param>
/// <param name="TaskNumber">The task.</param>
/// <param name="Text">What is to be done.</param>
/// <param name="GivenBy">Who gave it.</param>
/// <param name="Section">Whom it went to.</param>
/// <param name="DueOn">Last day to answer.</param>
/// <param name="DaysOver">Days past it while the section has it in hand; 0 else.</param>
public sealed record DeskInstruction(int InstructionId, int TaskNumber, string Text, string GivenBy, string Section, DateOnly DueOn, int DaysOver);
