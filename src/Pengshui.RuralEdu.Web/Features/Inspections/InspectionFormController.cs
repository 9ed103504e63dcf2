using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Web.Features.Reports;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Binding;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Inspections;

/// <summary>The form of an inspection: drafts, issue, photos without a script. A draft is known by its key, so that one begun without a network is sent once.</summary>
[Route("inspections")]
[Requires(Permission.Supervise)]
public sealed class InspectionFormController(
    InspectionFormQuery query, InspectionService inspections, InspectionPhotoService photos, BusinessClock clock) : PortalController
{
    /// <summary>A few photos and the text.</summary>
    internal const long MostBytes = (4 * InspectionPhotoService.MaxLength) + (8 * 1024 * 1024);

    [HttpGet("new")]
    public async Task<IActionResult> New(int? task, string? section, Guid? key, CancellationToken cancellationToken)
    {
        if (key is { } draftKey && await query.FindAsync(draftKey, Actor, cancellationToken) is { } id)
            return RedirectToAction(nameof(Edit), new { id });
        var form = await query.NewAsync(null, task, string.IsNullOrEmpty(section) ? null : section, Actor, cancellationToken);
        return Answer(form, () => Page(form.Value, key ?? Guid.NewGuid(), 0, null), () => ToLedger(form.Message));
    }

    [HttpGet("{id:int}/edit")]
    public async Task<IActionResult> Edit(int id, CancellationToken cancellationToken)
    {
        var form = await query.EditAsync(id, null, Actor, cancellationToken);
        return Answer(form, () => Page(form.Value, form.Value.DraftKey!.Value, form.Value.Version, NeedsRectification(form.Value)), () => ToInspection(id, form.Message));
    }

    [HttpPost("new")]
    [HttpPost("{id:int}/edit")]
    [UploadLimit(MostBytes, Longest = InspectionPhotoService.MaxLength, Back = "inspections")]
    public async Task<IActionResult> Save(InspectionPost post, CancellationToken cancellationToken)
    {
        var what = post.Do ?? "save";
        if (what is "add" or "rectify" or "there" || what.StartsWith("drop:", StringComparison.Ordinal) || what.StartsWith("figure:", StringComparison.Ordinal))
            return await RearrangedAsync(post, what, cancellationToken);
        if (!ModelState.IsValid)
            return await AgainAsync(post, post.Version, cancellationToken);
        var command = new SaveInspection(post.DraftKey, post.FormKey, post.Version, post.ToContent());
        if (what == "issue" && post.Photos.Count > 0)
        {
            // Without a script the photos come with the form: an issued inspection takes none any more.
            var draft = await inspections.SaveDraftAsync(command, Actor, cancellationToken);
            if (!draft.Succeeded)
                return await AnswerAsync(draft, NotFound, () => AgainAsync(post, draft.Outcome == Outcome.Conflict ? null : post.Version, cancellationToken));
            await AddPhotosAsync(post, draft.Value.Id, cancellationToken);
            if (!ModelState.IsValid)
                return await AgainAsync(post, draft.Value.Version, cancellationToken);
            command = command with { Version = draft.Value.Version };
        }

        var result = what == "issue" ? await inspections.IssueAsync(command, Actor, cancellationToken) : await inspections.SaveDraftAsync(command, Actor, cancellationToken);
        if (!result.Succeeded)
            return await AnswerAsync(result, NotFound, () => AgainAsync(post, result.Outcome == Outcome.Conflict ? null : post.Version, cancellationToken));
        if (what == "issue")
            return ToInspection(result.Value.Id, $"已签发，编号{result.Value.Reference}。");
        return await WithPhotosAsync(post, what, result.Value, cancellationToken);
    }

    /// <summary>The same save, asked by the script; what it answers is read by Assets/scripts/parts/autosave.ts.</summary>
    [HttpPost("drafts/{key:guid}")]
    [UploadLimit(MostBytes, Longest = InspectionPhotoService.MaxLength, Back = "inspections")]
    public async Task<IActionResult> Autosave(Guid key, InspectionPost post, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return UnprocessableEntity(new Refused(ModelState.SelectMany(e => e.Value!.Errors).First().ErrorMessage));
        var result = await inspections.SaveDraftAsync(new SaveInspection(key, post.FormKey, post.Version, post.ToContent()), Actor, cancellationToken);
        return result.Outcome switch
        {
            Outcome.Success => Json(new InspectionAutosaved(result.Value.Id, result.Value.Version, $"{clock.BeijingNow:HH:mm}")),
            Outcome.NotFound => NotFound(),
            Outcome.Forbidden => Forbid(),
            Outcome.Conflict => Conflict(new Refused(result.Message)),
            _ => UnprocessableEntity(new Refused($"没有自动保存：{result.Errors[0].Message}")),
        };
    }

    /// <summary>What is open at a place that was just typed, for the script (Assets/scripts/parts/there.ts).</summary>
    [HttpGet("there")]
    public async Task<IActionResult> There(string? town, string? place, CancellationToken cancellationToken) =>
        PartialView("_There", new ThereView(
            string.IsNullOrWhiteSpace(place) ? null : place, await query.OpenAtAsync(town, place, Actor, cancellationToken), [], clock.Today));

    private async Task<IActionResult> WithPhotosAsync(InspectionPost post, string what, InspectionSaved saved, CancellationToken cancellationToken)
    {
        if (what.StartsWith("unphoto:", StringComparison.Ordinal) && int.TryParse(what["unphoto:".Length..], out var photoId))
            await photos.RemoveAsync(saved.Id, photoId, Actor, cancellationToken);
        await AddPhotosAsync(post, saved.Id, cancellationToken);
        if (!ModelState.IsValid)
            return await AgainAsync(post, saved.Version, cancellationToken);
        Flash($"草稿已保存，{clock.BeijingNow:HH:mm}。");
        return RedirectToAction(nameof(Edit), new { id = saved.Id });
    }

    private async Task AddPhotosAsync(InspectionPost post, int id, CancellationToken cancellationToken)
    {
        foreach (var file in post.Photos)
        {
            await using var stream = file.OpenReadStream();
            var added = await photos.AddAsync(id, stream, file.FileName, Actor, cancellationToken);
            if (!added.Succeeded)
                ModelState.AddModelError(InspectionPhotoService.Field, added.Message);
        }
    }

    /// <summary>Without a script: the form with a line more or less. Nothing is saved.</summary>
    private async Task<IActionResult> RearrangedAsync(InspectionPost post, string what, CancellationToken cancellationToken)
    {
        ModelState.KeepUnread();
        var key = what[(what.IndexOf(':') + 1)..];
        if (what == "add" && post.Add?.Split('-') is [var task, var section] && int.TryParse(task, out var taskId) && int.TryParse(section, out var sectionId)
            && post.Items.All(i => i.ToEntry().Key != post.Add))
            post.Items.Add(new InspectionItemPost { TaskId = taskId, SectionId = sectionId });
        else if (what.StartsWith("drop:", StringComparison.Ordinal))
            post.Items.RemoveAll(i => i.ToEntry().Key == key);
        else if (post.Items.Find(i => i.ToEntry().Key == key) is { } item)
            item.Figures.Add(new InspectionFigureEntry { Source = $"x{Guid.NewGuid():N}"[..9] });
        if (what == "rectify")
            post.NeedsRectification = true;
        var content = post.ToContent();
        if (what == "rectify")
            content = content with { Rectifications = [.. content.Rectifications, new RectificationEntry { Key = Guid.NewGuid() }] };
        return await ShowAsync(post, content, post.Version, cancellationToken);
    }

    /// <summary>The form with what was typed. Without a version the draft was saved elsewhere: the next save starts from that.</summary>
    private Task<IActionResult> AgainAsync(InspectionPost post, int? version, CancellationToken cancellationToken)
    {
        ViewData["ErrorTitle"] = version is null ? "还没有保存" : $"{(post.Do == "issue" ? "还不能签发" : "还没有保存")}，有 {ModelState.ErrorCount} 处需要修改";
        return ShowAsync(post, post.ToContent(), version, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(InspectionPost post, InspectionContent content, int? version, CancellationToken cancellationToken)
    {
        var id = await query.FindAsync(post.DraftKey, Actor, cancellationToken);
        var read = id is null
            ? await query.NewAsync(content, null, null, Actor, cancellationToken)
            : await query.EditAsync(id.Value, content, Actor, cancellationToken);
        if (!read.Succeeded)
            return Kept(id, post, read);
        var form = read.Value with { Content = WithReports(read.Value) };
        return Page(form, post.DraftKey, version ?? form.Version, post.NeedsRectification, post.FormKey);
    }

    /// <summary>An item that was added without a script has no report yet.</summary>
    private static InspectionContent WithReports(InspectionForm form) => form.Content with
    {
        Items = [.. form.Content.Items.Select(i => i with { RevisionId = i.RevisionId ?? form.Choices.FirstOrDefault(c => c.Key == i.Key)?.Report?.RevisionId })],
    };

    private ViewResult Kept(int? id, InspectionPost post, Result why)
    {
        Response.StatusCode = StatusCodes.Status409Conflict;
        if (ModelState.IsValid)
            ModelState.AddModelError("", why.Message);
        return View("Kept", new KeptInspection(id, [.. post.Texts()]));
    }

    private ViewResult Page(InspectionForm form, Guid draftKey, int version, bool? needsRectification, Guid? formKey = null) =>
        View("Form", new InspectionEditPage(form, draftKey, formKey ?? (form.Id is null ? draftKey : Guid.NewGuid()), version, needsRectification));

    private static bool? NeedsRectification(InspectionForm form) => form.Content.Rectifications.Count > 0 ? true : null;

    private RedirectToActionResult ToInspection(int id, string sentence)
    {
        Flash(sentence);
        return RedirectToAction(nameof(InspectionsController.Show), "Inspections", new { id });
    }

    private RedirectToActionResult ToLedger(string sentence)
    {
        Flash(sentence);
        return RedirectToAction(nameof(InspectionsController.Index), "Inspections");
    }
}
