using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Dashboard;

[Route("dashboard")]
[Requires(Permission.ReadBusiness)]
public sealed class DashboardController(DashboardQuery query) : PortalController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(int? year, string? month, string? section, CancellationToken cancellationToken)
    {
        Month? chosen = null;
        if (!string.IsNullOrEmpty(month))
        {
            if (!Month.TryParse(month, out var parsed))
                return NotFound();
            chosen = parsed;
        }

        var page = await query.ReadAsync(year, chosen, string.IsNullOrEmpty(section) ? null : section, Actor, cancellationToken);
        if (page is not null)
            return View(new DashboardView(page, Actor.SectionsInCharge.Count > 0));
        return year is null && chosen is null && string.IsNullOrEmpty(section) ? View("Empty") : NotFound();
    }
}
