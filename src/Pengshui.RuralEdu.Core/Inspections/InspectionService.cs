using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Inspections;

/// <summary>
/// Writes inspections. Numbers have no gaps, since they are given in one turn; a draft that arrives twice at once is one
/// draft, since its key is unique and the second looks again.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="rectifications">What a visit raises.</param>
/// <param name="clock">Now, and today in Beijing.</param>
public sealed class InspectionService(RuralEduDbContext db, IInspectionRectifications rectifications, BusinessClock clock)
{
    /// <summary>Said where there is no plan to inspect.</summary>
    public const string NoPlan = "还没有执行中的工作方案，不能新建督查记录。";

    /// <summary>
    /// Saves what was typed; an unknown key begins a draft. A draft may be incomplete; what is impossible is refused. Saving
    /// what is already there writes nothing, so a save that arrives again is answered as the first was.
    /// </summary>
    public Task<Result<InspectionSaved>> SaveDraftAsync(SaveInspection command, Actor actor, CancellationToken cancellationToken = default) =>
        db.ActAsync(() => WriteAsync(command, InspectionAction.SaveDraft, actor, cancellationToken), cancellationToken);

    /// <summary>Saves what was typed and issues it with its rectifications, in one save; refused while it is incomplete. Where its own form sends it again, the answer is that it is issued.</summary>
    public Task<Result<InspectionSaved>> IssueAsync(SaveInspection command, Actor actor, CancellationToken cancellationToken = default) =>
        db.ActAsync(() => WriteAsync(command, InspectionAction.Issue, actor, cancellationToken), cancellationToken);

    /// <summary>Deletes a draft for good. It had no number, so there is no gap.</summary>
    public Task<Result> DiscardAsync(int id, int version, Actor actor, CancellationToken cancellationToken = default) =>
        db.ActAsync(() => DiscardOnceAsync(id, version, actor, cancellationToken), cancellationToken);

    private async Task<Result> DiscardOnceAsync(int id, int version, Actor actor, CancellationToken cancellationToken)
    {
        await db.HoldAsync(db.Inspections.Where(i => i.Id == id), cancellationToken);
        var key = await db.Inspections.Where(i => i.Id == id).Select(i => i.DraftKey).SingleOrDefaultAsync(cancellationToken);
        if (await InspectionDraft.LoadAsync(db, rectifications, key, cancellationToken) is not { } draft || !draft.Row.IsVisibleTo(actor))
            return Result.NotFound();
        if (InspectionWorkflow.Find(draft.Row.State, InspectionAction.Discard, actor, draft.Row.AuthorId) is null)
            return await RefuseAsync(draft.Row, InspectionAction.Discard, actor, cancellationToken);
        if (draft.Row.Version != version)
            return Conflict(draft.Row);
        db.Note(new AuditNote(actor, InspectionAudit.DiscardInspection) { ObjectType = nameof(Inspection), ObjectId = $"{id}", Title = TitleOf(draft.Row) });
        await draft.DiscardAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success();
    }

    /// <summary>Adds to an issued inspection. The same form that arrives twice adds once.</summary>
    /// <param name="id">The inspection.</param>
    /// <param name="formKey">The form.</param>
    /// <param name="text">What is added.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Result> SupplementAsync(int id, Guid formKey, string? text, Actor actor, CancellationToken cancellationToken = default) =>
        db.ActAsync(() => SupplementOnceAsync(id, formKey, text, actor, cancellationToken), cancellationToken);

