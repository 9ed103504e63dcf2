using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Web.Features.Shared;

/// <summary>Answers for a file that is missing or was changed since its upload.</summary>
public static class NotServed
{
    /// <summary>404 with the sentence of the refusal, and an alarm in the log: somebody has to look at the disk.</summary>
    public static IActionResult FileNotServed(this Controller controller, Result refusal)
    {
        var http = controller.HttpContext;
        http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(NotServed))
            .LogCritical("The uploaded file at {Path} is missing or was changed; run files verify", http.Request.Path);
        var page = controller.View("FileNotServed", refusal.Message);
        page.StatusCode = StatusCodes.Status404NotFound;
        return page;
    }
}
