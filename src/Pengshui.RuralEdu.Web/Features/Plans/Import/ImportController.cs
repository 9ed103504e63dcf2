using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Plans.Import;
using Pengshui.RuralEdu.Notices;
using Pengshui.RuralEdu.Web.Features.Reports;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Plans.Import;

/// <summary>A notice on its way to a plan: given, shown, confirmed or given up. What is corrected in between is <see cref="ImportEditController"/>'s.</summary>
[Route("plans/import")]
[Requires(Permission.ManagePlans)]
public sealed class ImportController(ImportQuery query, ImportDraftService drafts) : ImportPagesController(query)
{
    private const long MostBytes = NoticeReader.LargestFile + (1024 * 1024);

    [HttpGet("")]
    public async Task<IActionResult> Start(CancellationToken cancellationToken) => await StartPageAsync(new StartForm(), cancellationToken);

    [HttpPost("")]
    [UploadLimit(MostBytes, Longest = NoticeReader.LargestFile, Back = "plans/import", Said = "文件超过 20 MB，没有读入。请删去图片等附件后再上传，或把文字粘贴到页面上。")]
    public async Task<IActionResult> Start(StartForm form, CancellationToken cancellationToken)
    {
        if (form.File is null && string.IsNullOrWhiteSpace(form.Text))
        {
            ModelState.AddModelError(nameof(form.File), "请选择通知文件，或把通知的文字粘贴到下面。");
            return await StartPageAsync(form, cancellationToken);
        }

        var result = await ReadAsync(form, cancellationToken);
        return await AnswerAsync(
            result, () => RedirectToAction(nameof(Preview), new { id = result.Value }), () => StartPageAsync(form, cancellationToken));
    }

    [HttpGet("{id:int}")]
    public Task<IActionResult> Preview(int id, [FromQuery] PreviewShown shown, CancellationToken cancellationToken) => PreviewAsync(id, shown, null, cancellationToken);

    [HttpGet("{id:int}/confirm")]
    public Task<IActionResult> Confirm(int id, CancellationToken cancellationToken) => ConfirmAsync(id, null, cancellationToken);

    [HttpPost("{id:int}/confirm")]
    public async Task<IActionResult> Confirm(int id, ConfirmForm form, CancellationToken cancellationToken)
    {
        var result = await drafts.ConfirmAsync(new ConfirmImport(id, form.Version, form.Carry.ToHashSet(), form.Reason), Actor, cancellationToken);
        return await AnswerAsync(result, () => Done(result.Value), () => ConfirmAsync(id, form, cancellationToken));
    }

    [HttpPost("{id:int}/discard")]
    public async Task<IActionResult> Discard(int id, CancellationToken cancellationToken)
    {
        var result = await drafts.DiscardAsync(id, Actor, cancellationToken);
        return await AnswerAsync(
            result,
            () =>
            {
                Flash($"已放弃导入“{result.Value}”，没有写入方案。{ImportDraft.DaysKept} 天内可以在本页恢复。");
                return RedirectToAction(nameof(Start));
            },
            () => PreviewAsync(id, new PreviewShown(), null, cancellationToken));
    }

    [HttpPost("{id:int}/resume")]
    public async Task<IActionResult> Resume(int id, CancellationToken cancellationToken)
    {
        var result = await drafts.ResumeAsync(id, Actor, cancellationToken);
        return Answer(
            result,
            () =>
            {
                Flash($"已恢复导入“{result.Value}”。");
                return RedirectToAction(nameof(Preview), new { id });
            },
            NotFound);
    }

    private async Task<Result<int>> ReadAsync(StartForm form, CancellationToken cancellationToken)
    {
        if (form.File is null)
            return await drafts.StartAsync(form.Text!, Actor, cancellationToken);
        await using var stream = form.File.OpenReadStream();
        return await drafts.StartAsync(Path.GetFileName(form.File.FileName), stream, Actor, cancellationToken);
    }

    private async Task<IActionResult> StartPageAsync(StartForm form, CancellationToken cancellationToken)
    {
        form.Begun = await Query.ReadListAsync(Actor, cancellationToken);
        return View(nameof(Start), form);
    }

    private async Task<IActionResult> ConfirmAsync(int id, ConfirmForm? typed, CancellationToken cancellationToken)
    {
        if (await Query.ReadAsync(id, Actor, cancellationToken) is not { } page)
            return await GoneAsync(id, cancellationToken);
        Renew();
        if (typed is not null)
            typed.Version = page.Version;
        return View(nameof(Confirm), new ConfirmView(page, typed ?? new ConfirmForm
        {
            Version = page.Version,
            Carry = [.. page.AgainstLastYear.Where(t => t is { NewNumber: not null, Indicators.Count: > 0 }).Select(t => t.NewNumber!.Value)],
        }));
    }

    private RedirectToActionResult Done(ImportOutcome outcome)
    {
        var said = outcome.Effect switch
        {
            ImportEffect.Created => $"{outcome.Year}年工作方案草稿已生成，{outcome.Tasks} 项任务。",
            ImportEffect.Updated when outcome.Tasks > 0 => $"{outcome.Year}年工作方案草稿已按通知更新，{outcome.Tasks} 项任务。",
            ImportEffect.Updated => "",
            _ => outcome.Tasks == 0 ? "任务原文没有变化，方案没有改动。" : $"{outcome.Tasks} 项任务的原文已补入，记为修订。",
        };
        if (outcome.NewSections.Count > 0)
            said += $"新科室：{string.Join("、", outcome.NewSections)}，请管理员补上账号。";
        Flash(said + string.Concat(outcome.Notes));
        return RedirectToAction("Plan", "Plans", new { year = outcome.Year });
    }
}