    private async Task<Result> SupplementOnceAsync(int id, Guid formKey, string? text, Actor actor, CancellationToken cancellationToken)
    {
        await db.HoldAsync(db.Inspections.Where(i => i.Id == id), cancellationToken);
        var row = await db.Inspections.SingleOrDefaultAsync(i => i.Id == id, cancellationToken);
        if (row is null || !row.IsVisibleTo(actor))
            return Result.NotFound();
        if (InspectionWorkflow.Find(row.State, InspectionAction.Supplement, actor, row.AuthorId) is null)
            return await RefuseAsync(row, InspectionAction.Supplement, actor, cancellationToken);
        text = TypedText.Lines(text);
        if (text is null)
            return Result.Refused("请填写补充内容。", nameof(InspectionSupplement.Text));
        if (ReportRules.Text(text, "补充内容", nameof(InspectionSupplement.Text), InspectionSupplement.TextLength).ToList() is { Count: > 0 } problems)
            return Result.Refused(problems);
        if (await db.InspectionSupplements.AnyAsync(s => s.FormKey == formKey && s.InspectionId == id, cancellationToken))
            return Result.Success();
        db.Add(new InspectionSupplement { InspectionId = id, FormKey = formKey, Text = text, ById = actor.UserId!.Value, At = clock.UtcNow });
        db.Note(Note(actor, InspectionAudit.SupplementInspection, row, [("补充", null, text)]));
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success();
    }

