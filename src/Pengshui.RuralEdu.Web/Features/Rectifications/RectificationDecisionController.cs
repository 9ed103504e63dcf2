using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Rectifications;

/// <summary>What the supervisor decides of a rectification.</summary>
[Route("rectifications/{id:int}")]
[Requires(Permission.Supervise)]
public sealed class RectificationDecisionController(RectificationPageQuery query, RectificationService service) : PortalController
{
    [HttpPost("close")]
    public Task<IActionResult> Close(int id, DecisionPost post, CancellationToken cancellationToken) =>
        DecideAsync(id, post, RectificationAction.Close, "已销号。", cancellationToken);

    [HttpPost("return")]
    public Task<IActionResult> Return(int id, DecisionPost post, CancellationToken cancellationToken) =>
        DecideAsync(id, post, RectificationAction.Return, "已退回，科室会看到退回理由。", cancellationToken);

    [HttpPost("extend")]
    public Task<IActionResult> Extend(int id, DecisionPost post, CancellationToken cancellationToken) =>
        DecideAsync(id, post, RectificationAction.Extend, "整改期限已调整。", cancellationToken);

    [HttpPost("look-back")]
    public Task<IActionResult> LookBack(int id, DecisionPost post, CancellationToken cancellationToken) =>
        DecideAsync(id, post, RectificationAction.ScheduleLookBack, "已安排回头看。", cancellationToken);

    [HttpPost("pass")]
    public Task<IActionResult> Pass(int id, DecisionPost post, CancellationToken cancellationToken) =>
        DecideAsync(id, post, RectificationAction.PassLookBack, "已记下回头看合格。", cancellationToken);

    [HttpPost("reopen")]
    public Task<IActionResult> Reopen(int id, DecisionPost post, CancellationToken cancellationToken) =>
        DecideAsync(id, post, RectificationAction.Reopen, "已退给科室重新整改。", cancellationToken);

    private async Task<IActionResult> DecideAsync(int id, DecisionPost post, RectificationAction action, string done, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return await AgainAsync(id, post, action, cancellationToken);
        var takesNote = action is RectificationAction.Close or RectificationAction.PassLookBack;
        var command = new DecideRectification(id, post.Version, action, takesNote ? post.Note : post.Reason, post.DueOn, post.LookBackOn);
        return await AnswerAsync(
            await service.DecideAsync(command, Actor, cancellationToken),
            () =>
            {
                Flash(done);
                return RedirectToAction(nameof(RectificationsController.Show), "Rectifications", new { id });
            },
            () => AgainAsync(id, post, action, cancellationToken));
    }

    private async Task<IActionResult> AgainAsync(int id, DecisionPost post, RectificationAction action, CancellationToken cancellationToken) =>
        await query.ReadAsync(id, Actor, cancellationToken) is { } page
            ? View("/Features/Rectifications/Show.cshtml", RectificationView.Of(page, post, action)) : NotFound();
}
