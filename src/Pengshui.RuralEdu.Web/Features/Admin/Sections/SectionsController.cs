using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Sections;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Admin.Sections;

[Route("admin/sections")]
[Requires(Permission.ManageSections)]
public sealed class SectionsController(SectionService sections, SectionQueries queries) : PortalController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View(await queries.ListAsync(cancellationToken));

    [HttpGet("new")]
    public async Task<IActionResult> Create(CancellationToken cancellationToken) =>
        View("Edit", new SectionForm { SortOrder = await queries.NextOrderAsync(cancellationToken) });

    [HttpPost("new")]
    public async Task<IActionResult> Create(SectionForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return View("Edit", form);
        var result = await sections.CreateAsync(form.ToCommand(), Actor, cancellationToken);
        return Answer(result, () => Saved("科室已新建。"), () => View("Edit", form));
    }

    [HttpGet("{id:int}")]
    public async Task<IActionResult> Edit(int id, CancellationToken cancellationToken) =>
        await queries.FindAsync(id, cancellationToken) is { } section ? View(SectionForm.Of(section)) : NotFound();

    [HttpPost("{id:int}")]
    public async Task<IActionResult> Edit(int id, SectionForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return View(form);
        var result = await sections.ChangeAsync(id, form.Version, form.ToCommand(), Actor, cancellationToken);
        if (result.Outcome == Outcome.Conflict && await queries.FindAsync(id, cancellationToken) is { } now)
        {
            // The sentence says what stands there now; saving again is a choice made knowing it.
            ModelState.Remove(nameof(form.Version));
            form.Version = now.Version;
        }

        return Answer(result, () => Saved("科室已保存。"), () => View(form));
    }

    private RedirectToActionResult Saved(string sentence)
    {
        Flash(sentence);
        return RedirectToAction(nameof(Index));
    }
}
