using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Web.Features.Reports;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Rectifications;

/// <summary>What the supervisor decides of a rectification.</summary>
[Route("rectifications/{id:int}")]
[Requires(Permission.Supervise)]
public sealed class RectificationDecisionController(
    RectificationPageQuery query, RectificationService service, RectificationFileService files) : PortalController
{
    /// <summary>Two whole files and the text.</summary>
    private const long MostBytes = (2 * UploadedFile.MaxLength) + (1024 * 1024);

    private const string Page = "rectifications/{id}";

    [HttpPost("close")]
    [UploadLimit(MostBytes, Back = Page)]
    public Task<IActionResult> Close(int id, DecisionPost post, CancellationToken cancellationToken) =>
        DecideAsync(id, post, RectificationAction.Close, "已销号。", cancellationToken);

    [HttpPost("return")]
    public Task<IActionResult> Return(int id, DecisionPost post, CancellationToken cancellationToken) =>
        DecideAsync(id, post, RectificationAction.Return, "已退回，科室会看到退回理由。", cancellationToken);

    [HttpPost("extend")]
    public Task<IActionResult> Extend(int id, DecisionPost post, CancellationToken cancellationToken) =>
        DecideAsync(id, post, RectificationAction.Extend, "整改期限已调整。", cancellationToken);

    [HttpPost("look-back")]
    public Task<IActionResult> LookBack(int id, DecisionPost post, CancellationToken cancellationToken) =>
        DecideAsync(id, post, RectificationAction.ScheduleLookBack, "已安排回头看。", cancellationToken);

    [HttpPost("pass")]
    [UploadLimit(MostBytes, Back = Page)]
    public Task<IActionResult> Pass(int id, DecisionPost post, CancellationToken cancellationToken) =>
        DecideAsync(id, post, RectificationAction.PassLookBack, "已记下回头看合格。", cancellationToken);

    [HttpPost("reopen")]
    public Task<IActionResult> Reopen(int id, DecisionPost post, CancellationToken cancellationToken) =>
        DecideAsync(id, post, RectificationAction.Reopen, "已退给科室重新整改。", cancellationToken);

    /// <summary>One file of the verification by the script, which gets the list of files anew (Assets/scripts/parts/upload.ts).</summary>
    [HttpPost("verification-files")]
    [UploadLimit(MostBytes, Back = Page)]
    public async Task<IActionResult> Upload(int id, IFormFile? file, CancellationToken cancellationToken)
    {
        if (file is null)
            return UnprocessableEntity(new Refused("没有收到文件，请重新选择。"));
        var result = await AddAsync(id, file, cancellationToken);
        return result.Outcome switch
        {
            Outcome.Success => await ListAsync(id, cancellationToken),
            Outcome.NotFound => NotFound(),
            Outcome.Forbidden => Forbid(),
            _ => UnprocessableEntity(new Refused(result.Message)),
        };
    }

    /// <summary>Takes a file of the verification out; the page comes back with what was typed beside.</summary>
    [HttpPost("verification-files/{fileId:int}/remove")]
    [UploadLimit(MostBytes, Back = Page)]
    public async Task<IActionResult> Remove(int id, int fileId, DecisionPost post, CancellationToken cancellationToken)
    {
        var result = await files.RemoveAsync(id, fileId, Actor, cancellationToken);
        Task<IActionResult> Again() => AgainAsync(id, post, RectificationAction.Close, cancellationToken);
        return result.Succeeded ? await Again() : await AnswerAsync(result, NotFound, Again);
    }

    private async Task<IActionResult> DecideAsync(int id, DecisionPost post, RectificationAction action, string done, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return await AgainAsync(id, post, action, cancellationToken);
        var verifies = action is RectificationAction.Close or RectificationAction.PassLookBack;
        foreach (var file in verifies ? post.Files : [])
        {
            var added = await AddAsync(id, file, cancellationToken);
            if (!added.Succeeded)
                return await AnswerAsync(added, NotFound, () => AgainAsync(id, post, action, cancellationToken));
        }

        var command = new DecideRectification(
            id, post.Version, action, verifies ? post.Note : post.Reason, post.DueOn, post.LookBackOn, verifies ? post.VisitId : null);
        return await AnswerAsync(
            await service.DecideAsync(command, Actor, cancellationToken),
            () =>
            {
                Flash(done);
                return RedirectToAction(nameof(RectificationsController.Show), "Rectifications", new { id });
            },
            () => AgainAsync(id, post, action, cancellationToken));
    }

    private async Task<Result<int>> AddAsync(int id, IFormFile file, CancellationToken cancellationToken)
    {
        await using var stream = file.OpenReadStream();
        return await files.AddAsync(id, stream, file.FileName, Actor, cancellationToken);
    }

    private async Task<IActionResult> ListAsync(int id, CancellationToken cancellationToken) =>
        await query.ReadAsync(id, Actor, cancellationToken) is { } page
            ? PartialView("_FileList", page.VerificationFiles.Select(f => RectificationFilesController.FileOf(Url, page, f))) : NotFound();

    private async Task<IActionResult> AgainAsync(int id, DecisionPost post, RectificationAction action, CancellationToken cancellationToken) =>
        await query.ReadAsync(id, Actor, cancellationToken) is { } page
            ? View("/Features/Rectifications/Show.cshtml", RectificationView.Of(page, post, action)) : NotFound();
}
