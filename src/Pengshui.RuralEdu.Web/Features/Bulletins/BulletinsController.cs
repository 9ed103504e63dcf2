using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Bulletins;
using Pengshui.RuralEdu.Core.Bulletins.Word;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Bulletins;

/// <summary>The months' bulletins: read by everybody signed in, made by the coordinator.</summary>
[Route("bulletins")]
public sealed class BulletinsController(BulletinQueries query, BulletinService bulletins, OfficialDocument word) : PortalController
{
    [HttpGet("")]
    [Requires(Permission.UseAccount)]
    public async Task<IActionResult> Index(int page, CancellationToken cancellationToken) => View(await query.ListAsync(page, Actor, cancellationToken));

    [HttpGet("{id:int}")]
    [Requires(Permission.UseAccount)]
    public async Task<IActionResult> Show(int id, CancellationToken cancellationToken) =>
        await query.FindAsync(id, Actor, cancellationToken) is { } page ? View(page) : NotFound();

    [HttpGet("{id:int}/word")]
    [Requires(Permission.UseAccount)]
    public async Task<IActionResult> Word(int id, CancellationToken cancellationToken) =>
        await query.FindAsync(id, Actor, cancellationToken) is { } page
            ? File(word.Write(page), OfficialDocument.ContentType, $"{page.Line.Title}（{page.Issue}）.docx")
            : NotFound();

    [HttpPost("draft")]
    [Requires(Permission.CoordinateMonth)]
    public async Task<IActionResult> Draft(string? month, CancellationToken cancellationToken)
    {
        if (!Month.TryParse(month, out var asked))
            return NotFound();
        var drafted = await bulletins.DraftAsync(asked, Actor, cancellationToken);
        return await AnswerAsync(
            drafted,
            () => Done($"{asked.ToChinese()}通报已按确认的月报起草，请核对修改。", nameof(Edit), drafted.Value),
            async () => View(nameof(Index), await query.ListAsync(1, Actor, cancellationToken)));
    }

    [HttpGet("{id:int}/edit")]
    [Requires(Permission.CoordinateMonth)]
    public async Task<IActionResult> Edit(int id, CancellationToken cancellationToken) =>
        await query.EditAsync(id, Actor, cancellationToken) is { } draft ? View(BulletinPost.Of(draft)) : RedirectToAction(nameof(Show), new { id });

    [HttpPost("{id:int}/edit")]
    [Requires(Permission.CoordinateMonth)]
    public async Task<IActionResult> Edit(int id, BulletinPost post, CancellationToken cancellationToken)
    {
        if (post is { Redraw: { } part } && !Enum.IsDefined(part))
            return NotFound();
        return await AnswerAsync(
            await bulletins.SaveAsync(new SaveBulletin(id, post.Version, post.Title, post.Content()), Actor, cancellationToken),
            () => post.Redraw is { } redrawn
                ? RedirectToAction(nameof(Redraw), new { id, part = redrawn })
                : Done("草稿已保存。", nameof(Show), id),
            () => FormAgainAsync(id, post, cancellationToken));
    }

    [HttpGet("{id:int}/redraw/{part}")]
    [Requires(Permission.CoordinateMonth)]
    public async Task<IActionResult> Redraw(int id, BulletinPart part, CancellationToken cancellationToken) =>
        !Enum.IsDefined(part) ? NotFound()
        : await query.RedrawAsync(id, part, Actor, cancellationToken) is { } page ? View(page)
        : RedirectToAction(nameof(Show), new { id });

    [HttpPost("{id:int}/redraw/{part}")]
    [Requires(Permission.CoordinateMonth)]
    public async Task<IActionResult> Redraw(int id, BulletinPart part, int version, CancellationToken cancellationToken)
    {
        if (!Enum.IsDefined(part))
            return NotFound();
        return await AnswerAsync(
            await bulletins.RedrawAsync(id, version, part, Actor, cancellationToken),
            () => Done($"“{part.Label()}”已按最新数据重新生成。", nameof(Edit), id),
            async () => await query.RedrawAsync(id, part, Actor, cancellationToken) is { } page ? View(page) : NotFound());
    }

    /// <summary>Asks once before 送审 or 发布, and says what contradicts the data.</summary>
    [HttpGet("{id:int}/send")]
    [Requires(Permission.CoordinateMonth)]
    public Task<IActionResult> Send(int id, CancellationToken cancellationToken) => AskAsync(id, BulletinAction.Send, cancellationToken);

