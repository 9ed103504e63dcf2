using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Dashboard;

[Route("dashboard")]
[Requires(Permission.ReadBusiness)]
public sealed class DashboardController(DashboardQuery query) : PortalController
{
    [HttpGet("")]
    public Task<IActionResult> Index(int? year, string? month, string? section, CancellationToken cancellationToken) =>
        PageAsync("Index", year, month, section, cancellationToken);

    /// <summary>调度会: one screen to project, one page to print.</summary>
    [HttpGet("meeting")]
    public Task<IActionResult> Meeting(int? year, string? month, string? section, CancellationToken cancellationToken) =>
        PageAsync("Meeting", year, month, section, cancellationToken);

    /// <summary>The rows behind a figure (穿透).</summary>
    [HttpGet("rows/{figure}")]
    public async Task<IActionResult> Rows(string figure, int? year, string? month, string? section, CancellationToken cancellationToken)
    {
        if (FigureWords.Find(figure) is not { } asked || !TryMonth(month, out var chosen))
            return NotFound();
        var page = await query.RowsAsync(asked, year, chosen, string.IsNullOrEmpty(section) ? null : section, Actor, cancellationToken);
        return page is null ? NotFound() : View(page);
    }

    private async Task<IActionResult> PageAsync(string view, int? year, string? month, string? section, CancellationToken cancellationToken)
    {
        if (!TryMonth(month, out var chosen))
            return NotFound();
        var page = await query.ReadAsync(year, chosen, string.IsNullOrEmpty(section) ? null : section, Actor, cancellationToken);
        if (page is not null)
            return View(view, new DashboardView(page, Actor.SectionsInCharge.Count > 0, view == nameof(Meeting)));
        return year is null && chosen is null && string.IsNullOrEmpty(section) ? View("Empty") : NotFound();
    }

    private static bool TryMonth(string? text, out Month? month)
    {
        month = null;
        if (string.IsNullOrEmpty(text))
            return true;
        var isMonth = Month.TryParse(text, out var parsed);
        month = parsed;
        return isMonth;
    }
}
