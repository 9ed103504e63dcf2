using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Admin.Calendar;

[Route("admin/calendar")]
[Requires(Permission.ManageSettings)]
public sealed class CalendarController(CalendarService calendar, CalendarQueries queries, BusinessClock clock) : PortalController
{
    /// <summary>The years that the calendar shows; the pages lead to no others.</summary>
    public const int FirstYear = 2000;

    /// <summary>The last of them.</summary>
    public const int LastYear = 2100;

    [HttpGet("")]
    public async Task<IActionResult> Index(int? year, CancellationToken cancellationToken)
    {
        var shown = year ?? clock.Today.Year;
        return ModelState.IsValid && shown is >= FirstYear and <= LastYear ? View(await queries.YearAsync(shown, cancellationToken)) : NotFound();
    }

    [HttpGet("days/new")]
    public IActionResult AddDay() => View("Day", new DayForm { Kind = CalendarDayKind.Holiday });

    [HttpPost("days/new")]
    public Task<IActionResult> AddDay(DayForm form, CancellationToken cancellationToken) => SetAsync(form, cancellationToken);

    [HttpGet("days/{day}")]
    public async Task<IActionResult> Day(DateOnly day, CancellationToken cancellationToken) =>
        await queries.FindDayAsync(day, cancellationToken) is { } row ? View(DayForm.Of(row)) : NotFound();

    [HttpPost("days/{day}")]
    public Task<IActionResult> Day(DateOnly day, DayForm form, CancellationToken cancellationToken)
    {
        if (day == default)
            return Task.FromResult<IActionResult>(NotFound());
        form.Day = day;
        return SetAsync(form, cancellationToken);
    }

    [HttpPost("days/{day}/remove")]
    public async Task<IActionResult> RemoveDay(DateOnly day, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return NotFound();
        var result = await calendar.RemoveDayAsync(day, Actor, cancellationToken);
        return Answer(result, () => Saved(day.Year, "已移除，这一天按星期几计算。"), () => Saved(day.Year, result.Message));
    }

    private async Task<IActionResult> SetAsync(DayForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return View("Day", form);
        var result = await calendar.SetDayAsync(form.ToCommand(), Actor, cancellationToken);
        return Answer(result, () => Saved(form.Day!.Value.Year, "日历已保存。已经判定的迟报不变。"), () => View("Day", form));
    }

    private RedirectToActionResult Saved(int year, string sentence)
    {
        Flash(sentence);
        return RedirectToAction(nameof(Index), new { year });
    }
}
