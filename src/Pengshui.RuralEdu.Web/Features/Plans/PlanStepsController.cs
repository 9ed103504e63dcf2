using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Plans;

/// <summary>A plan's way through the years: each step on a page that says what it means.</summary>
[Route("plans/{year:int}")]
[Requires(Permission.ManagePlans)]
public sealed class PlanStepsController(PlanQueries plans, PlanService service) : PortalController
{
    [HttpGet("activate")]
    public Task<IActionResult> Activate(int year, CancellationToken cancellationToken) => PageAsync(year, PlanAction.Activate, cancellationToken);

    [HttpPost("activate")]
    public Task<IActionResult> Activate(int year, int version, CancellationToken cancellationToken) => TakeAsync(year, version, PlanAction.Activate, cancellationToken);

    [HttpGet("archive")]
    public Task<IActionResult> Archive(int year, CancellationToken cancellationToken) => PageAsync(year, PlanAction.Archive, cancellationToken);

    [HttpPost("archive")]
    public Task<IActionResult> Archive(int year, int version, CancellationToken cancellationToken) => TakeAsync(year, version, PlanAction.Archive, cancellationToken);

    [HttpGet("discard")]
    public Task<IActionResult> Discard(int year, CancellationToken cancellationToken) => DiscardPageAsync(year, new DiscardForm(), cancellationToken);

    [HttpPost("discard")]
    public async Task<IActionResult> Discard(int year, DiscardForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return await DiscardPageAsync(year, form, cancellationToken);
        return await AnswerAsync(
            await service.DiscardAsync(year, form.Version, form.Reason, Actor, cancellationToken),
            () =>
            {
                Flash($"{year}年工作方案草稿已删除。");
                return RedirectToAction("PlanList", "Plans");
            },
            () => DiscardPageAsync(year, form, cancellationToken));
    }

    private async Task<IActionResult> DiscardPageAsync(int year, DiscardForm form, CancellationToken cancellationToken)
    {
        if (await plans.ReadAsync(year, Actor, cancellationToken) is not { } page)
            return NotFound();
        ModelState.Remove(nameof(form.Version));
        form.Version = page.Plan.Version;
        form.Page = page;
        return View("Discard", form);
    }

    private async Task<IActionResult> TakeAsync(int year, int version, PlanAction action, CancellationToken cancellationToken) => await AnswerAsync(
        await service.TakeAsync(year, version, action, Actor, cancellationToken),
        () =>
        {
            Flash(action == PlanAction.Activate ? $"{year}年工作方案已启用，可以开启月报期。" : $"{year}年工作方案已归档，以后只供查看。");
            return RedirectToAction("Plan", "Plans", new { year });
        },
        () => PageAsync(year, action, cancellationToken));

    private async Task<IActionResult> PageAsync(int year, PlanAction action, CancellationToken cancellationToken)
    {
        if (await plans.ReadAsync(year, Actor, cancellationToken) is not { } page)
            return NotFound();
        var problems = action == PlanAction.Activate && page.Plan.State == PlanState.Draft ? await service.ActivationProblemsAsync(year, cancellationToken) : [];
        ModelState.Remove(nameof(PlanPage.Version));
        return View("Step", new PlanStepView(page, action, problems));
    }
}

/// <summary>Why a draft is deleted.</summary>
public sealed class DiscardForm
{
    public int Version { get; set; }

    [Display(Name = "删除理由")]
    public string? Reason { get; set; }

    [BindNever]
    public PlanPage? Page { get; set; }
}

/// <summary>A step of a plan, and what stands in its way.</summary>
public sealed record PlanStepView(PlanPage Page, PlanAction Action, IReadOnlyList<Problem> Problems);
