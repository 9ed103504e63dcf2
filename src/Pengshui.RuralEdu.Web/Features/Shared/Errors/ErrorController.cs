using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Web.Infrastructure;

namespace Pengshui.RuralEdu.Web.Features.Shared.Errors;

/// <summary>The page behind every answer that is not a page: shown under the address that was asked for.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ErrorController : PortalController
{
    [Route("error/{code:int:range(400,599)}")]
    [ApiExplorerSettings(IgnoreApi = true)]
    public IActionResult Show(int code)
    {
        Response.StatusCode = code;
        return View("Error", ErrorPage.Of(code, HttpContext.TraceIdentifier));
    }
}
