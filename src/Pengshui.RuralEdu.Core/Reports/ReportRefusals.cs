using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>
/// What every write to a report shares: refusals that leave a trace, and the answer to whoever saves second.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="trail">Who changed what.</param>
public sealed class ReportRefusals(RuralEduDbContext db, EditTrail trail)
{
    private static readonly string[] ActsBesideTheText =
        [ReportAudit.AddEvidence, ReportAudit.RemoveEvidence, ReportAudit.MoveDeadline, ReportAudit.KeepDeadline];

    /// <summary>The audit code of an action.</summary>
    internal static string Code(ReportAction action) => action switch
    {
        ReportAction.SaveDraft => ReportAudit.SaveDraft,
        ReportAction.Submit => ReportAudit.SubmitReport,
        ReportAction.Withdraw => ReportAudit.WithdrawReport,
        ReportAction.Approve => ReportAudit.ApproveReport,
        ReportAction.Return => ReportAudit.ReturnReport,
        ReportAction.Confirm => ReportAudit.ConfirmReport,
        ReportAction.Reopen => ReportAudit.ReopenReport,
        ReportAction.Waive => ReportAudit.WaiveReport,
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    /// <summary>An entry about a report.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="code">What.</param>
    /// <param name="core">Which report.</param>
    /// <param name="changes">Label, before, after.</param>
    internal static AuditNote Note(Actor actor, string code, ReportCore core, IEnumerable<(string Label, string? Before, string? After)> changes) =>
        Note(actor, code, core.Id, core.Title, changes);

    /// <summary>The same, where only the report's key and title are at hand.</summary>
    internal static AuditNote Note(Actor actor, string code, int reportId, string title, IEnumerable<(string Label, string? Before, string? After)> changes) =>
        new(actor, code)
        {
            ObjectType = nameof(MonthlyReport),
            ObjectId = reportId.ToString(),
            Title = title,
            Details = AuditNote.DetailsOf(changes),
        };

    /// <summary>Refuses what the workflow does not have, and writes that down.</summary>
    internal Task<Refusal> RefuseAsync(ReportCore core, ReportAction action, Actor actor, CancellationToken cancellationToken) =>
        WorkflowSentences.IsEver(action, actor, core.SectionId)
            ? RefuseAsync(core, Code(action), actor, Result.Refused(WorkflowSentences.Refusal(action, core.State, core.HolderName, actor, core.SubmittedById, core.Situation, core.ClosedAt is not null)), cancellationToken)
            : RefuseAsync(core, Code(action), actor, Result.Forbidden(WorkflowSentences.Forbidden(action, core.HolderName)), cancellationToken);

    /// <summary>Refuses for another reason, and writes that down in a save of its own.</summary>
    internal async Task<Refusal> RefuseAsync(ReportCore core, string code, Actor actor, Refusal refusal, CancellationToken cancellationToken)
    {
        db.Forget();
        db.Note(Note(actor, code, core, []) with { Result = AuditResult.Refused, Reason = refusal.Message });
        await db.SaveChangesAsync(cancellationToken);
        return refusal;
    }

    /// <summary>Whether all that happened since a form was made are uploads and removals of evidence, or an answer about its deadline: no reason to refuse its text.</summary>
    internal async Task<bool> OnlyBesideTheTextSinceAsync(int reportId, int formVersion, int version, CancellationToken cancellationToken)
    {
        var since = await SinceAsync(reportId, formVersion, version, cancellationToken);
        return since.Count > 0 && since.Count == version - formVersion && since.All(e => ActsBesideTheText.Contains(e.Action));
    }

    /// <summary>Saves; where somebody was faster, tells who. Two first savers may also meet in a unique index before the version is compared.</summary>
    internal async Task<Result<int>> SaveAsync(MonthlyReport report, ReportCore core, int formVersion, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return Result.Success(report.Version);
        }
        catch (DbUpdateConcurrencyException refused) when (refused.Entries.Any(e => e.Entity is CoordinationNeed))
        {
            db.Forget();
            return Result.Conflict("协调事项刚被统筹员标为已解决，请看过最新情况再提交。");
        }
        catch (DbUpdateException)
        {
            db.Forget();
            if (await db.MonthlyReports.AnyAsync(r => r.Id == core.Id && r.Version == core.Version, cancellationToken))
                throw;
            return await ConflictAsync(core.Id, formVersion, cancellationToken);
        }
    }

    /// <summary>Tells who changed what since a form was made.</summary>
    internal async Task<Refusal> ConflictAsync(int reportId, int formVersion, CancellationToken cancellationToken)
    {
        db.Forget();
        var version = await db.MonthlyReports.Where(r => r.Id == reportId).Select(r => r.Version).SingleAsync(cancellationToken);
        return Result.Conflict(trail.Tell(await SinceAsync(reportId, formVersion, version, cancellationToken), "月报"));
    }

    private Task<IReadOnlyList<EditEntry>> SinceAsync(int reportId, int formVersion, int version, CancellationToken cancellationToken) =>
        trail.SinceAsync(nameof(MonthlyReport), reportId, formVersion, version, cancellationToken);
}
