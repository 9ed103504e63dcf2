using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Inspections;

/// <summary>The ledger of inspections and the page of each.</summary>
[Route("inspections")]
public sealed class InspectionsController(InspectionLedgerQuery ledger, InspectionPageQuery pages, InspectionService inspections) : PortalController
{
    [HttpGet("")]
    [Requires(Permission.ReadBusiness)]
    public async Task<IActionResult> Index(int? task, string? section, InspectionKind? kind, string? month, int? page, CancellationToken cancellationToken)
    {
        Month? chosen = null;
        if (!string.IsNullOrEmpty(month))
        {
            if (!Month.TryParse(month, out var parsed))
                return NotFound();
            chosen = parsed;
        }

        if (!ModelState.IsValid)
            return NotFound();
        return View(await ledger.ReadAsync(new InspectionFilter(task, string.IsNullOrEmpty(section) ? null : section, kind, chosen), page ?? 1, Actor, cancellationToken));
    }

    [HttpGet("{id:int}")]
    [Requires(Permission.ReadBusiness)]
    public async Task<IActionResult> Show(int id, CancellationToken cancellationToken) =>
        await pages.ReadAsync(id, Actor, cancellationToken) is { } page ? View(new InspectionShowPage(page, Guid.NewGuid(), null)) : NotFound();

    [HttpPost("{id:int}/supplements")]
    [Requires(Permission.Supervise)]
    public async Task<IActionResult> Supplement(int id, Guid formKey, string? text, CancellationToken cancellationToken)
    {
        var result = await inspections.SupplementAsync(id, formKey, text, Actor, cancellationToken);
        return await AnswerAsync(
            result,
            () =>
            {
                Flash("补充已保存。");
                return RedirectToAction(nameof(Show), null, new { id }, "supplements");
            },
            async () => await pages.ReadAsync(id, Actor, cancellationToken) is { } page
                ? View(nameof(Show), new InspectionShowPage(page, formKey, text))
                : NotFound());
    }

    [HttpGet("{id:int}/discard")]
    [Requires(Permission.Supervise)]
    public async Task<IActionResult> Discard(int id, CancellationToken cancellationToken)
    {
        var page = await pages.ReadAsync(id, Actor, cancellationToken);
        if (page is null)
            return NotFound();
        if (page.May(InspectionAction.Discard))
            return View(page);
        Flash("督查记录已经签发，不能删除。");
        return RedirectToAction(nameof(Show), new { id });
    }

    [HttpPost("{id:int}/discard")]
    [Requires(Permission.Supervise)]
    public async Task<IActionResult> Discard(int id, int version, CancellationToken cancellationToken)
    {
        var result = await inspections.DiscardAsync(id, version, Actor, cancellationToken);
        return Answer(
            result,
            () =>
            {
                Flash("草稿已删除。");
                return RedirectToAction(nameof(Index));
            },
            () =>
            {
                Flash(result.Message);
                return RedirectToAction(nameof(Show), new { id });
            });
    }
}

/// <summary>The page of an inspection with its form for supplements.</summary>
/// <param name="Inspection">The inspection.</param>
/// <param name="FormKey">This form's key.</param>
/// <param name="Typed">What was typed into it.</param>
public sealed record InspectionShowPage(InspectionPage Inspection, Guid FormKey, string? Typed);
