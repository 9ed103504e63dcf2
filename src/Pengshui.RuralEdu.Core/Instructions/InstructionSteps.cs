using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Lights;

namespace Pengshui.RuralEdu.Core.Instructions;

/// <summary>What giving an instruction and the steps of its workflow leave in the rows; the demonstration takes the same ones.</summary>
internal static class InstructionSteps
{
    /// <summary>Makes an instruction for some sections.</summary>
    public static Instruction Give(
        Guid formKey, int taskId, int? reportId, string text, DateOnly dueOn, IEnumerable<int> sectionIds, Actor actor, DateTime now)
    {
        var instruction = new Instruction
        {
            FormKey = formKey, PlanTaskId = taskId, MonthlyReportId = reportId, Text = text, ById = actor.UserId!.Value, At = now,
        };
        foreach (var section in sectionIds)
            instruction.Recipients.Add(new InstructionRecipient { SectionId = section, DueOn = dueOn });
        return instruction;
    }

    /// <summary>Takes a step.</summary>
    /// <param name="recipient">The instruction at its section.</param>
    /// <param name="rule">The row of the table.</param>
    /// <param name="text">The answer, or why.</param>
    /// <param name="dueOn">The new day to answer by, where the leader asks again; null keeps it.</param>
    /// <param name="actor">Who.</param>
    /// <param name="now">UTC.</param>
    /// <returns>What changed, for the audit trail: label, before, after.</returns>
    public static IReadOnlyList<(string Label, string? Before, string? After)> Take(
        InstructionRecipient recipient, InstructionRule rule, string? text, DateOnly? dueOn, Actor actor, DateTime now)
    {
        var changes = new List<(string, string?, string?)> { ("状态", rule.From.Label(), rule.To.Label()) };
        if (rule.Action == InstructionAction.Answer)
        {
            recipient.AnsweredAt = now;
            changes.Add(("回复", null, text));
        }

        if (dueOn is { } day && day != recipient.DueOn)
        {
            changes.Add(("期限", ChineseDays.MonthAndDay(recipient.DueOn), ChineseDays.MonthAndDay(day)));
            recipient.DueOn = day;
        }

        recipient.AcceptedAt = rule.To == InstructionState.Accepted ? now : null;
        recipient.State = rule.To;
        recipient.Steps.Add(new InstructionStep
        {
            Action = rule.Action, From = rule.From, To = rule.To, Text = text, DueOn = recipient.DueOn, At = now, ById = actor.UserId!.Value,
        });
        return changes;
    }

    /// <summary>Moves the day to answer by past a day off; where it stands stays.</summary>
    public static void Move(InstructionRecipient recipient, DateOnly dueOn, string reason, Actor actor, DateTime now)
    {
        recipient.DueOn = dueOn;
        recipient.Steps.Add(new InstructionStep
        {
            Action = InstructionAction.Move, From = recipient.State, To = recipient.State, Text = reason, DueOn = dueOn, At = now, ById = actor.UserId!.Value,
        });
    }
}
