using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Web.Infrastructure;

namespace Pengshui.RuralEdu.Web.Features.Shared.Errors;

/// <summary>The page behind every answer that is not a page: shown under the address that was asked for.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ErrorController : PortalController
{
    // No parameter: binding one would read the body of a post again, which may be what was wrong with it.
    [Route("error/{code:int:range(400,599)}")]
    [ApiExplorerSettings(IgnoreApi = true)]
    public IActionResult Show()
    {
        var code = IsTooLarge() ? StatusCodes.Status413PayloadTooLarge : int.Parse((string)RouteData.Values["code"]!, CultureInfo.InvariantCulture);
        Response.StatusCode = code;
        return View("Error", ErrorPage.Of(code, HttpContext.TraceIdentifier));
    }

    // Whoever reads a body beyond the limit fails in a way of their own (the form token, the binding): the sentence is the same.
    private bool IsTooLarge() => Request.ContentLength > HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
}
