using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Admin.Calendar;

[Route("admin/calendar/vacations")]
[Requires(Permission.ManageSettings)]
public sealed class VacationsController(CalendarService calendar, CalendarQueries queries) : PortalController
{
    [HttpGet("new")]
    public IActionResult Add() => View("Vacation", new VacationForm());

    [HttpPost("new")]
    public Task<IActionResult> Add(VacationForm form, CancellationToken cancellationToken) => SetAsync(null, form, cancellationToken);

    [HttpGet("{id:int}")]
    public async Task<IActionResult> Change(int id, CancellationToken cancellationToken) =>
        await queries.FindVacationAsync(id, cancellationToken) is { } row ? View("Vacation", VacationForm.Of(row)) : NotFound();

    [HttpPost("{id:int}")]
    public Task<IActionResult> Change(int id, VacationForm form, CancellationToken cancellationToken) => SetAsync(id, form, cancellationToken);

    [HttpPost("{id:int}/remove")]
    public async Task<IActionResult> Remove(int id, CancellationToken cancellationToken)
    {
        var result = await calendar.RemoveVacationAsync(id, Actor, cancellationToken);
        return Answer(result, () => Saved(null, "假期已移除。"), () => Saved(null, result.Message));
    }

    private async Task<IActionResult> SetAsync(int? id, VacationForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return View("Vacation", form);
        var result = await calendar.SetVacationAsync(id, form.ToCommand(), Actor, cancellationToken);
        return Answer(result, () => Saved(form.From!.Value.Year, "假期已保存。"), () => View("Vacation", form));
    }

    private RedirectToActionResult Saved(int? year, string sentence)
    {
        Flash(sentence);
        return RedirectToAction(nameof(CalendarController.Index), "Calendar", new { year });
    }
}
