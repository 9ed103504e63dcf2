using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Infrastructure;

/// <summary>What every controller of the portal shares: who acts, and how a service's answer becomes a page.</summary>
public abstract class PortalController : Controller
{
    /// <summary>Who makes the request; there always is one behind <see cref="RequiresAttribute"/>.</summary>
    protected Actor Actor => HttpContext.RequestServices.GetRequiredService<ICurrentActor>().Actor
        ?? throw new InvalidOperationException("The action is open to strangers: there is no actor.");

    /// <summary>Not found → 404, forbidden → 403, refused or conflict → the form again with its sentences, else the success.</summary>
    protected IActionResult Answer(Result result, Func<IActionResult> success, Func<IActionResult> again)
    {
        switch (result.Outcome)
        {
            case Outcome.Success:
                return success();
            case Outcome.NotFound:
                return NotFound();
            case Outcome.Forbidden:
                return Forbid();
            default:
                Explain(result);
                return again();
        }
    }

    /// <summary>The same, where the form again needs a query.</summary>
    protected async Task<IActionResult> AnswerAsync(Result result, Func<IActionResult> success, Func<Task<IActionResult>> again)
    {
        if (result.Outcome is not (Outcome.Refused or Outcome.Conflict))
            return Answer(result, success, NotFound);
        Explain(result);
        return await again();
    }

    /// <summary>A sentence for the next page.</summary>
    protected void Flash(string message) => FlashMessage.Flash(this, message);

    private void Explain(Result result)
    {
        foreach (var problem in result.Errors)
            ModelState.AddModelError(problem.Field ?? "", problem.Message);
    }
}
