using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Reports;

/// <summary>The month: section × task, and what waits for one's decision.</summary>
public sealed class MonthController(MonthQueries query) : PortalController
{
    [HttpGet("reports")]
    [Requires(Permission.ReadBusiness)]
    public async Task<IActionResult> Month(string? month, int? section, ReportState? state, CancellationToken cancellationToken)
    {
        Month? asked = null;
        if (!string.IsNullOrEmpty(month))
        {
            if (!Core.Calendar.Month.TryParse(month, out var parsed))
                return NotFound();
            asked = parsed;
        }

        var page = await query.ReadMonthAsync(asked, Actor, cancellationToken);
        if (page is null && asked is not null)
            return NotFound();
        return View(page is null ? null : MonthView.Of(page, section, state, Actor));
    }

    [HttpGet("reviews")]
    [Requires(Permission.ReviewReports)]
    public async Task<IActionResult> Reviews(CancellationToken cancellationToken) => View(await query.ReadReviewsAsync(Actor, cancellationToken));
}

/// <summary>The month as this reader asked for it.</summary>
/// <param name="Page">What the query read.</param>
/// <param name="Section">Only this section's, or all.</param>
/// <param name="State">Only in this state, or all.</param>
/// <param name="Tasks">The rows left.</param>
/// <param name="SeesTimeliness">Sections whose timeliness the reader sees: all for the coordinator, else one's own.</param>
public sealed record MonthView(MonthPage Page, int? Section, ReportState? State, IReadOnlyList<MonthTask> Tasks, Func<int, bool> SeesTimeliness)
{
    /// <summary>Keeps the cells that were asked for.</summary>
    public static MonthView Of(MonthPage page, int? section, ReportState? state, Actor actor)
    {
        bool Asked(MonthCell cell) => (section is null || cell.SectionId == section) && (state is null || cell.State == state);
        IReadOnlyList<MonthTask> tasks = [.. page.Tasks.Select(t => t with { Cells = [.. t.Cells.Where(Asked)] }).Where(t => t.Cells.Count > 0)];
        return new(page, section, state, tasks, id => actor.Is(Role.Coordinator) || actor.IsMemberOf(id));
    }

    /// <summary>This page with other filters.</summary>
    public string Address(Month? month = null, int? section = null, ReportState? state = null)
    {
        var address = $"/reports?month={month ?? Page.Month}";
        if (section is not null)
            address += $"&section={section}";
        return state is null ? address : $"{address}&state={state}";
    }
}
