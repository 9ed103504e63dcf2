using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Needs;

/// <summary>协调事项: who asks whom for what, since when; the coordinator says that one is solved.</summary>
[Route("needs")]
public sealed class NeedsController(NeedQuery query, NeedService needs) : PortalController
{
    [HttpGet("")]
    [Requires(Permission.ReadBusiness)]
    public async Task<IActionResult> Index(int? year, string? section, string? status, CancellationToken cancellationToken)
    {
        NeedStatus? asked = Enum.TryParse<NeedStatus>(status, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) ? parsed : null;
        if (asked is null && !string.IsNullOrEmpty(status))
            return NotFound();
        var page = await query.ReadAsync(year, string.IsNullOrEmpty(section) ? null : section, asked ?? NeedStatus.Open, Actor, cancellationToken);
        if (page is not null)
            return View(new NeedsView(page, Actor.SectionsInCharge.Count > 0));
        return year is null && string.IsNullOrEmpty(section) ? View("Empty") : NotFound();
    }

    [HttpGet("{id:int}/settle")]
    [Requires(Permission.CoordinateMonth)]
    public async Task<IActionResult> Settle(int id, CancellationToken cancellationToken) => await PageAsync(id, null, cancellationToken);

    [HttpPost("{id:int}/settle")]
    [Requires(Permission.CoordinateMonth)]
    public async Task<IActionResult> Settle(int id, SettleForm form, CancellationToken cancellationToken)
    {
        var result = await needs.SettleAsync(new SettleNeed(id, form.Version, form.Reason), Actor, cancellationToken);
        return await AnswerAsync(
            result,
            () =>
            {
                Flash("已标为已解决，以后的月报不再问。");
                return RedirectToAction(nameof(Index));
            },
            () => PageAsync(id, form with { IsOvertaken = result.Outcome == Outcome.Conflict }, cancellationToken));
    }

    private async Task<IActionResult> PageAsync(int id, SettleForm? typed, CancellationToken cancellationToken)
    {
        if (await query.ReadAsync(id, cancellationToken) is not { } line)
            return NotFound();

        // After a conflict the sentence says so; the next attempt starts from what now stands there.
        if (typed is not { IsOvertaken: false })
            ModelState.Remove(nameof(SettleForm.Version));
        ViewData["Need"] = line;
        return View(nameof(Settle), typed is { IsOvertaken: false } ? typed : (typed ?? new SettleForm()) with { Version = line.Need.Version });
    }
}

/// <summary>The list, and what its links need.</summary>
/// <param name="Page">The needs.</param>
/// <param name="HasMine">Whether the reader has sections in charge.</param>
public sealed record NeedsView(NeedPage Page, bool HasMine)
{
    /// <summary>The address of this list with others of the needs.</summary>
    public string Address(NeedStatus status) =>
        $"~/needs?year={Page.Year}&section={Page.Scope.Code}&status={status.ToString().ToLowerInvariant()}";
}

/// <summary>What the form of the coordinator carries.</summary>
public sealed record SettleForm
{
    /// <summary>The version that it was made from.</summary>
    public int Version { get; init; }

    [Display(Name = "解决情况")]
    public string? Reason { get; init; }

    /// <summary>Whether somebody was faster.</summary>
    [Microsoft.AspNetCore.Mvc.ModelBinding.BindNever]
    public bool IsOvertaken { get; init; }
}
