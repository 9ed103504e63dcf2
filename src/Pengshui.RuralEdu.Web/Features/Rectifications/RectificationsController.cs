using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Rectifications;

/// <summary>The ledger of rectifications, one of them, and the form that raises one.</summary>
[Route("rectifications")]
[Requires(Permission.ReadBusiness)]
public sealed class RectificationsController(
    RectificationLedgerQuery ledger, RectificationPageQuery query, RaisePageQuery raisePages, RectificationService service) : PortalController
{
    /// <param name="filter">What is asked for.</param>
    /// <param name="page">Which page, from 1.</param>
    /// <param name="cancellationToken">Ends it.</param>
    [HttpGet("")]
    public async Task<IActionResult> Ledger([FromQuery] RectificationFilter filter, int page = 1, CancellationToken cancellationToken = default) =>
        await ledger.ReadAsync(filter, page, Actor, cancellationToken) is { } found ? View(found) : NotFound();

    [HttpGet("{id:int}")]
    public async Task<IActionResult> Show(int id, CancellationToken cancellationToken) =>
        await query.ReadAsync(id, Actor, cancellationToken) is { } page ? View(RectificationView.Of(page)) : NotFound();

    /// <param name="inspection">The issued inspection it comes from.</param>
    /// <param name="task">The task that is chosen already.</param>
    /// <param name="section">The section, by code, that is chosen already.</param>
    /// <param name="cancellationToken">Ends it.</param>
    [HttpGet("new")]
    [Requires(Permission.Supervise)]
    public async Task<IActionResult> Raise(int? inspection, int? task, string? section, CancellationToken cancellationToken)
    {
        var page = await raisePages.ReadAsync(inspection, cancellationToken);
        return page is null ? NotFound() : RaiseView(page, new RaisePost
        {
            FormKey = Guid.NewGuid(),
            InspectionId = inspection,
            ResponsibilityId = page.Parts(task, section).Select(p => (int?)p.ResponsibilityId).FirstOrDefault(),
        });
    }

    [HttpPost("new")]
    [Requires(Permission.Supervise)]
    public async Task<IActionResult> Raise(RaisePost post, CancellationToken cancellationToken)
    {
        var page = await raisePages.ReadAsync(post.InspectionId, cancellationToken);
        if (page is null)
            return NotFound();
        if (!ModelState.IsValid)
            return RaiseView(page, post);
        var result = await service.RaiseAsync(
            new RaiseRectification(post.FormKey, post.ResponsibilityId ?? 0, post.Problem, post.DueOn, post.InspectionId), Actor, cancellationToken);
        return Answer(
            result,
            () =>
            {
                Flash("已签发，科室会在工作台看到。");
                return RedirectToAction(nameof(Show), new { id = result.Value });
            },
            () => RaiseView(page, post));
    }

    private ViewResult RaiseView(RaisePage page, RaisePost post)
    {
        ViewData["Page"] = page;
        return View(nameof(Raise), post);
    }
}
