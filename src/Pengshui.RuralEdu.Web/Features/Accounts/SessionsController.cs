using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Accounts;

/// <summary>我的登录: where one is signed in, and the end of it.</summary>
[Route("account/sessions")]
[Requires(Permission.UseAccount)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SessionsController(SessionService sessions) : PortalController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View("Sessions", await sessions.ListAsync(Actor, cancellationToken));

    [HttpPost("{id:int}/end")]
    public async Task<IActionResult> End(int id, CancellationToken cancellationToken) =>
        Answer(await sessions.EndAsync(id, Actor, cancellationToken), () => Ended(id == Actor.SessionId ? null : "那里的登录已退出。"), NotFound);

    [HttpPost("end-others")]
    public async Task<IActionResult> EndOthers(CancellationToken cancellationToken) =>
        Answer(await sessions.EndOthersAsync(Actor, cancellationToken), () => Ended("其他地方的登录已退出。"), NotFound);

    private RedirectToActionResult Ended(string? sentence)
    {
        if (sentence is not null)
            Flash(sentence);
        return RedirectToAction(nameof(Index));
    }
}
