using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Plans.Import;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Plans.Import;

/// <summary>Corrections of a notice that is looked through. Each leads back to where it was made and says what it did.</summary>
[Route("plans/import")]
[Requires(Permission.ManagePlans)]
public sealed class ImportEditController(ImportQuery query, ImportDraftService drafts) : ImportPagesController(query)
{
    [HttpPost("{id:int}/head")]
    public async Task<IActionResult> Head(int id, HeadForm form, [FromQuery] PreviewShown shown, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return await PreviewAsync(id, shown, form, cancellationToken);
        var result = await drafts.CorrectHeadAsync(id, form.Version, form.ToCorrection(), Actor, cancellationToken);
        return await BackAsync(id, shown, result, () => PreviewAsync(id, shown, form, cancellationToken));
    }

    [HttpPost("{id:int}/names")]
    public async Task<IActionResult> Names(int id, NamesForm form, [FromQuery] PreviewShown shown, CancellationToken cancellationToken) =>
        await BackAsync(id, shown, await drafts.ChooseAsync(id, form.Version, form.ToChoices(), Actor, cancellationToken), cancellationToken);

    [HttpPost("{id:int}/tasks/{number:int}/arrange")]
    public async Task<IActionResult> Arrange(int id, int number, int version, Arrangement how, [FromQuery] PreviewShown shown, CancellationToken cancellationToken) =>
        await BackAsync(id, shown, await drafts.ArrangeAsync(id, version, number, how, Actor, cancellationToken), cancellationToken);

    [HttpPost("{id:int}/settle")]
    public async Task<IActionResult> Settle(int id, int version, string? kind, [FromQuery] PreviewShown shown, CancellationToken cancellationToken) =>
        await BackAsync(id, shown, await drafts.SettleAsync(id, version, kind, Actor, cancellationToken), cancellationToken);

    [HttpPost("{id:int}/add")]
    public async Task<IActionResult> Add(int id, AddForm form, [FromQuery] PreviewShown shown, CancellationToken cancellationToken)
    {
        var result = await drafts.AddAsync(id, form.Version, form.ToPiece(), Actor, cancellationToken);
        if (result.Succeeded)
            shown.Show = null;
        return await BackAsync(id, shown, result, cancellationToken);
    }

    [HttpPost("{id:int}/undo")]
    public async Task<IActionResult> Undo(int id, int version, [FromQuery] PreviewShown shown, CancellationToken cancellationToken)
    {
        var result = await drafts.UndoAsync(id, version, Actor, cancellationToken);
        return await AnswerAsync(result, () => Back(id, shown, result.Value, "已撤销："), () => PreviewAsync(id, shown, null, cancellationToken));
    }

    [HttpGet("{id:int}/tasks/{number:int}")]
    public Task<IActionResult> EditTask(int id, int number, [FromQuery] PreviewShown shown, CancellationToken cancellationToken) =>
        TaskAsync(id, number, shown, null, cancellationToken);

    [HttpPost("{id:int}/tasks/{number:int}")]
    public async Task<IActionResult> EditTask(int id, int number, TaskForm form, [FromQuery] PreviewShown shown, CancellationToken cancellationToken)
    {
        if (form.Split && form.SplitAt is null)
            ModelState.AddModelError(nameof(form.SplitAt), "请选择从哪一条举措起另立一项。");
        if (!ModelState.IsValid)
            return await TaskAsync(id, number, shown, form, cancellationToken);
        var correction = form.ToCorrection(number);
        var result = form.Split
            ? await drafts.SplitAsync(id, form.Version, correction, form.SplitAt!.Value, Actor, cancellationToken)
            : await drafts.CorrectTaskAsync(id, form.Version, correction, Actor, cancellationToken);
        return await BackAsync(id, shown, result, () => TaskAsync(id, number, shown, form, cancellationToken));
    }

    private async Task<IActionResult> TaskAsync(int id, int number, PreviewShown shown, TaskForm? typed, CancellationToken cancellationToken)
    {
        if (await Query.ReadAsync(id, Actor, cancellationToken) is not { } page)
            return await GoneAsync(id, cancellationToken);
        if (page.Proposal.Find(number) is not { } task)
            return NotFound();
        Renew();
        if (typed is not null)
            typed.Version = page.Version;
        return View("EditTask", new TaskView(page, task, typed ?? TaskForm.Of(page, task), SourceView.OfTask(page.Source, page.Tables, page.Proposal, task), shown));
    }

    private Task<IActionResult> BackAsync(int id, PreviewShown shown, Result<DoneAct> result, CancellationToken cancellationToken) =>
        BackAsync(id, shown, result, () => PreviewAsync(id, shown, null, cancellationToken));

    private Task<IActionResult> BackAsync(int id, PreviewShown shown, Result<DoneAct> result, Func<Task<IActionResult>> again) =>
        AnswerAsync(result, () => Back(id, shown, result.Value, "已"), again);

    private RedirectResult Back(int id, PreviewShown shown, DoneAct done, string how)
    {
        Flash(done.Said.Length == 0 ? "没有改动。" : $"{how}{done.Said}。");
        return Redirect($"{Url.Content($"~/plans/import/{id}")}{shown.Query}#{done.Place}");
    }
}
