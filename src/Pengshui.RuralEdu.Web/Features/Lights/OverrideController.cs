using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Tasks;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Lights;

/// <summary>The coordinator judges a task's light anew, or takes that back.</summary>
[Route("tasks/{number:int}/override")]
[Requires(Permission.OverrideLights)]
public sealed class OverrideController(TaskPageQuery tasks, LightOverrideService overrides) : PortalController
{
    [HttpGet("")]
    public Task<IActionResult> Override(int number, int? year, string? month, CancellationToken cancellationToken) =>
        PageAsync(number, year, month, null, cancellationToken);

    [HttpPost("")]
    public async Task<IActionResult> Override(int number, OverrideForm form, CancellationToken cancellationToken)
    {
        if (!Month.TryParse(form.Month, out var month))
            return NotFound();
        return await AnswerAsync(
            await overrides.SetAsync(
                new OverrideLight(form.Year, number, month, form.Light, form.Reason, form.EndsOn, form.Replaces), Actor, cancellationToken),
            () => Done(form, number, $"{month.Number} 月已改判为{form.Light!.Value.Label()}，到{ChineseDays.MonthAndDay(form.EndsOn!.Value)}。"),
            () => PageAsync(number, form.Year, form.Month, form, cancellationToken));
    }

    [HttpPost("withdraw")]
    public async Task<IActionResult> Withdraw(int number, OverrideForm form, CancellationToken cancellationToken) => await AnswerAsync(
        await overrides.WithdrawAsync(new WithdrawOverride(form.Year, number, form.Replaces ?? 0, form.Version, form.Reason), Actor, cancellationToken),
        () => Done(form, number, "改判已撤销，恢复为系统判定。"),
        () => PageAsync(number, form.Year, form.Month, form with { Withdraws = true }, cancellationToken));

    private async Task<IActionResult> PageAsync(int number, int? year, string? text, OverrideForm? typed, CancellationToken cancellationToken)
    {
        Month? month = Month.TryParse(text, out var parsed) ? parsed : null;
        if ((month is null && !string.IsNullOrEmpty(text))
            || await tasks.ReadAsync(year, number, month, Actor, cancellationToken) is not { Judged: { } judged } page)
            return NotFound();
        var standing = judged.Override;

        // After a conflict the sentence says so; the next attempt starts from what now stands there.
        ModelState.Remove(nameof(OverrideForm.Replaces));
        ModelState.Remove(nameof(OverrideForm.Version));
        var form = (typed ?? new OverrideForm()) with
        {
            Year = page.Year,
            Month = judged.Month.ToString(),
            Replaces = standing?.Id,
            Version = standing?.Version ?? 0,
        };
        ViewData["Task"] = page;
        return View("Override", form);
    }

    private RedirectResult Done(OverrideForm form, int number, string sentence)
    {
        Flash(sentence);
        return Redirect(Url.Content($"~/tasks/{number}?year={form.Year}&month={Uri.EscapeDataString(form.Month ?? "")}"));
    }
}
