using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Web.Features.Shared;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Rectifications;

/// <summary>The files of the section and of the verification, down under their own names.</summary>
[Route("rectifications/{id:int}/files")]
[Requires(Permission.ReadBusiness)]
public sealed class RectificationFilesController(RectificationFileService files) : PortalController
{
    [HttpGet("{fileId:int}")]
    public async Task<IActionResult> Download(int id, int fileId, CancellationToken cancellationToken)
    {
        var result = await files.OpenAsync(id, fileId, Actor, cancellationToken);
        if (!result.Succeeded)
            return result.Outcome == Outcome.Refused ? this.FileNotServed(result) : NotFound();
        var file = result.Value;
        Response.Headers.XContentTypeOptions = "nosniff";
        Response.Headers.CacheControl = "private, no-cache";
        return File(file.Content, file.ContentType, file.FileName, lastModified: null, new EntityTagHeaderValue($"\"{file.ContentHash}\""), enableRangeProcessing: true);
    }

    /// <summary>A file in a list; with the button 移除 where it was not submitted yet and the reader may write.</summary>
    internal static FileItem FileOf(IUrlHelper url, RectificationPage page, RectificationAttachment file) => new(
        file.Id, file.FileName, file.Length, url.Content($"~/rectifications/{page.Id}/files/{file.Id}"),
        file.IsSubmitted ? null
        : file.IsVerification && page.MayVerify ? url.Content($"~/rectifications/{page.Id}/verification-files/{file.Id}/remove")
        : !file.IsVerification && page.May(RectificationAction.Report) ? url.Content($"~/rectifications/{page.Id}/files/{file.Id}/remove")
        : null);
}
