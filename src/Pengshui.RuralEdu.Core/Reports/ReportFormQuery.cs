using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>Reads the page of the report form.</summary>
public sealed class ReportFormQuery
{
    /// <summary>
    /// The form, or why not: not found where the actor may not see the report, forbidden where it is another section's,
    /// refused with a sentence where its state allows no writing.
    /// </summary>
    /// <param name="reportId">The report.</param>
    /// <param name="actor">Who.</param>
    /// <param name="typed">What was typed, to be shown again or previewed; null: what is stored.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Result<ReportForm>> ReadAsync(int reportId, Actor actor, ReportContent? typed = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
