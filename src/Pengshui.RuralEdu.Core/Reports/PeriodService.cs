using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>Sets a period's due days anew.</summary>
/// <param name="PeriodId">Which.</param>
/// <param name="Version">The version that the form was made from.</param>
/// <param name="LeadDueOn">Last day of the leads.</param>
/// <param name="SupportingDueOn">Last day of the supporting sections; not later.</param>
/// <param name="Reason">Why; required.</param>
public sealed record ChangeDueDays(int PeriodId, int Version, DateOnly LeadDueOn, DateOnly SupportingDueOn, string? Reason);

/// <summary>Opens and closes the months.</summary>
public sealed class PeriodService
{
    /// <summary>Opens a month of a plan in force: due days by settings and calendar, one report for each responsibility.</summary>
    /// <returns>The period's key.</returns>
    public Task<Result<int>> OpenAsync(int planId, Month month, Actor actor, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Closes it: no more submissions. Reviewing and confirming go on.</summary>
    public Task<Result> CloseAsync(int periodId, int version, Actor actor, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Opens it again; a reason is required.</summary>
    public Task<Result> ReopenAsync(int periodId, int version, string? reason, Actor actor, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Sets its due days; what was submitted stays on time or late as it was.</summary>
    public Task<Result> ChangeDueDaysAsync(ChangeDueDays command, Actor actor, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
