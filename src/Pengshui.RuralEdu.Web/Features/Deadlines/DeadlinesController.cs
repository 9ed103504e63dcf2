using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Deadlines;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Deadlines;

/// <summary>What the coordinator is asked where deadlines of reports, instructions and rectifications became days off.</summary>
[Route("deadlines")]
[Requires(Permission.CoordinateMonth)]
public sealed class DeadlinesController(PlanYearReader years, DeadlineQuery query, DeadlineService deadlines) : PortalController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View(nameof(Index), await ReadAsync(cancellationToken));

    /// <summary>The answer.</summary>
    [HttpPost("{kind:int}/{id:int}")]
    public async Task<IActionResult> Answer(DeadlineKind kind, int id, DeadlinePost post, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || post is not { NewDueOn: { } day, Moves: { } moves })
            return RedirectToAction(nameof(Index));
        return await AnswerAsync(
            await deadlines.AnswerAsync(new AnswerDeadline(kind, id, post.Version, day, moves), Actor, cancellationToken),
            () =>
            {
                Flash(moves ? "期限已顺延。" : "期限保持不变，日历不再改就不再问。");
                return Redirect("~/");
            },
            async () => View(nameof(Index), await ReadAsync(cancellationToken)));
    }

    private async Task<IReadOnlyList<DeadlineMove>> ReadAsync(CancellationToken cancellationToken) =>
        await years.ReadAsync(null, cancellationToken) is { } plan ? await query.ReadAsync(plan, cancellationToken) : [];
}

/// <summary>The answer to whether a deadline moves.</summary>
public sealed class DeadlinePost
{
    public int Version { get; set; }

    /// <summary>The day that was asked about.</summary>
    public DateOnly? NewDueOn { get; set; }

    /// <summary>移到, or 保持不变.</summary>
    public bool? Moves { get; set; }
}
