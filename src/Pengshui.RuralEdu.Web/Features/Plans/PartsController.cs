using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Plans.Import;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Plans;

/// <summary>A supporting section's part in a task of a plan in force: begun and ended from a day on.</summary>
[Route("plans/{year:int}/tasks/{number:int}/parts")]
[Requires(Permission.ManagePlans)]
public sealed class PartsController(PlanQueries plans, ResponsibilityService responsibilities, PartDaysReader days) : PortalController
{
    [HttpGet("new")]
    public Task<IActionResult> Add(int year, int number, CancellationToken cancellationToken) => AddPageAsync(year, number, null, cancellationToken);

    [HttpPost("new")]
    public async Task<IActionResult> Add(int year, int number, AddPartForm form, CancellationToken cancellationToken)
    {
        if (await FindAsync(year, number, cancellationToken) is not { } task)
            return NotFound();
        if (!ModelState.IsValid)
            return await AddPageAsync(year, number, form, cancellationToken);
        return await AnswerAsync(
            await responsibilities.AddAsync(new AddPart(task.Id, form.Version, form.SectionId ?? 0, form.MeasureIds, form.From, form.Reason), Actor, cancellationToken),
            () => Back(year, number, $"任务 {number} 增加了配合科室。"), () => AddPageAsync(year, number, form, cancellationToken));
    }

    [HttpGet("{id:int}/end")]
    public Task<IActionResult> End(int year, int number, int id, CancellationToken cancellationToken) => EndPageAsync(year, number, id, null, cancellationToken);

    [HttpPost("{id:int}/end")]
    public async Task<IActionResult> End(int year, int number, int id, EndPartForm form, CancellationToken cancellationToken)
    {
        if (await FindAsync(year, number, cancellationToken) is not { } task)
            return NotFound();
        if (!ModelState.IsValid)
            return await EndPageAsync(year, number, id, form, cancellationToken);
        return await AnswerAsync(
            await responsibilities.EndAsync(new EndPart(task.Id, form.Version, id, form.From, form.Reason), Actor, cancellationToken),
            () => Back(year, number, $"任务 {number} 的责任科室已调整。"), () => EndPageAsync(year, number, id, form, cancellationToken));
    }

    private async Task<IActionResult> AddPageAsync(int year, int number, AddPartForm? typed, CancellationToken cancellationToken)
    {
        if (await FindAsync(year, number, cancellationToken) is not { } task)
            return NotFound();
        var known = task.Parts.Select(p => p.SectionId).ToHashSet();
        var form = typed ?? new AddPartForm { Version = task.Version, MeasureIds = [.. task.Measures.Select(m => m.Id)] };
        return View("AddPart", new AddPartView(
            year, task, [.. (await plans.ReadSectionsAsync(cancellationToken)).Where(s => !known.Contains(s.Id))],
            await days.OfPlanAsync(task.PlanId, cancellationToken), form));
    }

    private async Task<IActionResult> EndPageAsync(int year, int number, int id, EndPartForm? typed, CancellationToken cancellationToken)
    {
        if (await FindAsync(year, number, cancellationToken) is not { } task || task.Parts.SingleOrDefault(p => p.ResponsibilityId == id) is not { } part)
            return NotFound();
        return View("EndPart", new EndPartView(
            year, task, part, await days.OfPlanAsync(task.PlanId, cancellationToken), typed ?? new EndPartForm { Version = task.Version }));
    }

    private async Task<PlanPageTask?> FindAsync(int year, int number, CancellationToken cancellationToken) =>
        await plans.ReadAsync(year, Actor, cancellationToken) is { MayChange: true } page
            ? page.Tasks.SingleOrDefault(t => t.Number == number && t.IsInForce) : null;

    private RedirectResult Back(int year, int number, string sentence)
    {
        Flash(sentence);
        return Redirect($"{Url.Action("Plan", "Plans", new { year })}#task-{number}");
    }
}

/// <summary>A supporting section to add; the service says what is wrong.</summary>
public sealed class AddPartForm
{
    public int Version { get; set; }

    [Display(Name = "配合科室")]
    public int? SectionId { get; set; }

    public List<int> MeasureIds { get; set; } = [];

    [Display(Name = "从哪天起")]
    public DateOnly? From { get; set; }

    [Display(Name = "调整理由")]
    public string? Reason { get; set; }
}

/// <summary>A part to end; the service says what is wrong.</summary>
public sealed class EndPartForm
{
    public int Version { get; set; }

    [Display(Name = "从哪天起")]
    public DateOnly? From { get; set; }

    [Display(Name = "调整理由")]
    public string? Reason { get; set; }
}

/// <summary>The page on which a supporting section is added.</summary>
public sealed record AddPartView(int Year, PlanPageTask Task, IReadOnlyList<SectionName> Sections, PartDays Days, AddPartForm Form);

/// <summary>The page on which a supporting part ends.</summary>
public sealed record EndPartView(int Year, PlanPageTask Task, PlanPagePart Part, PartDays Days, EndPartForm Form);
