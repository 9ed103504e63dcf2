using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Workbench;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Comparison;

/// <summary>
/// 本机比对: two lists are held against each other inside the browser. Nothing of them comes here; the page's policy allows it no
/// connection.
/// </summary>
[Route("compare")]
[Requires(Permission.ReadBusiness)]
public sealed class ComparisonController(ReportsToWriteQuery reports) : PortalController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View(await reports.ReadAsync(Actor, cancellationToken));
}
