using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Web.Features.Reports;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Rectifications;

/// <summary>What the section does: measures, feedback, files.</summary>
[Route("rectifications/{id:int}")]
[Requires(Permission.FileReports)]
public sealed class RectificationAnswerController(
    RectificationPageQuery query, RectificationService service, RectificationFileService files) : PortalController
{
    /// <summary>Two whole files and the text.</summary>
    private const long MostBytes = (2 * UploadedFile.MaxLength) + (1024 * 1024);

    private const string Page = "rectifications/{id}";

    [HttpPost("report")]
    [UploadLimit(MostBytes, Back = Page)]
    public Task<IActionResult> Report(int id, AnswerPost post, CancellationToken cancellationToken) =>
        AnswerAsync(id, post, service.ReportAsync, "已保存，督查员看得到。整改完成后请点“提交整改”。", cancellationToken);

    [HttpPost("submit")]
    [UploadLimit(MostBytes, Back = Page)]
    public Task<IActionResult> Submit(int id, AnswerPost post, CancellationToken cancellationToken) =>
        AnswerAsync(id, post, service.SubmitAsync, "已提交整改，等督查员核验。", cancellationToken);

    /// <summary>One file by the script, which gets the list of files anew (Assets/scripts/parts/upload.ts).</summary>
    [HttpPost("files")]
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

    /// <summary>Takes a file out; the page comes back with what was typed beside.</summary>
    [HttpPost("files/{fileId:int}/remove")]
    [UploadLimit(MostBytes, Back = Page)]
    public async Task<IActionResult> Remove(int id, int fileId, AnswerPost post, CancellationToken cancellationToken)
    {
        var result = await files.RemoveAsync(id, fileId, Actor, cancellationToken);
        return result.Succeeded ? await AgainAsync(id, post, cancellationToken) : await AnswerAsync(result, NotFound, () => AgainAsync(id, post, cancellationToken));
    }

    private async Task<IActionResult> AnswerAsync(
        int id, AnswerPost post, Func<AnswerRectification, Actor, CancellationToken, Task<Result<int>>> act, string done, CancellationToken cancellationToken)
    {
        foreach (var file in post.Files)
        {
            var added = await AddAsync(id, file, cancellationToken);
            if (!added.Succeeded)
                return await AnswerAsync(added, NotFound, () => AgainAsync(id, post, cancellationToken));
        }

        var result = await act(new AnswerRectification(id, post.Version, post.Measures, post.Feedback), Actor, cancellationToken);
        return await AnswerAsync(
            result,
            () =>
            {
                Flash(done);
                return RedirectToAction(nameof(RectificationsController.Show), "Rectifications", new { id });
            },
            () => AgainAsync(id, post, cancellationToken));
    }

    private async Task<Result<int>> AddAsync(int id, IFormFile file, CancellationToken cancellationToken)
    {
        await using var stream = file.OpenReadStream();
        return await files.AddAsync(id, stream, file.FileName, Actor, cancellationToken);
    }

    private async Task<IActionResult> AgainAsync(int id, AnswerPost post, CancellationToken cancellationToken) =>
        await query.ReadAsync(id, Actor, cancellationToken) is { } page
            ? View("/Features/Rectifications/Show.cshtml", RectificationView.Of(page, post)) : NotFound();

    private async Task<IActionResult> ListAsync(int id, CancellationToken cancellationToken) =>
        await query.ReadAsync(id, Actor, cancellationToken) is { } page
            ? PartialView("_FileList", page.Files.Select(f => RectificationFilesController.FileOf(Url, page, f))) : NotFound();
}