    private async Task<Result<InspectionSaved>> WriteAsync(SaveInspection command, InspectionAction action, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.Supervise))
            return Result.Forbidden("督查记录由督查员填写。");
        if (command.DraftKey == Guid.Empty)
            return Result.Refused("页面不完整，请刷新后再保存。");
        var stored = await InspectionDraft.LoadAsync(db, rectifications, command.DraftKey, cancellationToken);
        if (stored is null && command.Version > 0)
            return Result.Conflict("这份草稿已经被删除。您填写的内容都还在，请复制后新建。");
        if (stored is not null && !stored.Row.IsVisibleTo(actor))
            return Result.NotFound();
        if (stored is not null && InspectionWorkflow.Find(stored.Row.State, action, actor, stored.Row.AuthorId) is null)
        {
            return action == InspectionAction.Issue && stored.Row.FormKey == command.FormKey && stored.Row.AuthorId == actor.UserId
                ? Result.Success(Saved(stored.Row))
                : await RefuseAsync(stored.Row, action, actor, cancellationToken);
        }

        var content = InspectionRules.Plain(command.Content);
        var before = stored?.Content();
        var isSame = before is not null && InspectionDraft.AreSame(before, content);
        if (isSame && action == InspectionAction.SaveDraft)
            return Result.Success(Saved(stored!.Row));
        if (stored is not null && !isSame && stored.Row.Version != command.Version && stored.Row.FormKey != command.FormKey)
            return Conflict(stored.Row);

        var draft = stored ?? await BeginAsync(command.DraftKey, actor, cancellationToken);
        if (draft is null)
            return Result.Refused(NoPlan);
        if (await ArchivedPlan.RefuseAsync(db.WorkPlans.Where(p => p.Id == draft.Row.WorkPlanId), cancellationToken) is { } archived)
            return archived;
        var parts = await PartsAsync(draft.Row.WorkPlanId, content, before, cancellationToken);
        var reports = await ReportsAsync(content, cancellationToken);
        var verified = await VerifiedAsync(content, before, cancellationToken);
        var problems = InspectionRules.Impossible(content, clock.Today).Concat(Strangers(content, parts, reports))
            .Concat(Settled(content, before, verified)).ToList();
        if (action == InspectionAction.Issue)
            problems.AddRange(InspectionRules.Missing(content, clock.Today));
        if (problems.Count > 0)
            return Result.Refused(problems);
        return await SaveAsync(command, draft, before, content, new Known(parts, reports, verified), action, actor, cancellationToken);
    }

    private async Task<Result<InspectionSaved>> SaveAsync(
        SaveInspection command, InspectionDraft draft, InspectionContent? before, InspectionContent content, Known known,
        InspectionAction action, Actor actor, CancellationToken cancellationToken)
    {
        var row = draft.Row;
        draft.Write(content, clock.Today, known.Reports);
        row.FormKey = command.FormKey;
        row.EditedAt = clock.UtcNow;
        db.Entry(row).Property(r => r.EditedAt).IsModified = before is not null;
        var changes = InspectionChanges.Between(
            before, content, known.Parts.ToDictionary(p => p.Key, p => p.Label), known.Verified.ToDictionary(v => v.Key, v => v.Value.Label)).ToList();
        if (action == InspectionAction.Issue)
            changes.Add(("编号", null, await IssueAsync(draft, actor, cancellationToken)));
        db.Note(Note(actor, action == InspectionAction.Issue ? InspectionAudit.IssueInspection : InspectionAudit.SaveInspection, row, changes));
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success(Saved(row));
    }

    /// <summary>Opens what is to be put right and gives the numbers, last: whoever else issues waits until they are on disk.</summary>
    private async Task<string> IssueAsync(InspectionDraft draft, Actor actor, CancellationToken cancellationToken)
    {
        var row = draft.Row;
        await draft.Rectifications.PrepareAsync(cancellationToken);
        await db.TakeTurnAsync(WriteTurn.Supervision, cancellationToken);
        row.Year = clock.Today.Year;
        row.Number = 1 + (await db.Inspections.Where(i => i.Year == row.Year).MaxAsync(i => i.Number, cancellationToken) ?? 0);
        row.State = InspectionState.Issued;
        row.IssuedAt = clock.UtcNow;
        await draft.Rectifications.IssueAsync(actor, cancellationToken);
        return InspectionLabels.Reference(row.Year, row.Number);
    }

    private async Task<InspectionDraft?> BeginAsync(Guid draftKey, Actor actor, CancellationToken cancellationToken)
    {
        var plan = await db.WorkPlans.Where(p => p.State == PlanState.InForce).OrderByDescending(p => p.Year).Select(p => (int?)p.Id).FirstOrDefaultAsync(cancellationToken);
        if (plan is null)
            return null;
        var row = new Inspection { WorkPlanId = plan.Value, DraftKey = draftKey, Year = clock.Today.Year, AuthorId = actor.UserId!.Value, CreatedAt = clock.UtcNow };
        db.Add(row);
        return new InspectionDraft(db, row, await rectifications.LinesAsync(row, cancellationToken));
    }

    /// <summary>The tasks' sections that the content may name: those of the plan, and those that it named before.</summary>
    private async Task<List<InspectionPart>> PartsAsync(int planId, InspectionContent content, InspectionContent? before, CancellationToken cancellationToken)
    {
        var parts = await db.Responsibilities.AsNoTracking().Where(r => r.PlanTask.WorkPlanId == planId && r.Until == null)
            .Select(r => new InspectionPart(r.PlanTaskId, r.SectionId, "任务" + r.PlanTask.Number + " · " + r.Section.Name)).ToListAsync(cancellationToken);
        var stays = (before?.Items ?? []).Where(i => parts.All(p => p.Key != i.Key) && content.Items.Any(e => e.Key == i.Key));
        return [.. parts, .. stays.Select(i => new InspectionPart(i.TaskId, i.SectionId, $"原责任科室（{i.Key}）"))];
    }

    private async Task<List<HeldAgainst>> ReportsAsync(InspectionContent content, CancellationToken cancellationToken)
    {
        var ids = content.Items.Select(i => i.RevisionId).OfType<int>().ToArray();
        if (ids.Length == 0)
            return [];
        var rows = await db.ReportRevisions.AsNoTracking().Where(v => ids.Contains(v.Id))
            .Join(db.MonthlyReports, v => v.MonthlyReportId, r => r.Id, (v, r) => new { v.Id, v.ContentJson, r.Responsibility.PlanTaskId, r.SectionId })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(r => new HeldAgainst(r.Id, InspectionItemEntry.KeyOf(r.PlanTaskId, r.SectionId), ReportRevisions.Read(r.ContentJson)))];
    }

    private static IEnumerable<Problem> Strangers(InspectionContent content, List<InspectionPart> parts, List<HeldAgainst> reports)
    {
        const string sentence = "任务的责任科室已经调整，请刷新页面后重新选择。";
        foreach (var item in content.Items)
        {
            if (parts.All(p => p.Key != item.Key) || (item.RevisionId is { } id && !reports.Any(r => r.RevisionId == id && r.Key == item.Key)))
                yield return new Problem(sentence, $"{nameof(content.Items)}[{item.Key}]");
        }

        foreach (var rectification in content.Rectifications.Where(r => r.Whose is not null && parts.All(p => p.Key != r.Whose)))
            yield return new Problem(sentence, InspectionRules.FieldOf(rectification) + ".Whose");
    }

    /// <summary>The rectifications that the content speaks of, by key.</summary>
    private Task<IReadOnlyDictionary<int, NamedRectification>> VerifiedAsync(InspectionContent content, InspectionContent? before, CancellationToken cancellationToken) =>
        rectifications.FindAsync([.. content.Verifications.Concat(before?.Verifications ?? []).Select(v => v.RectificationId).Distinct()], cancellationToken);

    /// <summary>本次核验 of what is no open rectification. One that was open when it was written stays, whatever became of it since.</summary>
    private static IEnumerable<Problem> Settled(InspectionContent content, InspectionContent? before, IReadOnlyDictionary<int, NamedRectification> verified) =>
        from entry in content.Verifications
        where verified.GetValueOrDefault(entry.RectificationId) is not { } one
            || (!one.IsOpen && before?.Verifications.Any(v => v.RectificationId == entry.RectificationId) != true)
        select new Problem("这件整改已经销号，不用再核验；请清空这一格。", InspectionRules.FieldOf(entry));

    /// <summary>Refuses what the workflow does not have, and writes that down in a save of its own.</summary>
    private async Task<Refusal> RefuseAsync(Inspection row, InspectionAction action, Actor actor, CancellationToken cancellationToken)
    {
        var note = Note(actor, CodeOf(action), row, []);
        db.Forget();
        var refusal = InspectionWorkflow.Steps.Any(s => s.Action == action && actor.Is(s.Role))
            ? Result.Refused(SentenceOf(action, row))
            : Result.Forbidden($"督查记录由督查员{action.Label()}，您可以查看，不能办理。");
        db.Note(note with { Result = AuditResult.Refused, Reason = refusal.Message });
        await db.SaveChangesAsync(cancellationToken);
        return refusal;
    }

    private static string SentenceOf(InspectionAction action, Inspection row) => row.State == InspectionState.Issued
        ? $"{InspectionLabels.Reference(row.Year, row.Number)}已经签发，不能再{(action == InspectionAction.Issue ? "签发" : "修改")}；有新情况请写补充。"
        : "草稿还没有签发，不能补充，可以继续修改。";

    private static string CodeOf(InspectionAction action) => action switch
    {
        InspectionAction.SaveDraft => InspectionAudit.SaveInspection,
        InspectionAction.Discard => InspectionAudit.DiscardInspection,
        InspectionAction.Issue => InspectionAudit.IssueInspection,
        InspectionAction.Supplement => InspectionAudit.SupplementInspection,
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    private static AuditNote Note(Actor actor, string code, Inspection row, IEnumerable<(string Label, string? Before, string? After)> changes) =>
        new(actor, code) { Subject = row, Title = TitleOf(row), Details = AuditNote.DetailsOf(changes) };

    private static string TitleOf(Inspection row) => InspectionLabels.TitleOf(row.Year, row.Number, row.Place);

    private static Refusal Conflict(Inspection row) => Result.Conflict(
        $"您打开这一页以后，这份草稿在别处保存过（{BusinessClock.ToBeijing(row.EditedAt):M月d日 HH:mm}）。您填写的内容都还在，请核对后再保存。");

    private static InspectionSaved Saved(Inspection row) => new(row.Id, row.Version, InspectionLabels.Reference(row.Year, row.Number));

    private sealed record Known(IReadOnlyList<InspectionPart> Parts, IReadOnlyList<HeldAgainst> Reports, IReadOnlyDictionary<int, NamedRectification> Verified);

}
