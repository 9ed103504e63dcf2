using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Lights;

namespace Pengshui.RuralEdu.Core.Rectifications;

/// <summary>Takes the steps of the workflow on the entity; the service and the demonstration both go this way.</summary>
internal static class RectificationSteps
{
    /// <summary>签发: gives it its number.</summary>
    public static void Issue(Rectification rectification, RectificationRule step, int year, int number, Actor actor, DateTime at)
    {
        rectification.Year = year;
        rectification.Number = number;
        rectification.IssuedAt = at;
        Take(rectification, step, actor, at, null);
    }

    /// <summary>What the section writes. Its steps keep the texts as they were then.</summary>
    /// <returns>What changed: label, before, after.</returns>
    public static IReadOnlyList<(string Label, string? Before, string? After)> Answer(
        Rectification rectification, RectificationRule step, string? measures, string? feedback, Actor actor, DateTime at)
    {
        var changes = new List<(string, string?, string?)>();
        Change(changes, "整改措施", rectification.Measures, measures);
        Change(changes, "整改情况", rectification.Feedback, feedback);
        rectification.Measures = measures;
        rectification.Feedback = feedback;
        if (step.Action == RectificationAction.Submit)
        {
            rectification.SubmittedAt = at;
            rectification.SubmittedById = actor.UserId;
        }

        Change(changes, "状态", rectification.State.Label(), step.To.Label());
        var row = Take(rectification, step, actor, at, null);
        row.Measures = measures;
        row.Feedback = feedback;
        return changes;
    }

    /// <summary>What the supervisor decides.</summary>
    /// <param name="rectification">Which.</param>
    /// <param name="step">The row of the table.</param>
    /// <param name="reason">Why, or what was seen.</param>
    /// <param name="dueOn">整改期限 after it.</param>
    /// <param name="lookBackOn">回头看日期 after it.</param>
    /// <param name="actor">Who.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="visit">The visit on which it was verified, where one is named.</param>
    /// <returns>What changed: label, before, after.</returns>
    public static IReadOnlyList<(string Label, string? Before, string? After)> Decide(
        Rectification rectification, RectificationRule step, string? reason, DateOnly dueOn, DateOnly? lookBackOn, Actor actor, DateTime at,
        ProofVisit? visit = null)
    {
        var changes = new List<(string, string?, string?)>();
        Change(changes, "状态", rectification.State.Label(), step.To.Label());
        Change(changes, "整改期限", $"{rectification.DueOn:yyyy-MM-dd}", $"{dueOn:yyyy-MM-dd}");
        Change(changes, "回头看日期", $"{rectification.LookBackOn:yyyy-MM-dd}", $"{lookBackOn:yyyy-MM-dd}");
        rectification.DueOn = dueOn;
        rectification.LookBackOn = lookBackOn;
        rectification.ClosedAt = step.To switch
        {
            RectificationState.Closed or RectificationState.AwaitingLookBack => rectification.ClosedAt ?? at,
            _ => null,
        };
        rectification.LookedBackAt = step.Action == RectificationAction.PassLookBack ? at : null;
        if (step.Ask == RectificationAsk.Proof)
        {
            Change(changes, "核验依据", null, visit?.Reference);
            (rectification.Seen, rectification.VisitId) = (reason, visit?.Id);
        }
        else if (rectification.ClosedAt is null)
        {
            (rectification.Seen, rectification.VisitId) = (null, null);
        }

        Take(rectification, step, actor, at, reason).VisitId = visit?.Id;
        return changes;
    }

    /// <summary>Moves the deadline past a day off; where it stands stays.</summary>
    public static void Move(Rectification rectification, DateOnly dueOn, string reason, Actor actor, DateTime at)
    {
        rectification.DueOn = dueOn;
        Take(rectification, RectificationAction.Move, rectification.State, actor, at, reason);
    }

    private static RectificationStep Take(Rectification rectification, RectificationRule step, Actor actor, DateTime at, string? reason) =>
        Take(rectification, step.Action, step.To, actor, at, reason);

    private static RectificationStep Take(Rectification rectification, RectificationAction action, RectificationState to, Actor actor, DateTime at, string? reason)
    {
        var row = new RectificationStep
        {
            Action = action,
            From = rectification.State,
            To = to,
            DueOn = rectification.DueOn,
            LookBackOn = rectification.LookBackOn,
            At = at,
            ById = actor.UserId!.Value,
            Reason = reason,
        };
        rectification.State = to;
        rectification.Steps.Add(row);
        return row;
    }

    private static void Change(List<(string, string?, string?)> changes, string label, string? before, string? after)
    {
        if (before != after)
            changes.Add((label, before, after));
    }
}
