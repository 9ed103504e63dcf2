using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Rectifications;

namespace Pengshui.RuralEdu.Core.Data;

/// <summary>The demonstration's rectifications, one for each state on its day, taken there by the rules that the portal's own service goes by.</summary>
/// <param name="db">The database.</param>
/// <param name="plan">With tasks, responsibilities and their sections.</param>
/// <param name="actors">User name → who.</param>
/// <param name="inspections">Told before: what is issued on an inspection's day about one of its tasks was raised by it.</param>
internal sealed class DemonstrationRectifications(
    RuralEduDbContext db, WorkPlan plan, IReadOnlyDictionary<string, Actor> actors, DemonstrationInspections inspections)
{
    private int last;

    /// <summary>What was done, in no order.</summary>
    public IEnumerable<(DateTime At, Action Act)> Tell() => DemonstrationRectification.All.SelectMany(Tell);

    private IEnumerable<(DateTime At, Action Act)> Tell(DemonstrationRectification story, int index)
    {
        var part = plan.Tasks.Single(t => t.Number == story.Task).Responsibilities.Single(r => r.Section.Code == story.Section);
        var rectification = new Rectification
        {
            FormKey = new Guid(index + 1, 0, 0, new byte[8]),
            PlanTask = part.PlanTask,
            Section = part.Section,
            SectionId = part.SectionId,
            Problem = story.Problem,
            DueOn = story.DueOn,
            RaisedById = actors["supervisor"].UserId!.Value,
        };
        var issuedAt = BusinessClock.ToUtc(story.IssuedOn, new TimeOnly(16, 20 + index));
        yield return (issuedAt, () =>
        {
            rectification.Inspection = inspections.Find(story.IssuedOn, part.PlanTask);
            db.Add(rectification);
            RectificationSteps.Issue(rectification, Rule(rectification, RectificationAction.Issue, actors["supervisor"]), story.IssuedOn.Year, ++last, actors["supervisor"], issuedAt);
            db.Note(RectificationDesk.Note(
                actors["supervisor"], RectificationDesk.Code(RectificationAction.Issue), rectification, [("整改期限", null, $"{story.DueOn:yyyy-MM-dd}")]));
        }
        );
        foreach (var step in story.Steps)
        {
            var at = BusinessClock.ToUtc(step.On, new TimeOnly(10, 10 + index));
            yield return (at, () => Take(rectification, step, at));
        }
    }

    private void Take(Rectification rectification, RectificationScene scene, DateTime at)
    {
        var isAnswer = scene.Action is RectificationAction.Report or RectificationAction.Submit;
        var actor = actors[isAnswer ? rectification.Section.Code + "-staff" : "supervisor"];
        var rule = Rule(rectification, scene.Action, actor);
        var changes = isAnswer
            ? RectificationSteps.Answer(rectification, rule, scene.Text ?? rectification.Measures, scene.Feedback, actor, at)
            : RectificationSteps.Decide(
                rectification, rule, scene.Text, scene.Action == RectificationAction.Return ? scene.Day!.Value : rectification.DueOn,
                scene.Action == RectificationAction.ScheduleLookBack ? scene.Day : rectification.LookBackOn, actor, at);
        db.Note(RectificationDesk.Note(actor, RectificationDesk.Code(scene.Action), rectification, changes) with { Reason = isAnswer ? null : scene.Text });
        rectification.Version++;
    }

    private static RectificationRule Rule(Rectification rectification, RectificationAction action, Actor actor) =>
        RectificationWorkflow.Find(rectification.State, action, actor, rectification.SectionId, rectification.SubmittedById)
        ?? throw new InvalidOperationException($"{actor.UserName} cannot {action} “{rectification.Problem}” while it is {rectification.State}.");
}
