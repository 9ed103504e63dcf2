using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Admin.Settings;

[Route("admin/settings")]
[Requires(Permission.OpenSettings)]
public sealed class SettingsController(SettingService settings, SettingQueries queries, IUploadScanner scanner) : PortalController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View(await FormAsync(cancellationToken));

    [HttpPost("")]
    public async Task<IActionResult> Index(SettingsForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return await AgainAsync(cancellationToken);
        var result = await settings.ChangeAsync(form.ToCommand(), Actor, cancellationToken);
        return await AnswerAsync(result, Saved, () => AgainAsync(cancellationToken));
    }

    private RedirectToActionResult Saved()
    {
        Flash("设置已保存，从现在起生效。");
        return RedirectToAction(nameof(Index));
    }

    // What was typed stays, as ModelState has it; the versions are those of now, so that saving again is a choice.
    private async Task<IActionResult> AgainAsync(CancellationToken cancellationToken)
    {
        var form = await FormAsync(cancellationToken);
        for (var i = 0; i < form.Settings.Count; i++)
            ModelState.Remove($"Settings[{i}].Version");
        return View("Index", form);
    }

    private async Task<SettingsForm> FormAsync(CancellationToken cancellationToken)
    {
        var form = SettingsForm.Of(await queries.ListAsync(Actor, cancellationToken));
        form.Scanner = new ScannerState(scanner.Address, await scanner.AnswersAsync(cancellationToken));
        return form;
    }
}
