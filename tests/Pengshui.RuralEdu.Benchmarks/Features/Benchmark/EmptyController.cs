using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Benchmarks.Features.Benchmark;

/// <summary>A page with nothing but the portal's layout: what the server reaches at the most for somebody signed in.</summary>
[Requires(Permission.ReadBusiness)]
public sealed class EmptyController : PortalController
{
    /// <summary>The page.</summary>
    [HttpGet("/benchmark/empty")]
    public IActionResult Index() => View("~/Features/Benchmark/Empty.cshtml");
}
