using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Bulletins;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Periods;

/// <summary>The months of the plan in force: open, close, open again, set due days anew.</summary>
[Route("periods")]
[Requires(Permission.CoordinateMonth)]
public sealed class PeriodsController(MonthQueries query, PeriodService periods, BulletinQueries bulletins) : PortalController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(int? year, CancellationToken cancellationToken) =>
        View(await query.ReadPeriodsAsync(Actor, year, cancellationToken: cancellationToken));

    [HttpPost("open")]
    public async Task<IActionResult> Open(int planId, string month, CancellationToken cancellationToken)
    {
        if (!Month.TryParse(month, out var asked))
            return NotFound();
        return await AnswerAsync(
            await periods.OpenAsync(planId, asked, Actor, cancellationToken),
            () => Done($"{asked.ToChinese()}月报期已开启。"),
            async () => View(nameof(Index), await query.ReadPeriodsAsync(Actor, asked.Year, cancellationToken: cancellationToken)));
    }

    [HttpGet("{id:int}/close")]
    public Task<IActionResult> Close(int id, CancellationToken cancellationToken) => PageAsync(id, new PeriodPost(), cancellationToken);

    [HttpPost("{id:int}/close")]
    public async Task<IActionResult> Close(int id, PeriodPost post, CancellationToken cancellationToken) => await AnswerAsync(
        await periods.CloseAsync(id, post.Version, Actor, cancellationToken),
        () => Done("月报期已关闭，不再接受提交。"),
        () => PageAsync(id, post, cancellationToken, nameof(Close)));

    [HttpGet("{id:int}/reopen")]
    public Task<IActionResult> Reopen(int id, CancellationToken cancellationToken) => PageAsync(id, new PeriodPost(), cancellationToken);

    [HttpPost("{id:int}/reopen")]
    public async Task<IActionResult> Reopen(int id, PeriodPost post, CancellationToken cancellationToken) => await AnswerAsync(
        await periods.ReopenAsync(id, post.Version, post.Reason, Actor, cancellationToken),
        () => Done("月报期已重新开启。"),
        () => PageAsync(id, post, cancellationToken, nameof(Reopen)));

    [HttpGet("{id:int}/due-days")]
    public Task<IActionResult> DueDays(int id, CancellationToken cancellationToken) => PageAsync(id, new PeriodPost(), cancellationToken);

    [HttpPost("{id:int}/due-days")]
    public async Task<IActionResult> DueDays(int id, PeriodPost post, CancellationToken cancellationToken)
    {
        if (post.LeadDueOn is null)
            ModelState.TryAddModelError(nameof(post.LeadDueOn), "请填写牵头科室的截止日。");
        if (post.SupportingDueOn is null)
            ModelState.TryAddModelError(nameof(post.SupportingDueOn), "请填写配合科室的截止日。");
        if (!ModelState.IsValid)
            return await PageAsync(id, post, cancellationToken, nameof(DueDays));
        return await AnswerAsync(
            await periods.ChangeDueDaysAsync(new ChangeDueDays(id, post.Version, post.LeadDueOn!.Value, post.SupportingDueOn!.Value, post.Reason), Actor, cancellationToken),
            () => Done("截止日已修改。"),
            () => PageAsync(id, post, cancellationToken, nameof(DueDays)));
    }

    /// <summary>The answer where a due day became a day off.</summary>
    [HttpPost("{id:int}/due-days/answer")]
    public async Task<IActionResult> AnswerDueDays(int id, DueDaysAnswerPost post, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || post is not { LeadDueOn: { } lead, SupportingDueOn: { } supporting, Moves: { } moves })
            return RedirectToAction(nameof(Index));
        return await AnswerAsync(
            await periods.AnswerDueDaysAsync(new AnswerDueDays(id, post.Version, lead, supporting, moves), Actor, cancellationToken),
            () => Done(moves ? "截止日已顺延。" : "截止日保持不变，日历不再改就不再问。"),
            async () => View(nameof(Index), await query.ReadPeriodsAsync(Actor, periodId: id, cancellationToken: cancellationToken)));
    }

    private async Task<IActionResult> PageAsync(int id, PeriodPost post, CancellationToken cancellationToken, string? view = null)
    {
        var page = await query.ReadPeriodsAsync(Actor, periodId: id, cancellationToken: cancellationToken);
        if (page.Periods.FirstOrDefault(p => p.Id == id) is not { } line)
            return NotFound();
        if (HttpMethods.IsGet(Request.Method))
            (post.LeadDueOn, post.SupportingDueOn) = (line.LeadDueOn, line.SupportingDueOn);
        // After a conflict the sentence says so; the next attempt starts from what now stands there.
        ModelState.Remove(nameof(post.Version));
        post.Version = line.Version;
        ViewData["Period"] = line;
        if (line.ClosedAt is not null)
            ViewData["Bulletin"] = await bulletins.PublishedOfPeriodAsync(id, cancellationToken);
        return view is null ? View(post) : View(view, post);
    }

    private RedirectToActionResult Done(string sentence)
    {
        Flash(sentence);
        return RedirectToAction(nameof(Index));
    }
}

/// <summary>The answer to whether a due day moves.</summary>
public sealed class DueDaysAnswerPost
{
    public int Version { get; set; }

    /// <summary>The lead's day that was asked about.</summary>
    public DateOnly? LeadDueOn { get; set; }

    /// <summary>The supporting sections' day that went with it.</summary>
    public DateOnly? SupportingDueOn { get; set; }

    /// <summary>移到, or 保持不变.</summary>
    public bool? Moves { get; set; }
}

/// <summary>What the forms of a period carry.</summary>
public sealed class PeriodPost
{
    public int Version { get; set; }

    [Display(Name = "牵头科室截止日")]
    public DateOnly? LeadDueOn { get; set; }

    [Display(Name = "配合科室截止日")]
    public DateOnly? SupportingDueOn { get; set; }

    [Display(Name = "理由")]
    [StringLength(MonthlyReport.ReasonLength)]
    public string? Reason { get; set; }
}
