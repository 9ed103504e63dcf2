using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Web.Features.Reports;
using Pengshui.RuralEdu.Web.Features.Shared;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Inspections;

/// <summary>Photos of inspections: up and out by script, and shown.</summary>
[Route("inspections/{id:int}/photos")]
public sealed class InspectionPhotosController(InspectionPhotoService photos, InspectionFormQuery query) : PortalController
{
    private const long MostBytes = InspectionPhotoService.MaxLength + (64 * 1024);

    /// <summary>One photo by the script, which gets the row of photos anew (Assets/scripts/parts/photos.ts).</summary>
    [HttpPost("")]
    [Requires(Permission.Supervise)]
    [UploadLimit(MostBytes, Longest = InspectionPhotoService.MaxLength, Back = "inspections")]
    public async Task<IActionResult> Add(int id, IFormFile? file, CancellationToken cancellationToken)
    {
        if (file is null)
            return UnprocessableEntity(new Refused("没有收到照片，请重新选择。"));
        await using var stream = file.OpenReadStream();
        return await RowAsync(id, await photos.AddAsync(id, stream, file.FileName, Actor, cancellationToken), cancellationToken);
    }

    [HttpPost("{photoId:int}/remove")]
    [Requires(Permission.Supervise)]
    public async Task<IActionResult> Remove(int id, int photoId, CancellationToken cancellationToken) =>
        await RowAsync(id, await photos.RemoveAsync(id, photoId, Actor, cancellationToken), cancellationToken);

    [HttpGet("{photoId:int}")]
    [Requires(Permission.ReadBusiness)]
    public async Task<IActionResult> Show(int id, int photoId, CancellationToken cancellationToken)
    {
        var result = await photos.OpenAsync(id, photoId, Actor, cancellationToken);
        if (!result.Succeeded)
            return result.Outcome == Outcome.Refused ? this.FileNotServed(result) : NotFound();
        var file = result.Value;
        Response.Headers.XContentTypeOptions = "nosniff";
        Response.Headers.CacheControl = "private, no-cache";
        return File(file.Content, file.ContentType, lastModified: null, new EntityTagHeaderValue($"\"{file.ContentHash}\""));
    }

    private async Task<IActionResult> RowAsync(int id, Result result, CancellationToken cancellationToken) => result.Outcome switch
    {
        Outcome.Success => PartialView("_Photos", new PhotosView(id, await query.PhotosAsync(id, Actor, cancellationToken))),
        Outcome.NotFound => NotFound(),
        Outcome.Forbidden => Forbid(),
        _ => UnprocessableEntity(new Refused(result.Message)),
    };
}
