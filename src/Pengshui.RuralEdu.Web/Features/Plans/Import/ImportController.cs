using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Plans.Import;
using Pengshui.RuralEdu.Notices;
using Pengshui.RuralEdu.Web.Features.Reports;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Plans.Import;

/// <summary>A notice on its way to a plan: given, looked through, confirmed.</summary>
[Route("plans/import")]
[Requires(Permission.ManagePlans)]
public sealed class ImportController(ImportQuery query, ImportDraftService drafts) : PortalController
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
    public Task<IActionResult> Preview(int id, CancellationToken cancellationToken) => PreviewAsync(id, null, cancellationToken);

    [HttpPost("{id:int}/head")]
    public async Task<IActionResult> Head(int id, HeadForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return await PreviewAsync(id, form, cancellationToken);
        return await AnswerAsync(
            await drafts.CorrectHeadAsync(id, form.Version, form.ToCorrection(), Actor, cancellationToken),
            () => Back(id, "head"), () => PreviewAsync(id, form, cancellationToken));
    }

    [HttpPost("{id:int}/names")]
    public async Task<IActionResult> Names(int id, NamesForm form, CancellationToken cancellationToken) => await AnswerAsync(
        await drafts.ChooseAsync(id, form.Version, form.ToChoices(), Actor, cancellationToken),
        () => Back(id, "names"), () => PreviewAsync(id, null, cancellationToken));

    [HttpPost("{id:int}/tasks/{number:int}/arrange")]
    public async Task<IActionResult> Arrange(int id, int number, int version, Arrangement how, CancellationToken cancellationToken) => await AnswerAsync(
        await drafts.ArrangeAsync(id, version, number, how, Actor, cancellationToken),
        () => Back(id, $"task-{(how is Arrangement.Up or Arrangement.Merge ? Math.Max(1, number - 1) : number)}"),
        () => PreviewAsync(id, null, cancellationToken));

    [HttpGet("{id:int}/tasks/{number:int}")]
    public Task<IActionResult> EditTask(int id, int number, CancellationToken cancellationToken) => TaskAsync(id, number, null, cancellationToken);

    [HttpPost("{id:int}/tasks/{number:int}")]
    public async Task<IActionResult> EditTask(int id, int number, TaskForm form, CancellationToken cancellationToken)
    {
        if (form.Split && form.SplitAt is null)
            ModelState.AddModelError(nameof(form.SplitAt), "请选择从哪一条举措起另立一项。");
        if (!ModelState.IsValid)
            return await TaskAsync(id, number, form, cancellationToken);
        var correction = form.ToCorrection(number);
        var result = form.Split
            ? await drafts.SplitAsync(id, form.Version, correction, form.SplitAt!.Value, Actor, cancellationToken)
            : await drafts.CorrectTaskAsync(id, form.Version, correction, Actor, cancellationToken);
        return await AnswerAsync(result, () => Back(id, $"task-{number}"), () => TaskAsync(id, number, form, cancellationToken));
    }

    [HttpGet("{id:int}/confirm")]
    public Task<IActionResult> Confirm(int id, CancellationToken cancellationToken) => ConfirmAsync(id, null, cancellationToken);

    [HttpPost("{id:int}/confirm")]
    public async Task<IActionResult> Confirm(int id, ConfirmForm form, CancellationToken cancellationToken)
    {
        var result = await drafts.ConfirmAsync(new ConfirmImport(id, form.Version, form.Carry.ToHashSet(), form.Reason), Actor, cancellationToken);
        return await AnswerAsync(result, () => Done(result.Value), () => ConfirmAsync(id, form, cancellationToken));
    }

    [HttpPost("{id:int}/discard")]
    public async Task<IActionResult> Discard(int id, CancellationToken cancellationToken) => await AnswerAsync(
        await drafts.DiscardAsync(id, Actor, cancellationToken),
        () =>
        {
            Flash("这份导入内容已放弃，没有写入方案。");
            return RedirectToAction(nameof(Start));
        },
        () => PreviewAsync(id, null, cancellationToken));

    private async Task<Result<int>> ReadAsync(StartForm form, CancellationToken cancellationToken)
    {
        if (form.File is null)
            return await drafts.StartAsync(form.Text!, Actor, cancellationToken);
        await using var stream = form.File.OpenReadStream();
        return await drafts.StartAsync(Path.GetFileName(form.File.FileName), stream, Actor, cancellationToken);
    }

    private async Task<IActionResult> StartPageAsync(StartForm form, CancellationToken cancellationToken)
    {
        form.Begun = await query.ReadListAsync(Actor, cancellationToken);
        return View(nameof(Start), form);
    }

    private async Task<IActionResult> PreviewAsync(int id, HeadForm? typed, CancellationToken cancellationToken)
    {
        if (await query.ReadAsync(id, Actor, cancellationToken) is not { } page)
            return await GoneAsync(id, cancellationToken);
        Renew(page, typed);
        return View(nameof(Preview), new PreviewView(page, typed ?? HeadForm.Of(page), SourceView.Of(page.Source, page.Proposal)));
    }

    private async Task<IActionResult> TaskAsync(int id, int number, TaskForm? typed, CancellationToken cancellationToken)
    {
        if (await query.ReadAsync(id, Actor, cancellationToken) is not { } page)
            return await GoneAsync(id, cancellationToken);
        if (page.Proposal.Find(number) is not { } task)
            return NotFound();
        Renew(page, typed);
        var source = SourceView.Of(page.Source, page.Proposal with { Tasks = [task] }).Where(p => p.IsTask).ToList();
        return View(nameof(EditTask), new TaskView(page, task, typed ?? TaskForm.Of(page, task), source));
    }

    private async Task<IActionResult> ConfirmAsync(int id, ConfirmForm? typed, CancellationToken cancellationToken)
    {
        if (await query.ReadAsync(id, Actor, cancellationToken) is not { } page)
            return await GoneAsync(id, cancellationToken);
        Renew(page, typed);
        return View(nameof(Confirm), new ConfirmView(page, typed ?? new ConfirmForm
        {
            Version = page.Version,
            Carry = [.. page.AgainstLastYear.Where(t => t is { NewNumber: not null, Indicators.Count: > 0 }).Select(t => t.NewNumber!.Value)],
        }));
    }

    // After a conflict the sentence says so; the next attempt starts from what now stands there.
    private void Renew(ImportPage page, object? typed)
    {
        ModelState.Remove(nameof(HeadForm.Version));
        switch (typed)
        {
            case HeadForm head:
                head.Version = page.Version;
                break;
            case TaskForm task:
                task.Version = page.Version;
                break;
            case ConfirmForm confirm:
                confirm.Version = page.Version;
                break;
        }
    }

    private async Task<IActionResult> GoneAsync(int id, CancellationToken cancellationToken) =>
        await query.FindPlanAsync(id, Actor, cancellationToken) is { } year ? RedirectToAction("Plan", "Plans", new { year }) : NotFound();

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

    private RedirectResult Back(int id, string anchor) => Redirect($"{Url.Action(nameof(Preview), new { id })}#{anchor}");
}
