using Pengshui.RuralEdu.Core.Accounts;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>Reads the page of one report.</summary>
public sealed class ReportViewQuery
{
    /// <summary>The page, or null where the actor may not see the report or there is no such revision.</summary>
    /// <param name="reportId">The report.</param>
    /// <param name="revision">Which revision; 0: the draft as it stands; null: the last revision, or the draft before the first.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<ReportView?> ReadAsync(int reportId, int? revision, Actor actor, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
