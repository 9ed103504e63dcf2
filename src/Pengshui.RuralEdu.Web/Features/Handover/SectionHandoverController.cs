using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Handover;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Handover;

/// <summary>Dissolves a section or merges it into another, with a look at what is handed over before.</summary>
[Route("plans/sections")]
[Requires(Permission.ManagePlans)]
public sealed class SectionHandoverController(SectionHandoverQuery query, SectionHandoverService service) : PortalController
{
    [HttpGet("")]
    public async Task<IActionResult> Sections(CancellationToken cancellationToken) => View(await query.ReadSectionsAsync(cancellationToken));

    [HttpGet("{code}")]
    public Task<IActionResult> HandOver(string code, CancellationToken cancellationToken) => PageAsync(code, null, cancellationToken);

    [HttpPost("{code}")]
    public async Task<IActionResult> HandOver(string code, HandoverForm form, CancellationToken cancellationToken)
    {
        if (await query.ReadAsync(code, cancellationToken) is not { } page)
            return NotFound();
        if (!ModelState.IsValid)
            return await PageAsync(code, form, cancellationToken);
        var result = await service.HandOverAsync(
            new HandOverSection(page.Section.Id, form.Version, form.ToSectionId, form.From, form.Reason), Actor, cancellationToken);
        return await AnswerAsync(
            result,
            () =>
            {
                var people = page.People.Count == 0 ? "" : $"{string.Join("、", page.People)}现在没有科室，请系统管理员调整。";
                Flash($"{page.Section.Name}已撤并，由{page.Others.Single(s => s.Id == form.ToSectionId).Name}承接。{people}");
                return RedirectToAction(nameof(Sections));
            },
            () => PageAsync(code, form, cancellationToken));
    }

    private async Task<IActionResult> PageAsync(string code, HandoverForm? typed, CancellationToken cancellationToken) =>
        await query.ReadAsync(code, cancellationToken) is { } page
            ? View("HandOver", new HandoverView(page, typed ?? new HandoverForm { Version = page.Section.Version })) : NotFound();
}

/// <summary>Who takes over, from when and why; the service says what is wrong.</summary>
public sealed class HandoverForm
{
    public int Version { get; set; }

    [Display(Name = "承接科室")]
    public int? ToSectionId { get; set; }

    [Display(Name = "从哪天起")]
    public DateOnly? From { get; set; }

    [Display(Name = "撤并理由")]
    public string? Reason { get; set; }
}

/// <summary>The page of a handing over.</summary>
public sealed record HandoverView(SectionHandoverPage Page, HandoverForm Form);
