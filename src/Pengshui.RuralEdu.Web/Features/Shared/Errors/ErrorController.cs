using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Data;
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
        var failed = HttpContext.Features.Get<IExceptionHandlerPathFeature>();
        var code = IsTooLarge() ? StatusCodes.Status413PayloadTooLarge
            : CodeOf(failed?.Error) ?? int.Parse((string)RouteData.Values["code"]!, CultureInfo.InvariantCulture);
        Response.StatusCode = code;
        if (code == StatusCodes.Status503ServiceUnavailable)
            Response.Headers.RetryAfter = "5";
        var kept = failed is not null && CodeOf(failed.Error) is not null ? KeptForm.Of(HttpContext, failed.Path) : null;
        return View("Error", ErrorPage.Of(code, HttpContext.TraceIdentifier, kept));
    }

    // What the database could not do for now, and what somebody else was faster with, is no fault of the program's.
    private static int? CodeOf(Exception? exception) => DatabaseFaults.Of(exception) switch
    {
        DatabaseFault.Busy or DatabaseFault.Unreachable or DatabaseFault.Refused or DatabaseFault.Untrusted or DatabaseFault.Full => StatusCodes.Status503ServiceUnavailable,
        DatabaseFault.Taken => StatusCodes.Status409Conflict,
        _ => null,
    };

    // Whoever reads a body beyond the limit fails in a way of their own (the form token, the binding): the sentence is the same.
    private bool IsTooLarge() => Request.ContentLength > HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
}
