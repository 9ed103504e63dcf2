using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Web.Features.Shared;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Reports;

/// <summary>Evidence files: up by script, down under their own names.</summary>
[Route("reports/{id:int}/evidence")]
public sealed class EvidenceController(EvidenceService evidence, ReportFormQuery query) : PortalController
{
    /// <summary>A whole file and what surrounds it in the request.</summary>
    private const long MostBytes = EvidenceFile.MaxLength + (64 * 1024);

    /// <summary>One file by the script, which gets the list of files anew (Assets/scripts/parts/upload.ts).</summary>
    [HttpPost("")]
    [Requires(Permission.FileReports)]
    [UploadLimit(MostBytes)]
    public async Task<IActionResult> Add(int id, IFormFile? file, CancellationToken cancellationToken)
    {
        if (file is null)
            return UnprocessableEntity(new Refused("没有收到文件，请重新选择。"));
        await using var stream = file.OpenReadStream();
        var result = await evidence.AddAsync(id, stream, file.FileName, Actor, cancellationToken);
        if (!result.Succeeded)
            return Not(result);
        Response.Headers["X-Version"] = $"{result.Value.ReportVersion}";
        var form = await query.ReadAsync(id, Actor, null, cancellationToken);
        return PartialView("_FileList", form.Value.Snapshot.Evidence.Select(f => FileOf(Url, id, f, canRemove: true)));
    }

    [HttpGet("{fileId:int}")]
    [Requires(Permission.ReadBusiness)]
    public async Task<IActionResult> Download(int id, int fileId, int? revision, CancellationToken cancellationToken)
    {
        var result = await evidence.OpenAsync(id, fileId, revision, Actor, cancellationToken);
        if (result.Outcome == Outcome.Forbidden)
            return Forbid();
        if (!result.Succeeded)
            return result.Outcome == Outcome.Refused ? this.FileNotServed(result) : NotFound();
        var file = result.Value;
        Response.Headers.XContentTypeOptions = "nosniff";
        Response.Headers.CacheControl = "private, no-cache";
        // FileDownloadName makes an attachment with the name in RFC 5987 form beside a plain one.
        return File(file.Content, file.ContentType, file.FileName, lastModified: null, new EntityTagHeaderValue($"\"{file.ContentHash}\""), enableRangeProcessing: true);
    }

    /// <summary>A file in a list; in the form with the button 移除, which saves the draft too.</summary>
    internal static FileItem FileOf(IUrlHelper url, int reportId, FileReference file, int? revision = null, bool canRemove = false) => new(
        file.Id, file.FileName, file.Length, url.Content($"~/reports/{reportId}/evidence/{file.Id}{(revision is null ? null : $"?revision={revision}")}"),
        canRemove ? url.Content($"~/reports/{reportId}/edit?do=remove:{file.Id}") : null);

    private IActionResult Not(Result result) => result.Outcome switch
    {
        Outcome.NotFound => NotFound(),
        Outcome.Forbidden => Forbid(),
        Outcome.Conflict => Conflict(new Refused(result.Message)),
        _ => UnprocessableEntity(new Refused(result.Message)),
    };
}
