using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Rectifications;

namespace Pengshui.RuralEdu.Demonstration;

/// <summary>The demonstration's rectifications, one for each state on its day, taken there by the rules that the portal's own service goes by.</summary>
/// <param name="db">The database.</param>
/// <param name="plan">With tasks, responsibilities and their sections.</param>
/// <param name="actors">User name → who.</param>
/// <param name="inspections">Told before: what is issued on an inspection's day about one of its tasks was raised by it.</param>
/// <param name="evidence">Stores the files.</param>
internal sealed class DemonstrationRectifications(
    RuralEduDbContext db, WorkPlan plan, IReadOnlyDictionary<string, Actor> actors, DemonstrationInspections inspections, DemonstrationEvidence evidence)
{
    // Uploaded a little before the step that it stands for.
    private static readonly TimeSpan UploadedBefore = TimeSpan.FromMinutes(4);

    private readonly Dictionary<RectificationScene, RectificationFile> files = [];
    private int last;

    /// <summary>Stores the files.</summary>
    public async Task StoreAsync(CancellationToken cancellationToken)
    {
        foreach (var scene in DemonstrationRectification.All.SelectMany(r => r.Steps).Where(s => s.File is not null))
            files.Add(scene, await evidence.StoreAsync(scene.File!, scene.Feedback ?? scene.Text!, cancellationToken));
    }

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
            db.Note(RectificationRefusals.Note(
                actors["supervisor"], RectificationRefusals.Code(RectificationAction.Issue), rectification, [("整改期限", null, $"{story.DueOn:yyyy-MM-dd}")]));
        }
        );
        foreach (var step in story.Steps)
        {
            var at = BusinessClock.ToUtc(step.On, new TimeOnly(10, 10 + index));
            if (files.TryGetValue(step, out var file))
                yield return (at - UploadedBefore, () => Add(rectification, file, step, at - UploadedBefore));
            yield return (at, () => Take(rectification, step, at));
        }
    }

    private void Take(Rectification rectification, RectificationScene scene, DateTime at)
    {
        var isAnswer = IsAnswer(scene);
        var actor = Who(rectification, scene);
        var rule = Rule(rectification, scene.Action, actor);
        var changes = isAnswer
            ? RectificationSteps.Answer(rectification, rule, scene.Text ?? rectification.Measures, scene.Feedback, actor, at)
            : RectificationSteps.Decide(
                rectification, rule, scene.Text, scene.Action == RectificationAction.Return ? scene.Day!.Value : rectification.DueOn,
                scene.Action == RectificationAction.ScheduleLookBack ? scene.Day : rectification.LookBackOn, actor, at);
        db.Note(RectificationRefusals.Note(actor, RectificationRefusals.Code(scene.Action), rectification, changes) with { Reason = isAnswer ? null : scene.Text });
        rectification.Version++;
    }

    private void Add(Rectification rectification, RectificationFile file, RectificationScene scene, DateTime at)
    {
        var actor = Who(rectification, scene);
        file.IsVerification = !IsAnswer(scene);
        (file.UploadedById, file.UploadedAt) = (actor.UserId!.Value, at);
        rectification.Files.Add(file);
        db.Note(new AuditNote(actor, RectificationAudit.AddRectificationFile) { Subject = file, Title = $"{RectificationRefusals.TitleOf(rectification)} · {file.FileName}" });
    }

    private static bool IsAnswer(RectificationScene scene) => scene.Action is RectificationAction.Report or RectificationAction.Submit;

    private Actor Who(Rectification rectification, RectificationScene scene) =>
        actors[IsAnswer(scene) ? rectification.Section.Code + "-staff" : "supervisor"];

    private static RectificationRule Rule(Rectification rectification, RectificationAction action, Actor actor) =>
        RectificationWorkflow.Find(rectification.State, action, actor, rectification.SectionId, rectification.SubmittedById)
        ?? throw new InvalidOperationException($"{actor.UserName} cannot {action} “{rectification.Problem}” while it is {rectification.State}.");
}
