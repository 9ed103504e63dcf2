using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Instructions;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Instructions;

[Route("instructions")]
public sealed class InstructionsController(InstructionQueries query, InstructionService instructions, BusinessClock clock) : PortalController
{
    [HttpGet("")]
    [Requires(Permission.ReadBusiness)]
    public async Task<IActionResult> Ledger(string? status, string? section, int? page, CancellationToken cancellationToken)
    {
        InstructionStatus? asked = Enum.TryParse<InstructionStatus>(status, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) ? parsed : null;
        if (asked is null && !string.IsNullOrEmpty(status))
            return NotFound();
        var filter = new InstructionFilter(asked, string.IsNullOrEmpty(section) ? null : section, page ?? 1);
        return await query.ReadLedgerAsync(filter, Actor, cancellationToken) is { } ledger ? View(ledger) : NotFound();
    }

    [HttpGet("{id:int}")]
    [Requires(Permission.ReadBusiness)]
    public Task<IActionResult> Show(int id, CancellationToken cancellationToken) => PageAsync(id, null, cancellationToken);

    [HttpPost("{id:int}")]
    [Requires(Permission.ReadBusiness)]
    public async Task<IActionResult> Show(int id, StepForm form, CancellationToken cancellationToken) => await AnswerAsync(
        await instructions.StepAsync(new StepInstruction(form.RecipientId, form.Version, form.Action, form.Text, form.DueOn), Actor, cancellationToken),
        () => Done(form.Action switch
        {
            InstructionAction.Answer => "已回复，作出批示的领导会看到。",
            InstructionAction.Accept => "已办结。",
            InstructionAction.AskAgain => "已要求再办，科室会看到理由。",
            _ => "已撤销。",
        }, id),
        () => PageAsync(id, form, cancellationToken));

    [HttpGet("~/tasks/{number:int}/instruction")]
    [Requires(Permission.GiveInstructions)]
    public async Task<IActionResult> New(int number, int? year, int? report, CancellationToken cancellationToken) =>
        await TargetAsync(year, number, report, cancellationToken) is { } target ? View(GiveForm.For(target, clock.Today)) : NotFound();

    [HttpPost("")]
    [Requires(Permission.GiveInstructions)]
    public async Task<IActionResult> New(GiveForm form, CancellationToken cancellationToken)
    {
        var result = await instructions.GiveAsync(
            new GiveInstruction(form.FormKey, form.Year, form.TaskNumber, form.ReportId, form.Text, form.DueOn, form.SectionIds), Actor, cancellationToken);
        return await AnswerAsync(
            result,
            () => Done("批示已发出，办理科室会在工作台看到。", result.Value),
            async () => await TargetAsync(form.Year, form.TaskNumber, form.ReportId, cancellationToken) is { } target
                ? View(form with { Choices = target.Sections }) : NotFound());
    }

    private async Task<InstructionTarget?> TargetAsync(int? year, int task, int? report, CancellationToken cancellationToken)
    {
        var target = await query.ReadTargetAsync(year, task, report, cancellationToken);
        ViewData["Target"] = target;
        return target;
    }

    private async Task<IActionResult> PageAsync(int id, StepForm? typed, CancellationToken cancellationToken) =>
        await query.ReadAsync(id, Actor, cancellationToken) is { } page ? View(nameof(Show), new ShowInstruction(page, typed)) : NotFound();

    private RedirectToActionResult Done(string sentence, int id)
    {
        Flash(sentence);
        return RedirectToAction(nameof(Show), new { id });
    }
}