    [HttpPost("{id:int}/send")]
    [Requires(Permission.CoordinateMonth)]
    public async Task<IActionResult> Send(int id, int version, CancellationToken cancellationToken) => await AnswerAsync(
        await bulletins.SendAsync(id, version, Actor, cancellationToken),
        () => Done("已送审，领导会在工作台看到。", nameof(Show), id),
        () => ShowAsync(id, cancellationToken));

    [HttpPost("{id:int}/recall")]
    [Requires(Permission.CoordinateMonth)]
    public async Task<IActionResult> Recall(int id, int version, CancellationToken cancellationToken) => await AnswerAsync(
        await bulletins.RecallAsync(id, version, Actor, cancellationToken),
        () => Done("已撤回送审，可以修改。", nameof(Show), id),
        () => ShowAsync(id, cancellationToken));

    [HttpPost("{id:int}/sign")]
    [Requires(Permission.GiveInstructions)]
    public async Task<IActionResult> Sign(int id, int version, CancellationToken cancellationToken) => await AnswerAsync(
        await bulletins.SignAsync(id, version, Actor, cancellationToken),
        () => Done("已审签，由统筹员发布。", nameof(Show), id),
        () => ShowAsync(id, cancellationToken));

    [HttpPost("{id:int}/send-back")]
    [Requires(Permission.GiveInstructions)]
    public async Task<IActionResult> SendBack(int id, int version, string? reason, CancellationToken cancellationToken)
    {
        ViewData["Reason"] = reason;
        var result = await bulletins.SendBackAsync(id, version, reason, Actor, cancellationToken);
        return await AnswerAsync(
            result,
            () =>
            {
                // A leader reads no draft.
                Flash("已退回，统筹员会看到退回理由。");
                return RedirectToAction(nameof(Index));
            },
            () => ShowAsync(id, cancellationToken));
    }

    [HttpGet("{id:int}/publish")]
    [Requires(Permission.CoordinateMonth)]
    public Task<IActionResult> Publish(int id, CancellationToken cancellationToken) => AskAsync(id, BulletinAction.Publish, cancellationToken);

    [HttpPost("{id:int}/publish")]
    [Requires(Permission.CoordinateMonth)]
    public async Task<IActionResult> Publish(int id, int version, CancellationToken cancellationToken) => await AnswerAsync(
        await bulletins.PublishAsync(id, version, Actor, cancellationToken),
        () => Done("通报已发布，内容不再改动。", nameof(Show), id),
        () => ShowAsync(id, cancellationToken));

    private async Task<IActionResult> AskAsync(int id, BulletinAction action, CancellationToken cancellationToken)
    {
        if (await query.FindAsync(id, Actor, cancellationToken) is not { } page)
            return NotFound();
        return page.May(action) ? View("Ask", new BulletinAsk(page, action)) : RedirectToAction(nameof(Show), new { id });
    }

    private async Task<IActionResult> ShowAsync(int id, CancellationToken cancellationToken) =>
        await query.FindAsync(id, Actor, cancellationToken) is { } page ? View(nameof(Show), page) : NotFound();

    // A form of what was published meanwhile: the refusal's sentence stands above the bulletin, which is as it stays.
    private async Task<IActionResult> FormAgainAsync(int id, BulletinPost post, CancellationToken cancellationToken)
    {
        if (await query.EditAsync(id, Actor, cancellationToken) is not { } draft)
            return await query.FindAsync(id, Actor, cancellationToken) is { } published ? View(nameof(Show), published) : NotFound();
        // After a conflict the sentence says so; the next attempt starts from what now stands there.
        ModelState.Remove(nameof(post.Version));
        (post.Draft, post.Version) = (draft, draft.Version);
        return View(nameof(Edit), post);
    }

    private RedirectToActionResult Done(string sentence, string action, int id)
    {
        Flash(sentence);
        return RedirectToAction(action, new { id });
    }
}

/// <summary>The page that asks once before 送审 or 发布.</summary>
/// <param name="Page">The bulletin.</param>
/// <param name="Action">送审 or 发布.</param>
public sealed record BulletinAsk(BulletinPage Page, BulletinAction Action);
