using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Rectifications;

/// <summary>Issues rectifications (签发): those of an inspection together with it, or one that stands alone.</summary>
internal static class RectificationIssue
{
    /// <summary>
    /// Numbers them in their order, takes the step and notes it; the caller saves. The caller has
    /// <see cref="WriteTurn.Supervision"/>, so that no number is taken twice and none is left out.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="clock">Now.</param>
    /// <param name="drafts">Tracked, with task and section, each a draft.</param>
    /// <param name="actor">A supervisor.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidOperationException">One is no draft, or the actor is no supervisor: a bug of the caller.</exception>
    public static async Task IssueAsync(
        RuralEduDbContext db, BusinessClock clock, IReadOnlyList<Rectification> drafts, Actor actor, CancellationToken cancellationToken)
    {
        if (drafts.Count == 0)
            return;
        var year = clock.Today.Year;
        var last = await db.Rectifications.Where(r => r.Year == year).MaxAsync(r => r.Number, cancellationToken) ?? 0;
        foreach (var draft in drafts)
        {
            var step = RectificationWorkflow.Find(draft.State, RectificationAction.Issue, actor, draft.SectionId, null)
                ?? throw new InvalidOperationException($"{actor.UserName} cannot issue a rectification that is {draft.State}.");
            RectificationSteps.Issue(draft, step, year, ++last, actor, clock.UtcNow);
            db.Note(RectificationRefusals.Note(actor, RectificationAudit.IssueRectification, draft, [("整改期限", null, $"{draft.DueOn:yyyy-MM-dd}")]));
        }
    }
}
