using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Units;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Units;

/// <summary>The units, and their forms.</summary>
[Route("units")]
public sealed class UnitsController(UnitListQuery list, UnitPageQuery query, UnitService units) : PortalController
{
    [HttpGet("")]
    [Requires(Permission.ReadBusiness)]
    public async Task<IActionResult> Index(UnitFilterForm form, CancellationToken cancellationToken) => View(await list.ReadAsync(form.ToFilter(), Actor, cancellationToken));

    [HttpGet("{id:int}")]
    [Requires(Permission.ReadBusiness)]
    public async Task<IActionResult> Show(int id, CancellationToken cancellationToken) =>
        await query.ReadAsync(id, Actor, cancellationToken) is { } page ? View(page) : NotFound();

    [HttpGet("new")]
    [Requires(Permission.ManageUnits)]
    public async Task<IActionResult> Create(UnitKind? kind, int? township, int? school, CancellationToken cancellationToken) =>
        await FormAsync(null, new UnitForm { Kind = kind is { } asked && Enum.IsDefined(asked) ? asked : UnitKind.School, TownshipId = township, SchoolId = school }, cancellationToken);

    [HttpPost("new")]
    [Requires(Permission.ManageUnits)]
    public async Task<IActionResult> Create(UnitForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return await FormAsync(null, form, cancellationToken);
        var result = await units.CreateAsync(form.ToCommand(), Actor, cancellationToken);
        return await AnswerAsync(result, () => Saved(result.Value, "单位已新建。"), () => FormAsync(null, form, cancellationToken));
    }

    [HttpGet("{id:int}/edit")]
    [Requires(Permission.ManageUnits)]
    public async Task<IActionResult> Edit(int id, CancellationToken cancellationToken) =>
        await query.ReadAsync(id, Actor, cancellationToken) is { } page ? await FormAsync(page.Unit, UnitForm.Of(page.Unit), cancellationToken) : NotFound();

    [HttpPost("{id:int}/edit")]
    [Requires(Permission.ManageUnits)]
    public async Task<IActionResult> Edit(int id, UnitForm form, CancellationToken cancellationToken)
    {
        if (await query.ReadAsync(id, Actor, cancellationToken) is not { } page)
            return NotFound();
        if (!ModelState.IsValid)
            return await FormAsync(page.Unit, form, cancellationToken);
        var result = await units.ChangeAsync(id, form.Version, form.ToCommand(), Actor, cancellationToken);
        if (result.Outcome == Outcome.Conflict)
        {
            // The sentence says what stands there now; saving again is a choice made knowing it.
            ModelState.Remove(nameof(form.Version));
            form.Version = page.Unit.Version;
        }

        return await AnswerAsync(result, () => Saved(id, "单位已保存。"), () => FormAsync(page.Unit, form, cancellationToken));
    }

    private async Task<IActionResult> FormAsync(UnitEntry? unit, UnitForm form, CancellationToken cancellationToken) =>
        View("Edit", new UnitFormView(form, await query.ReadChoicesAsync(cancellationToken), unit));

    private RedirectToActionResult Saved(int id, string sentence)
    {
        Flash(sentence);
        return RedirectToAction(nameof(Show), new { id });
    }
}
