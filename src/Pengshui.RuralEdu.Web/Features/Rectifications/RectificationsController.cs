using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Rectifications;

/// <summary>The ledger of rectifications, and one of them.</summary>
[Route("rectifications")]
[Requires(Permission.ReadBusiness)]
public sealed class RectificationsController(RectificationLedgerQuery ledger, RectificationPageQuery query) : PortalController
{
    /// <param name="filter">What is asked for.</param>
    /// <param name="page">Which page, from 1.</param>
    /// <param name="cancellationToken">Ends it.</param>
    [HttpGet("")]
    public async Task<IActionResult> Ledger([FromQuery] RectificationFilter filter, int page = 1, CancellationToken cancellationToken = default) =>
        await ledger.ReadAsync(filter, page, Actor, cancellationToken) is { } found ? View(found) : NotFound();

    [HttpGet("{id:int}")]
    public async Task<IActionResult> Show(int id, CancellationToken cancellationToken) =>
        await query.ReadAsync(id, Actor, cancellationToken) is { } page ? View(RectificationView.Of(page)) : NotFound();
}
