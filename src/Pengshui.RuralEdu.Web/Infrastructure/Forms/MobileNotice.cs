using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Web.Infrastructure.Forms;

/// <summary>
/// After a form was saved in which a mobile number seems to stand, says so on the next page. It is no refusal: an office's number may be public.
/// </summary>
internal sealed class MobileNotice : IActionFilter
{
    private static readonly string[] Signs = ["Password", "UserName"];

    public void OnActionExecuting(ActionExecutingContext context)
    {
    }

    public void OnActionExecuted(ActionExecutedContext context)
    {
        var request = context.HttpContext.Request;
        if (context is { Result: IKeepTempDataResult, Controller: Controller controller } && HttpMethods.IsPost(request.Method) && request.HasFormContentType
            && request.Form.Any(f => !Array.Exists(Signs, s => f.Key.Contains(s, StringComparison.Ordinal)) && f.Value.Any(IdentityNumbers.MobileAppearsIn)))
            controller.FlashAlso(IdentityNumbers.MobileWarning);
    }
}
