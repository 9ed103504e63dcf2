using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Plans.Import;
using Pengshui.RuralEdu.Web.Infrastructure;

namespace Pengshui.RuralEdu.Web.Features.Plans.Import;

/// <summary>The pages of a notice that is looked through, for the controllers that change it.</summary>
public abstract class ImportPagesController(ImportQuery query) : PortalController
{
    protected ImportQuery Query => query;

    /// <summary>The preview.</summary>
    /// <param name="id">The draft.</param>
    /// <param name="shown">Which tasks are shown, and whether pieces are chosen.</param>
    /// <param name="typed">What was typed of the head and could not be taken; null shows what is kept.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected async Task<IActionResult> PreviewAsync(int id, PreviewShown shown, HeadForm? typed, CancellationToken cancellationToken)
    {
        if (await query.ReadAsync(id, Actor, cancellationToken) is not { } page)
            return await GoneAsync(id, cancellationToken);
        Renew();
        if (typed is not null)
            typed.Version = page.Version;
        return View("Preview", new PreviewView(page, typed ?? HeadForm.Of(page), SourceView.Of(page.Source, page.Tables, page.Proposal), shown));
    }

    /// <summary>A confirmed notice is the plan that it became; any other is not there.</summary>
    protected async Task<IActionResult> GoneAsync(int id, CancellationToken cancellationToken) =>
        await query.FindPlanAsync(id, Actor, cancellationToken) is { } year ? RedirectToAction("Plan", "Plans", new { year }) : NotFound();

    /// <summary>After a conflict the sentence says so; the next attempt starts from what now stands there.</summary>
    protected void Renew() => ModelState.Remove(nameof(HeadForm.Version));
}
