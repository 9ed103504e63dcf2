using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Rectifications;

/// <summary>The form that raises a rectification.</summary>
[Route("rectifications/new")]
[Requires(Permission.Supervise)]
public sealed class RaiseController(RaisePageQuery query, RectificationService service) : PortalController
{
    /// <param name="inspection">The issued inspection it comes from.</param>
    /// <param name="task">The task that is chosen already.</param>
    /// <param name="section">The section, by code, that is chosen already.</param>
    /// <param name="cancellationToken">Ends it.</param>
    [HttpGet("")]
    public async Task<IActionResult> Raise(int? inspection, int? task, string? section, CancellationToken cancellationToken)
    {
        var page = await query.ReadAsync(inspection, cancellationToken);
        return page is null ? NotFound() : RaiseView(page, new RaisePost
        {
            FormKey = Guid.NewGuid(),
            InspectionId = inspection,
            ResponsibilityId = page.Parts(task, section).Select(p => (int?)p.ResponsibilityId).FirstOrDefault(),
        });
    }

    [HttpPost("")]
    public async Task<IActionResult> Raise(RaisePost post, CancellationToken cancellationToken)
    {
        var page = await query.ReadAsync(post.InspectionId, cancellationToken);
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
                return RedirectToAction(nameof(RectificationsController.Show), "Rectifications", new { id = result.Value });
            },
            () => RaiseView(page, post));
    }

    private ViewResult RaiseView(RaisePage page, RaisePost post)
    {
        ViewData["Page"] = page;
        return View(nameof(Raise), post);
    }
}
