using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Units;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Units;

/// <summary>Closes units, merges them, and takes such a step back.</summary>
[Route("units/{id:int}")]
[Requires(Permission.ManageUnits)]
public sealed class UnitClosingController(UnitPageQuery query, UnitClosingService closing) : PortalController
{
    [HttpGet("close")]
    public Task<IActionResult> Close(int id, CancellationToken cancellationToken) => ClosePageAsync(id, null, cancellationToken);

    [HttpPost("close")]
    public async Task<IActionResult> Close(int id, CloseForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return await ClosePageAsync(id, form, cancellationToken);
        var result = await closing.CloseAsync(new CloseUnit(id, form.Version, form.ClosedOn, form.Reason), Actor, cancellationToken);
        return await AnswerAsync(result, () => Done(id, "停用已登记。"), () => ClosePageAsync(id, form, cancellationToken));
    }

    [HttpGet("merge")]
    public Task<IActionResult> Merge(int id, CancellationToken cancellationToken) => MergePageAsync(id, null, cancellationToken);

    [HttpPost("merge")]
    public async Task<IActionResult> Merge(int id, MergeForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return await MergePageAsync(id, form, cancellationToken);
        var result = await closing.MergeAsync(new MergeUnit(id, form.Version, form.SuccessorId, form.ClosedOn, form.Reason), Actor, cancellationToken);
        return await AnswerAsync(result, () => Done(id, "撤并已登记。"), () => MergePageAsync(id, form, cancellationToken));
    }

    [HttpGet("reopen")]
    public Task<IActionResult> Reopen(int id, CancellationToken cancellationToken) => ReopenPageAsync(id, null, cancellationToken);

    [HttpPost("reopen")]
    public async Task<IActionResult> Reopen(int id, ReopenForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return await ReopenPageAsync(id, form, cancellationToken);
        var result = await closing.ReopenAsync(id, form.Version, form.Reason, Actor, cancellationToken);
        return await AnswerAsync(result, () => Done(id, "单位已恢复在用。"), () => ReopenPageAsync(id, form, cancellationToken));
    }

    private async Task<IActionResult> ClosePageAsync(int id, CloseForm? typed, CancellationToken cancellationToken)
    {
        if (await query.ReadAsync(id, Actor, cancellationToken) is not { } page)
            return NotFound();
        var form = typed ?? new CloseForm { ClosedOn = page.Today };
        form.Version = Renewed(page.Unit);
        return View(nameof(Close), new CloseView(page, form));
    }

    private async Task<IActionResult> MergePageAsync(int id, MergeForm? typed, CancellationToken cancellationToken)
    {
        if (await query.ReadMergeAsync(id, Actor, cancellationToken) is not { } merge)
            return NotFound();
        var form = typed ?? new MergeForm { ClosedOn = merge.Page.Today };
        form.Version = Renewed(merge.Page.Unit);
        return View(nameof(Merge), new MergeView(merge, form));
    }

    private async Task<IActionResult> ReopenPageAsync(int id, ReopenForm? typed, CancellationToken cancellationToken)
    {
        if (await query.ReadAsync(id, Actor, cancellationToken) is not { } page)
            return NotFound();
        var form = typed ?? new ReopenForm();
        form.Version = Renewed(page.Unit);
        return View(nameof(Reopen), new ReopenView(page, form));
    }

    // After a conflict the sentence says what stands there now; the next attempt starts from it.
    private int Renewed(UnitEntry unit)
    {
        ModelState.Remove(nameof(CloseForm.Version));
        return unit.Version;
    }

    private RedirectToActionResult Done(int id, string sentence)
    {
        Flash(sentence);
        return RedirectToAction("Show", "Units", new { id });
    }
}
