using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Sampling;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Sampling;

/// <summary>抽查建议: what to check next.</summary>
[Route("inspections/sampling")]
[Requires(Permission.Supervise)]
public sealed class SamplingController(SamplingQuery query) : PortalController
{
    /// <param name="seed">The seed, which the page shows; without one, today's.</param>
    /// <param name="cancellationToken">Ends it.</param>
    [HttpGet("")]
    public async Task<IActionResult> Index(int? seed, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || seed is < 1 or > SamplingQuery.MaxSeed)
        {
            ViewData["Typed"] = ModelState[nameof(seed)]?.AttemptedValue;
            ModelState.Remove(nameof(seed));
            ModelState.AddModelError(nameof(seed), $"种子是 1 到 {SamplingQuery.MaxSeed} 的整数，请核对。下面是今天的建议。");
            seed = null;
        }

        return View(await query.ReadAsync(seed, cancellationToken));
    }
}
