using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>What came of an upload.</summary>
/// <param name="File">The file as it stands in the report.</param>
/// <param name="ReportVersion">The report's new version, for the form that stays open.</param>
public sealed record EvidenceAdded(FileReference File, int ReportVersion);

/// <summary>
/// Evidence files (佐证). Whoever may write the report's draft may add and remove them; each raises the report's version,
/// so that no submission can miss a file, but a form that was open meanwhile can still be saved.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="clock">Now.</param>
/// <param name="refusals">Refusals that leave a trace.</param>
/// <param name="intake">Takes files in.</param>
/// <param name="quota">How much room there is.</param>
/// <param name="contents">Opens files.</param>
public sealed class EvidenceService(
    RuralEduDbContext db, BusinessClock clock, ReportRefusals refusals, UploadIntake intake, UploadQuota quota, StoredContents contents)
{
    /// <summary>Most files in a report.</summary>
    public const int MaxFiles = 20;

    /// <summary>Takes a file in. Its kind is found in its content; at most <see cref="UploadedFile.MaxLength"/> bytes. The same file under the same name is taken once.</summary>
    /// <param name="reportId">The report.</param>
    /// <param name="content">The bytes, read once from where it stands.</param>
    /// <param name="fileName">The name that the browser gave; a path in it is cut off.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Ends a broken upload; nothing of it stays.</param>
    public async Task<Result<EvidenceAdded>> AddAsync(int reportId, Stream content, string fileName, Actor actor, CancellationToken cancellationToken = default)
    {
        var (_, refusal) = await WritableAsync(reportId, ReportAudit.AddEvidence, actor, cancellationToken);
        if (refusal is not null)
            return refusal;
        var result = await intake.TakeAsync(
            content, fileName, nameof(MonthlyReport.Evidence), new UploadedFor(actor, nameof(MonthlyReport), $"{reportId}"), cancellationToken);
        if (!result.Succeeded)
            return Result.Refused(result.Errors);
        using var taken = result.Value;
        return await db.ActAsync(() => SaveOnceAsync(reportId, taken, actor, cancellationToken), cancellationToken);
    }

    /// <summary>Takes a file out of the report; revisions that have it keep it.</summary>
    /// <returns>The report's new version.</returns>
    public Task<Result<int>> RemoveAsync(int reportId, int fileId, Actor actor, CancellationToken cancellationToken = default) =>
        db.ActAsync(() => RemoveOnceAsync(reportId, fileId, actor, cancellationToken), cancellationToken);

    private async Task<Result<int>> RemoveOnceAsync(int reportId, int fileId, Actor actor, CancellationToken cancellationToken)
    {
        await db.HoldAsync(db.MonthlyReports.Where(r => r.Id == reportId), cancellationToken);
        var (core, refusal) = await WritableAsync(reportId, ReportAudit.RemoveEvidence, actor, cancellationToken);
        if (refusal is not null)
            return refusal;
        var report = await db.MonthlyReports.Include(r => r.Evidence.Where(f => f.Id == fileId && f.RemovedAt == null))
            .SingleAsync(r => r.Id == reportId, cancellationToken);
        if (report.Evidence.SingleOrDefault() is not { } file)
            return Result.NotFound();
        file.RemovedAt = clock.UtcNow;
        Touch(report, core!, actor);
        db.Note(ReportRefusals.Note(actor, ReportAudit.RemoveEvidence, core!, [("佐证材料", file.FileName, null)]));
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success(report.Version);
    }

    /// <summary>Opens a file for download. A file that is missing or was changed is refused with a sentence, and audited.</summary>
    /// <param name="reportId">The report.</param>
    /// <param name="fileId">The file.</param>
    /// <param name="revision">Through which revision it is read; null: through the draft, for those who see it, else through the last revision.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Result<FileContent>> OpenAsync(int reportId, int fileId, int? revision, Actor actor, CancellationToken cancellationToken = default)
    {
        var core = await ReportReader.CoreAsync(db, reportId, actor, cancellationToken);
        if (core is null)
            return Result.NotFound();
        FileReference? file;
        if (revision is null && core.MaySeeDraft(actor))
        {
            file = await db.EvidenceFiles.AsNoTracking().Where(f => f.MonthlyReportId == reportId && f.Id == fileId && f.RemovedAt == null)
                .Select(f => new FileReference(f.Id, f.FileName, f.ContentType, f.Length, f.ContentHash)).SingleOrDefaultAsync(cancellationToken);
        }
        else
        {
            var number = revision ?? core.RevisionNumber;
            var json = await db.ReportRevisions.AsNoTracking().Where(v => v.MonthlyReportId == reportId && v.Number == number)
                .Select(v => v.ContentJson).SingleOrDefaultAsync(cancellationToken);
            file = json is null ? null : ReportRevisions.Read(json).Evidence.FirstOrDefault(f => f.Id == fileId);
        }

        return file is null
            ? Result.NotFound()
            : await contents.OpenAsync(file, nameof(EvidenceFile), actor, cancellationToken);
    }

    private async Task<(ReportCore? Core, Refusal? Refusal)> WritableAsync(int reportId, string code, Actor actor, CancellationToken cancellationToken)
    {
        var core = await ReportReader.CoreAsync(db, reportId, actor, cancellationToken);
        if (core is null)
            return (null, Result.NotFound());
        if (ReportWorkflow.Find(core.State, ReportAction.SaveDraft, actor, core.SectionId, core.SubmittedById) is not null)
            return (core, ArchivedPlan.Refuse(core.PlanState) is { } archived ? await refusals.RefuseAsync(core, code, actor, archived, cancellationToken) : null);
        var refusal = WorkflowSentences.IsEver(ReportAction.SaveDraft, actor, core.SectionId)
            ? Result.Refused("现在不能增减佐证材料。" + WorkflowSentences.NextStep(core.State, core.HolderName))
            : Result.Forbidden(WorkflowSentences.Forbidden(ReportAction.SaveDraft, core.HolderName));
        return (core, await refusals.RefuseAsync(core, code, actor, refusal, cancellationToken));
    }

    private async Task<Result<EvidenceAdded>> SaveOnceAsync(int reportId, TakenFile taken, Actor actor, CancellationToken cancellationToken)
    {
        // Held before it is looked at again: somebody may have saved or submitted during the upload.
        await db.HoldAsync(db.MonthlyReports.Where(r => r.Id == reportId), cancellationToken);
        var (core, refusal) = await WritableAsync(reportId, ReportAudit.AddEvidence, actor, cancellationToken);
        if (refusal is not null)
            return refusal;
        var report = await db.MonthlyReports.Include(r => r.Evidence.Where(f => f.RemovedAt == null)).SingleAsync(r => r.Id == reportId, cancellationToken);
        if (report.Evidence.FirstOrDefault(f => f.ContentHash == taken.ContentHash && f.FileName == taken.FileName) is { } same)
            return Result.Success(new EvidenceAdded(Shown(same), report.Version));
        if (report.Evidence.Count >= MaxFiles)
            return Result.Refused($"每份月报最多 {MaxFiles} 个佐证文件，请移除不用的再上传。", nameof(MonthlyReport.Evidence));
        if (await quota.RefusalAsync(report.SectionId, report.Evidence.Sum(f => f.Length), taken.Length, cancellationToken) is { } full)
            return Result.Refused(full, nameof(MonthlyReport.Evidence));
        taken.Keep();
        var file = new EvidenceFile
        {
            MonthlyReportId = reportId,
            FileName = taken.FileName,
            ContentType = taken.ContentType,
            Length = taken.Length,
            ContentHash = taken.ContentHash,
            UploadedById = actor.UserId!.Value,
            UploadedAt = clock.UtcNow,
        };
        report.Evidence.Add(file);
        Touch(report, core!, actor);
        List<(string, string?, string?)> changes = [("佐证材料", null, file.FileName)];
        if (report.State != core!.State)
            changes.Add(("状态", core.State.Label(), report.State.Label()));
        db.Note(ReportRefusals.Note(actor, ReportAudit.AddEvidence, core, changes));
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success(new EvidenceAdded(Shown(file), report.Version));
    }

    /// <summary>Raises the version, and makes a draft of what was not begun.</summary>
    private void Touch(MonthlyReport report, ReportCore core, Actor actor)
    {
        db.Expect(report, core.Version);
        report.State = ReportWorkflow.Find(core.State, ReportAction.SaveDraft, actor, core.SectionId, core.SubmittedById)!.To;
        report.EditedById = actor.UserId;
        report.EditedAt = clock.UtcNow;
        db.Entry(report).Property(r => r.EditedAt).IsModified = true;
    }

    private static FileReference Shown(EvidenceFile file) => new(file.Id, file.FileName, file.ContentType, file.Length, file.ContentHash);
}
