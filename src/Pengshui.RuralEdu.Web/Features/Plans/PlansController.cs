using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Plans;

[Route("plans")]
public sealed class PlansController(PlanQueries plans, ResponsibilityService responsibilities, PartDaysReader days) : PortalController
{
    [HttpGet("")]
    [Requires(Permission.ReadBusiness)]
    public async Task<IActionResult> PlanList(CancellationToken cancellationToken) =>
        View(new PlanListView(await plans.ReadListAsync(Actor, cancellationToken), Actor.May(Permission.ManagePlans)));

    [HttpGet("{year:int}")]
    [Requires(Permission.ReadBusiness)]
    public async Task<IActionResult> Plan(int year, CancellationToken cancellationToken) =>
        await plans.ReadAsync(year, Actor, cancellationToken) is { } page ? View(page) : NotFound();

    [HttpGet("{year:int}/tasks/{number:int}/lead")]
    [Requires(Permission.ManagePlans)]
    public async Task<IActionResult> ChangeLead(int year, int number, CancellationToken cancellationToken)
    {
        if (await FindAsync(year, number, cancellationToken) is not { } task)
            return NotFound();
        var allowed = await days.OfPlanAsync(task.PlanId, cancellationToken);
        return View(new ChangeLeadForm
        {
            Version = task.Version, ResponsibilityId = task.Parts[0].ResponsibilityId, From = allowed.Suggested, Year = year, Task = task, Days = allowed,
        });
    }

    [HttpPost("{year:int}/tasks/{number:int}/lead")]
    [Requires(Permission.ManagePlans)]
    public async Task<IActionResult> ChangeLead(int year, int number, ChangeLeadForm form, CancellationToken cancellationToken)
    {
        if (await FindAsync(year, number, cancellationToken) is not { } task)
            return NotFound();
        var again = View(form with { Year = year, Task = task, Days = await days.OfPlanAsync(task.PlanId, cancellationToken) });
        if (!ModelState.IsValid)
            return again;
        var result = await responsibilities.ChangeLeadAsync(new ChangeLead(task.Id, form.Version, form.ResponsibilityId, form.From, form.Reason), Actor, cancellationToken);
        return Answer(
            result,
            () =>
            {
                Flash($"任务 {number} 的牵头科室是{task.Parts.Single(p => p.ResponsibilityId == form.ResponsibilityId).Section}。");
                return RedirectToAction(nameof(Plan), new { year });
            },
            () => again);
    }

    private async Task<PlanPageTask?> FindAsync(int year, int number, CancellationToken cancellationToken) =>
        await plans.ReadAsync(year, Actor, cancellationToken) is { MayChange: true } page ? page.Tasks.SingleOrDefault(t => t.Number == number) : null;
}

/// <summary>The plans, and whether the reader may import one.</summary>
public sealed record PlanListView(IReadOnlyList<PlanLine> Plans, bool MayImport);

/// <summary>Which section leads a task.</summary>
public sealed record ChangeLeadForm
{
    /// <summary>The version of the task that the form was made from.</summary>
    public int Version { get; init; }

    /// <summary>The part that leads.</summary>
    [Display(Name = "牵头科室")]
    public int ResponsibilityId { get; init; }

    /// <summary>From which day on; a draft needs none.</summary>
    [Display(Name = "从哪天起")]
    public DateOnly? From { get; init; }

    /// <summary>Why.</summary>
    [Display(Name = "调整理由")]
    [Required]
    [StringLength(AuditEntry.ReasonLength)]
    public string? Reason { get; init; }

    /// <summary>The plan's year, for the page.</summary>
    [Microsoft.AspNetCore.Mvc.ModelBinding.BindNever]
    public int Year { get; init; }

    /// <summary>The task as it is, for the page.</summary>
    [Microsoft.AspNetCore.Mvc.ModelBinding.BindNever]
    [Microsoft.AspNetCore.Mvc.ModelBinding.Validation.ValidateNever]
    public PlanPageTask? Task { get; init; }

    /// <summary>The days that may be chosen, for the page.</summary>
    [Microsoft.AspNetCore.Mvc.ModelBinding.BindNever]
    [Microsoft.AspNetCore.Mvc.ModelBinding.Validation.ValidateNever]
    public PartDays? Days { get; init; }
}
