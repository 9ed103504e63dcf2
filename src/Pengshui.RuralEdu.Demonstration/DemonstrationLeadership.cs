using Microsoft.Extensions.DependencyInjection;
using Pengshui.RuralEdu.Core;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Instructions;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Demonstration;

/// <summary>
/// What leaders and the coordinator did in the demonstration besides the reports: instructions in every state, two overrides
/// of lights, and the lights as they stood when each month was closed.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="plan">With tasks, responsibilities and their sections.</param>
/// <param name="actors">User name → who.</param>
internal sealed class DemonstrationLeadership(RuralEduDbContext db, WorkPlan plan, IReadOnlyDictionary<string, Actor> actors)
{
    /// <summary>What was done, in no order.</summary>
    public IEnumerable<(DateTime At, Action Act)> Tell() =>
        DemonstrationInstruction.All.SelectMany(Tell)
            .Append(Override(2, 7, Day(8, 10), Light.Red, Day(8, 31), "三所学校的调整方案没有启动，暑期不动工就赶不上秋季开学。"))
            .Append(Override(6, 9, Day(10, 11), Light.Green, Day(10, 31), "县级补助资金10月上旬已到位，同意按调整后的进度执行。"));

    /// <summary>Keeps each closed month's lights. Called once all else is stored.</summary>
    /// <param name="closed">Month → when it was closed, UTC.</param>
    /// <param name="clock">Set to the end of the story.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task KeepLightsAsync(IReadOnlyDictionary<Month, DateTime> closed, BusinessClock clock, CancellationToken cancellationToken)
    {
        await using var rooms = CoreServices.RoomsOver(db, clock);
        var (years, history) = (rooms.GetRequiredService<PlanYearReader>(), (LightHistory)rooms.GetRequiredService<IMonthClosing>());
        foreach (var (month, at) in closed.OrderBy(c => c.Key))
        {
            var year = await years.JudgeAsync(plan.Year, BusinessClock.BeijingDay(at), cancellationToken);
            await history.TakeAsync(year!, month, at, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private IEnumerable<(DateTime At, Action Act)> Tell(DemonstrationInstruction story, int index)
    {
        var task = plan.Tasks.Single(t => t.Number == story.Task);
        var sections = story.Sections.Select(code => task.Responsibilities.Single(r => r.Section.Code == code).Section).ToList();
        var givenAt = BusinessClock.ToUtc(story.GivenOn, new TimeOnly(11, 5 + index));
        var instruction = InstructionSteps.Give(
            new Guid(index + 1, 0, 0, new byte[8]), task.Id, null, story.Text, story.DueOn, sections.Select(s => s.Id), actors[story.By], givenAt);
        instruction.PlanTask = task;
        foreach (var recipient in instruction.Recipients)
            recipient.Section = sections.Single(s => s.Id == recipient.SectionId);
        yield return (givenAt, () =>
        {
            db.Add(instruction);
            db.Note(InstructionService.GivenNote(actors[story.By], instruction, $"任务{task.Number} {task.Title}", sections.Select(s => s.Name)));
        }
        );
        foreach (var scene in story.Steps)
        {
            var at = BusinessClock.ToUtc(scene.On, new TimeOnly(15, 20 + index));
            var recipient = instruction.Recipients.Single(r => r.Section.Code == scene.Section);
            recipient.Instruction = instruction;
            yield return (at, () => Take(recipient, scene, actors[scene.Action == InstructionAction.Answer ? scene.Section + "-head" : story.By], at));
        }
    }

    private void Take(InstructionRecipient recipient, InstructionScene scene, Actor actor, DateTime at)
    {
        var rule = InstructionWorkflow.Find(recipient.State, scene.Action, actor, recipient.SectionId, recipient.Instruction.ById)
            ?? throw new InvalidOperationException($"{actor.UserName} cannot {scene.Action} “{recipient.Instruction.Text}” while it is {recipient.State}.");
        var changes = InstructionSteps.Take(recipient, rule, scene.Text, scene.DueOn, actor, at);
        db.Note(InstructionService.StepNote(actor, recipient, scene.Action, changes) with { Reason = scene.Action == InstructionAction.Answer ? null : scene.Text });
        recipient.Version++;
    }

    private (DateTime At, Action Act) Override(int number, int month, DateOnly on, Light light, DateOnly endsOn, string reason)
    {
        var task = plan.Tasks.Single(t => t.Number == number);
        var at = BusinessClock.ToUtc(on, new TimeOnly(16, 5));
        return (at, () =>
        {
            var made = new LightOverride
            {
                PlanTaskId = task.Id, Month = new Month(plan.Year, month), Ordinal = 1, Light = light, Reason = reason, EndsOn = endsOn,
                ById = actors["coordinator"].UserId!.Value, At = at,
            };
            db.Add(made);
            db.Note(LightOverrideService.SetNote(actors["coordinator"], made, LightOverrideService.TitleOf(task.Number, task.Title, made.Month), null));
        }
        );
    }

    private DateOnly Day(int month, int day) => new(plan.Year, month, day);
}
