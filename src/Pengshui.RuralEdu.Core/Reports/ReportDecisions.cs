using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>The steps of the workflow that change no content.</summary>
public sealed class ReportDecisions
{
    /// <summary>撤回.</summary>
    public Task<Result<int>> WithdrawAsync(int reportId, int version, Actor actor, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>审核通过.</summary>
    public Task<Result<int>> ApproveAsync(int reportId, int version, Actor actor, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>退回; the field of a missing reason is <c>Reason</c>.</summary>
    public Task<Result<int>> ReturnAsync(int reportId, int version, string? reason, Actor actor, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>确认.</summary>
    public Task<Result<int>> ConfirmAsync(int reportId, int version, Actor actor, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>重新打开; the field of a missing reason is <c>Reason</c>.</summary>
    public Task<Result<int>> ReopenAsync(int reportId, int version, string? reason, Actor actor, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
