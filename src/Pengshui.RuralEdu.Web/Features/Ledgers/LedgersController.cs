using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Ledgers;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Ledgers;

/// <summary>Ledgers as tables to take along. The answer is written while it is read from the database.</summary>
[Route("ledgers")]
[Requires(Permission.ReadBusiness)]
public sealed class LedgersController(LedgerService ledgers) : PortalController
{
    /// <summary>A request with this header gets frames with progress between them (<see cref="ProgressFrames"/>).</summary>
    public const string ProgressHeader = "X-Ledger-Progress";

    [HttpGet("")]
    public async Task<IActionResult> Index(LedgerKind? kind, int? year, int? month, CancellationToken cancellationToken)
    {
        var plans = await ledgers.PlansAsync(cancellationToken);
        return View(new LedgerPost
        {
            Kind = kind is { } asked && Enum.IsDefined(asked) ? asked : LedgerKind.Reports,
            Year = year ?? (plans.Count > 0 ? plans[0].Year : LedgerPost.AllYears),
            Month = month ?? 0,
            Plans = plans,
        });
    }

    [HttpPost("export")]
    public async Task<IActionResult> Export(LedgerPost post, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return await AgainAsync(post, cancellationToken);
        var prepared = await ledgers.PrepareAsync(post.Order(), Actor, cancellationToken);
        var framed = Request.Headers.ContainsKey(ProgressHeader);
        if (framed && prepared.Outcome == Outcome.Refused)
            return UnprocessableEntity(new { message = prepared.Message });
        if (!prepared.Succeeded)
            return await AnswerAsync(prepared, NotFound, () => AgainAsync(post, cancellationToken));

        var export = prepared.Value;
        Response.ContentType = framed ? "application/octet-stream" : export.Order.Format.ContentType();
        Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileNameStar = export.Order.FileName() }.ToString();
        if (!framed)
        {
            await ledgers.WriteAsync(export, Response.Body, null, cancellationToken);
            return new EmptyResult();
        }

        await using var frames = new ProgressFrames(Response.Body);
        await frames.TellAsync(0, export.Rows, cancellationToken);
        await ledgers.WriteAsync(export, frames, written => frames.TellAsync(written, export.Rows, cancellationToken), cancellationToken);
        return new EmptyResult();
    }

    private async Task<IActionResult> AgainAsync(LedgerPost post, CancellationToken cancellationToken)
    {
        post.Plans = await ledgers.PlansAsync(cancellationToken);
        return View(nameof(Index), post);
    }
}
