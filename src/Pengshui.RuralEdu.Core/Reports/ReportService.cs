using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>Writes reports: drafts and submissions.</summary>
public sealed class ReportService
{
    /// <summary>Saves what was typed. A draft may be incomplete; what is impossible is refused. Saving what is already there writes nothing.</summary>
    /// <returns>The report's new version.</returns>
    public Task<Result<int>> SaveDraftAsync(SaveReport command, Actor actor, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Saves what was typed and submits it, in one save; refused while it is incomplete.</summary>
    /// <returns>The report's new version.</returns>
    public Task<Result<int>> SubmitAsync(SaveReport command, Actor actor, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
