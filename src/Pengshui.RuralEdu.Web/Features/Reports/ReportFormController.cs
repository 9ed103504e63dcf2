using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Binding;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Reports;

/// <summary>The report form: drafts, submission, evidence without a script.</summary>
[Route("reports/{id:int}")]
[Requires(Permission.FileReports)]
public sealed class ReportFormController(ReportFormQuery query, PlanYearReader years, ReportService reports, EvidenceService evidence, BusinessClock clock) : PortalController
{
    /// <summary>Two whole files and the text.</summary>
    private const long MostBytes = (2 * EvidenceFile.MaxLength) + (8 * 1024 * 1024);

    [HttpGet("edit")]
    public async Task<IActionResult> Edit(int id, CancellationToken cancellationToken)
    {
        var form = await query.ReadAsync(id, Actor, null, cancellationToken);
        return form.Outcome switch
        {
            Outcome.Success => await FormAsync(form.Value, form.Value.Head.Version, null, cancellationToken),
            Outcome.NotFound => NotFound(),
            Outcome.Forbidden => Forbid(),
            _ => ToReport(id, form.Message),
        };
    }

    [HttpPost("edit")]
    [UploadLimit(MostBytes)]
    public async Task<IActionResult> Edit(int id, ReportPost post, CancellationToken cancellationToken)
    {
        var what = post.Do ?? "save";
        if (what.StartsWith("copy:", StringComparison.Ordinal))
            return await CopyAsync(id, post, what["copy:".Length..], cancellationToken);
        if (!ModelState.IsValid)
            return await AgainAsync(id, post, post.Version, cancellationToken);

        var command = new SaveReport(id, post.Version, post.ToContent());
        var result = what == "submit" ? await reports.SubmitAsync(command, Actor, cancellationToken) : await reports.SaveDraftAsync(command, Actor, cancellationToken);
        if (result.Succeeded && (what == "upload" || what.StartsWith("remove:", StringComparison.Ordinal)))
            return await ChangeFilesAsync(id, post, what, result.Value, cancellationToken);
        return await AnswerAsync(result, () => Saved(id, what), () => AgainAsync(id, post, result.Outcome == Outcome.Conflict ? null : post.Version, cancellationToken));
    }

    /// <summary>The same save, asked by the script; what it answers is read by Assets/scripts/parts/autosave.ts.</summary>
    [HttpPost("autosave")]
    [UploadLimit(MostBytes)]
    public async Task<IActionResult> Autosave(int id, ReportPost post, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return UnprocessableEntity(new Refused(ModelState.SelectMany(e => e.Value!.Errors).First().ErrorMessage));

        var result = await reports.SaveDraftAsync(new SaveReport(id, post.Version, post.ToContent()), Actor, cancellationToken);
        return result.Outcome switch
        {
            Outcome.Success => Json(new Autosaved(result.Value, $"{clock.BeijingNow:HH:mm}")),
            Outcome.NotFound => NotFound(),
            Outcome.Forbidden => Forbid(),
            Outcome.Conflict => Conflict(new Refused(result.Message)),
            _ => UnprocessableEntity(new Refused($"没有自动保存：{result.Errors[0].Message}")),
        };
    }

    private RedirectToActionResult Saved(int id, string what)
    {
        switch (what)
        {
            case "submit":
                return ToReport(id, "已提交。");
            case "preview":
                return RedirectToAction(nameof(ReportController.Show), "Report", new { id, revision = 0 });
            default:
                Flash($"草稿已保存，{clock.BeijingNow:HH:mm}。");
                return RedirectToAction(nameof(Edit), new { id });
        }
    }

    private async Task<IActionResult> ChangeFilesAsync(int id, ReportPost post, string what, int version, CancellationToken cancellationToken)
    {
        if (what != "upload")
        {
            var removed = int.TryParse(what["remove:".Length..], out var fileId) ? await evidence.RemoveAsync(id, fileId, Actor, cancellationToken) : Result.NotFound();
            return await AnswerAsync(removed, () => Changed(id, "已移除文件。"), () => AgainAsync(id, post, version, cancellationToken));
        }

        if (post.Files.Count == 0)
            ModelState.AddModelError(nameof(post.Files), "请先选择文件，再上传。");
        foreach (var file in post.Files)
        {
            await using var stream = file.OpenReadStream();
            var added = await evidence.AddAsync(id, stream, file.FileName, Actor, cancellationToken);
            if (added.Succeeded)
                version = added.Value.ReportVersion;
            else
                ModelState.AddModelError(nameof(post.Files), $"{Path.GetFileName(file.FileName)}：{added.Message}");
        }

        return ModelState.IsValid ? Changed(id, "文件已上传，草稿已保存。") : await AgainAsync(id, post, version, cancellationToken);
    }

    private async Task<IActionResult> CopyAsync(int id, ReportPost post, string field, CancellationToken cancellationToken)
    {
        var read = await query.ReadAsync(id, Actor, post.ToContent(), cancellationToken);
        if (!read.Succeeded || read.Value.Previous is not { } previous)
            return await AgainAsync(id, post, post.Version, cancellationToken);
        var content = CarryOver.Into(read.Value.Content, previous.Snapshot, field);
        ModelState.KeepUnread();
        var form = read.Value with { Content = content };
        ViewData["Copied"] = field;
        return await FormAsync(form, post.Version, null, cancellationToken);
    }

    /// <summary>The form with what was typed. Without a version somebody was faster: the next save starts from theirs, which stands beside.</summary>
    private async Task<IActionResult> AgainAsync(int id, ReportPost post, int? version, CancellationToken cancellationToken)
    {
        var read = await query.ReadAsync(id, Actor, post.ToContent(), cancellationToken);
        if (read.Outcome is Outcome.NotFound)
            return NotFound();
        if (!read.Succeeded)
            return Kept(id, post, read);
        ViewData["ErrorTitle"] = version is null
            ? "还没有保存"
            : $"{(post.Do == "submit" ? "还不能提交" : "还没有保存")}，有 {ModelState.ErrorCount} 处需要修改";
        ReportContent? theirs = null;
        if (version is null)
        {
            var stored = await query.ReadAsync(id, Actor, null, cancellationToken);
            theirs = stored.Succeeded ? stored.Value.Content : null;
        }

        return await FormAsync(read.Value, version ?? read.Value.Head.Version, theirs, cancellationToken);
    }

    private async Task<ViewResult> FormAsync(ReportForm form, int version, ReportContent? theirs, CancellationToken cancellationToken)
    {
        // Before 完成率 is filled in the light would be a green that nobody has earned.
        var isTelling = form.Content.IsZeroReport || form.Content.CompletionRate is not null;
        var forecast = isTelling ? await years.ForecastAsync(form.Head, form.Snapshot, cancellationToken) : null;
        return View(nameof(Edit), new EditPage(form, version, EditSection.Of(form, ModelState), theirs, forecast));
    }

    /// <summary>The report takes no writing any more: what was typed is shown, to be copied.</summary>
    private ViewResult Kept(int id, ReportPost post, Result why)
    {
        Response.StatusCode = StatusCodes.Status409Conflict;
        if (ModelState.IsValid)
            ModelState.AddModelError("", why.Message);
        return View("Kept", new KeptPage(id, [.. post.Texts()]));
    }

    private RedirectToActionResult Changed(int id, string sentence)
    {
        Flash(sentence);
        return RedirectToAction(nameof(Edit), null, new { id }, "evidence");
    }

    private RedirectToActionResult ToReport(int id, string sentence)
    {
        Flash(sentence);
        return RedirectToAction(nameof(ReportController.Show), "Report", new { id });
    }
}
