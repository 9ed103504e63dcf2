using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Ledgers;
using Pengshui.RuralEdu.Core.Units.Import;
using Pengshui.RuralEdu.Web.Features.Reports;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Units.Import;

/// <summary>A list of units on its way in: given, looked through, written.</summary>
[Route("units/import")]
[Requires(Permission.ManageUnits)]
public sealed class UnitImportController(UnitImportQuery query, UnitImportService import, UnitListFile file) : PortalController
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const long MostBytes = SheetReader.LargestFile + (1024 * 1024);

    [HttpGet("")]
    public Task<IActionResult> Start(CancellationToken cancellationToken) => StartPageAsync(new UnitListForm(), cancellationToken);

    [HttpPost("")]
    [UploadLimit(MostBytes, Longest = SheetReader.LargestFile, Back = "units/import", Said = "文件超过 5 MB，没有读入。请只留名单这一张工作表，或分成几个文件。")]
    public async Task<IActionResult> Start(UnitListForm form, CancellationToken cancellationToken)
    {
        if (form.File is null && string.IsNullOrWhiteSpace(form.Text))
        {
            ModelState.AddModelError(nameof(form.File), "请选择名单文件，或从表格里复制后粘贴到下面。");
            return await StartPageAsync(form, cancellationToken);
        }

        var result = await ReadAsync(form, cancellationToken);
        return await AnswerAsync(
            result, () => RedirectToAction(nameof(Preview), new { id = result.Value }), () => StartPageAsync(form, cancellationToken));
    }

    [HttpGet("{id:int}")]
    public Task<IActionResult> Preview(int id, CancellationToken cancellationToken) => PreviewAsync(id, null, cancellationToken);

    [HttpPost("{id:int}")]
    public async Task<IActionResult> Preview(int id, ConfirmListForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return await PreviewAsync(id, form, cancellationToken);
        var result = await import.ConfirmAsync(new ConfirmUnitList(id, form.Stamp, form.LeaveOut, form.Close, form.ClosedOn), Actor, cancellationToken);
        return await AnswerAsync(result, () => Done(result.Value), () => PreviewAsync(id, form, cancellationToken));
    }

    [HttpPost("{id:int}/discard")]
    public async Task<IActionResult> Discard(int id, CancellationToken cancellationToken) => await AnswerAsync(
        await import.DiscardAsync(id, Actor, cancellationToken),
        () =>
        {
            Flash("这份名单已放弃，没有写入。");
            return RedirectToAction(nameof(Start));
        },
        () => PreviewAsync(id, null, cancellationToken));

    [HttpGet("template")]
    public Task<IActionResult> Template(CancellationToken cancellationToken) => FileAsync("单位名单模板.xlsx", output => UnitListFile.WriteTemplateAsync(output, cancellationToken));

    [HttpGet("current")]
    public Task<IActionResult> Current(CancellationToken cancellationToken) => FileAsync("单位名单.xlsx", output => file.WriteAllAsync(output, cancellationToken));

    private async Task<IActionResult> FileAsync(string name, Func<Stream, Task> write)
    {
        var content = new MemoryStream();
        await write(content);
        content.Position = 0;
        return File(content, Workbook, name);
    }

    private async Task<Result<int>> ReadAsync(UnitListForm form, CancellationToken cancellationToken)
    {
        if (form.File is null)
            return await import.StartAsync(form.Text!, Actor, cancellationToken);
        await using var stream = form.File.OpenReadStream();
        return await import.StartAsync(Path.GetFileName(form.File.FileName), stream, Actor, cancellationToken);
    }

    private async Task<IActionResult> StartPageAsync(UnitListForm form, CancellationToken cancellationToken)
    {
        form.Begun = await query.ReadListAsync(Actor, cancellationToken);
        return View(nameof(Start), form);
    }

    private async Task<IActionResult> PreviewAsync(int id, ConfirmListForm? typed, CancellationToken cancellationToken)
    {
        if (await query.ReadAsync(id, Actor, cancellationToken) is not { } preview)
            return await query.IsWrittenAsync(id, Actor, cancellationToken) ? RedirectToAction("Index", "Units") : NotFound();
        var form = typed ?? new ConfirmListForm { ClosedOn = preview.Today };
        ModelState.Remove(nameof(form.Stamp));
        form.Stamp = preview.Proposal.Stamp();
        return View(nameof(Preview), new UnitListView(preview, form));
    }

    private RedirectToActionResult Done(UnitImportOutcome outcome)
    {
        (int Count, string Words)[] done = [(outcome.Added, "新增 {0} 个"), (outcome.Changed, "改动 {0} 个"), (outcome.Closed, "停用 {0} 个"), (outcome.LeftOut, "除去 {0} 行")];
        Flash($"名单已写入：{string.Join("，", done.Where(d => d.Count > 0).Select(d => d.Words.Replace("{0}", $"{d.Count}", StringComparison.Ordinal)))}。");
        return RedirectToAction("Index", "Units");
    }
}
