using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Workbench;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Workbench;

[Route("")]
[Requires(Permission.UseAccount)]
public sealed class WorkbenchController(WorkbenchQuery query) : PortalController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View(await query.ReadAsync(Actor, cancellationToken));
}
