using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Audit;

/// <summary>The auditor's pages: they read, check and copy out the trail; nothing here changes an entry.</summary>
[Route("audit")]
[Requires(Permission.ReadAudit)]
public sealed class AuditController(AuditQuery query, AuditVerifier verifier, AuditExport export, AuditProtectionQuery protection, BusinessClock clock) : PortalController
{
    [HttpGet("")]
    public async Task<IActionResult> List(AuditFilterForm filter, long? before, long? after, CancellationToken cancellationToken)
    {
        // What cannot be read as a filter is said above the list, which then shows what the rest asks for.
        var list = await query.ListAsync(filter.ToFilter(), before, after, cancellationToken);
        return View(new AuditListPage(filter, list, protection.Read()));
    }

    [HttpGet("{sequence:long}")]
    public async Task<IActionResult> Entry(long sequence, CancellationToken cancellationToken) =>
        await query.FindAsync(sequence, cancellationToken) is { } entry ? View(entry) : NotFound();

    [HttpPost("verify")]
    public async Task<IActionResult> Verify(string? anchor, CancellationToken cancellationToken)
    {
        var kept = string.IsNullOrWhiteSpace(anchor) ? null : AuditAnchor.Parse(anchor.Trim());
        if (kept is null && !string.IsNullOrWhiteSpace(anchor))
        {
            ModelState.AddModelError(nameof(anchor), "锚点要写成 序号:校验值，校验值 64 位。");
            return View("List", new AuditListPage(new AuditFilterForm(), await query.ListAsync(new AuditFilter(), null, null, cancellationToken), protection.Read()));
        }

        return View("Verdict", await verifier.VerifyAsync(Actor, kept, cancellationToken));
    }

    [HttpPost("export")]
    public async Task<IActionResult> Export(AuditFilterForm filter, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return View("List", new AuditListPage(filter, await query.ListAsync(filter.ToFilter(), null, null, cancellationToken), protection.Read()));
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment")
        {
            FileNameStar = $"留痕-{clock.BeijingNow:yyyyMMdd-HHmm}.csv",
        }.ToString();
        await export.WriteAsync(filter.ToFilter(), Actor, Response.Body, cancellationToken);
        return new EmptyResult();
    }
}
