using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Tasks;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Tasks;

[Route("tasks")]
[Requires(Permission.ReadBusiness)]
public sealed class TasksController(TaskListQuery list, TaskPageQuery tasks) : PortalController
{
    [HttpGet("")]
    public async Task<IActionResult> TaskList(int? year, string? section, string? light, CancellationToken cancellationToken)
    {
        var chosen = Enum.TryParse<Light>(light, out var parsed) && Enum.IsDefined(parsed) ? parsed : (Light?)null;
        if (!string.IsNullOrEmpty(light) && chosen is null)
            return NotFound();
        var page = await list.ReadAsync(year, string.IsNullOrEmpty(section) ? null : section, chosen, Actor, cancellationToken);
        if (page is not null)
            return View(page);
        return year is null && string.IsNullOrEmpty(section) ? View("NoPlan") : NotFound();
    }

    [HttpGet("{number:int}")]
    public async Task<IActionResult> Task(int number, int? year, string? month, CancellationToken cancellationToken)
    {
        Month? judged = null;
        if (!string.IsNullOrEmpty(month))
        {
            if (!Month.TryParse(month, out var parsed))
                return NotFound();
            judged = parsed;
        }

        return await tasks.ReadAsync(year, number, judged, Actor, cancellationToken) is { } page ? View(page) : NotFound();
    }
}
