using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Notices;

namespace Pengshui.RuralEdu.Core.Plans.Import;

/// <summary>How an import is confirmed.</summary>
/// <param name="Id">The draft.</param>
/// <param name="Version">The version that the form was made from.</param>
/// <param name="CarryFrom">Numbers of the tasks that take over last year's figures.</param>
/// <param name="Reason">Why, where a plan in force is amended.</param>
public sealed record ConfirmImport(int Id, int Version, IReadOnlySet<int> CarryFrom, string? Reason);

/// <summary>
/// Keeps a notice that is looked through, for its author alone. Nothing of a plan is written before it is confirmed; what is wrong
/// with a correction is said on the page, and the correction is kept.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="import">Writes the plan.</param>
/// <param name="reader">Reads a file.</param>
/// <param name="scan">Looks for malware.</param>
/// <param name="clock">Now.</param>
public sealed class ImportDraftService(RuralEduDbContext db, PlanImport import, INoticeFileReader reader, UploadScan scan, BusinessClock clock)
{
    /// <summary>Longest piece of a notice that becomes a task, characters.</summary>
    public const int LongestPiece = 2 * PlanTask.FullTextLength;

    /// <summary>Field of the sentences about a piece of the notice.</summary>
    public const string PieceField = "Piece";

    /// <summary>Reads a file and keeps what was understood; the file can be sought, since it is scanned first.</summary>
    /// <returns>The draft's key, or why the file is not understood; then nothing is stored.</returns>
    public async Task<Result<int>> StartAsync(string fileName, Stream content, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.ManagePlans))
            return Result.Forbidden();
        if (await scan.RefusalAsync(content, TypedText.Line(fileName) ?? "文件", "File", new UploadedFor(actor, nameof(ImportDraft)), cancellationToken) is { } refusal)
            return refusal;
        content.Position = 0;
        var source = await reader.ReadAsync(fileName, content, cancellationToken);
        return source.Succeeded ? await KeepAsync(source.Value, actor, cancellationToken) : Result.Refused(source.Message, "File");
    }

    /// <summary>The same for pasted text.</summary>
    public async Task<Result<int>> StartAsync(string text, Actor actor, CancellationToken cancellationToken)
    {
        var source = NoticeReader.Paste(text);
        return source.Succeeded ? await KeepAsync(source.Value, actor, cancellationToken) : Result.Refused(source.Message, "Text");
    }

    /// <summary>Corrects the head and the groups.</summary>
    public Task<Result<DoneAct>> CorrectHeadAsync(int id, int version, HeadCorrection head, Actor actor, CancellationToken cancellationToken) =>
        CorrectAsync(id, version, actor, proposal => new ProposalAct(head.Of(proposal), new DoneAct("保存方案信息", "head")), cancellationToken);

    /// <summary>Says what names that are no section's mean.</summary>
    public Task<Result<DoneAct>> ChooseAsync(int id, int version, IReadOnlyList<NameChoice> choices, Actor actor, CancellationToken cancellationToken) =>
        CorrectAsync(id, version, actor, proposal => new ProposalAct(
            proposal with { Choices = [.. proposal.Choices.Where(c => choices.All(n => n.Name != c.Name)), .. choices.DistinctBy(c => c.Name)] },
            new DoneAct("保存科室对应", "names")), cancellationToken);

    /// <summary>Corrects a task.</summary>
    public async Task<Result<DoneAct>> CorrectTaskAsync(int id, int version, TaskCorrection correction, Actor actor, CancellationToken cancellationToken)
    {
        var book = await SectionBook.ReadAsync(db, tracked: false, cancellationToken);
        return await CorrectAsync(id, version, actor, proposal => proposal.Find(correction.Number) is { } task
            ? ProposalActs.Replace(proposal, correction.Of(task, proposal, book)) : null, cancellationToken);
    }

    /// <summary>Corrects a task and divides it before one of its measures. Where two tasks were merged there and nothing was corrected, both are what they were.</summary>
    public async Task<Result<DoneAct>> SplitAsync(int id, int version, TaskCorrection correction, int measure, Actor actor, CancellationToken cancellationToken)
    {
        var book = await SectionBook.ReadAsync(db, tracked: false, cancellationToken);
        return await CorrectAsync(id, version, actor, proposal => proposal.Find(correction.Number) is { } task
            ? ProposalActs.Split(proposal, correction.Of(task, proposal, book) with { Group = task.Group }, measure) : null, cancellationToken);
    }

    /// <summary>Moves, merges, separates, removes or settles a task.</summary>
    public Task<Result<DoneAct>> ArrangeAsync(int id, int version, int number, Arrangement how, Actor actor, CancellationToken cancellationToken) =>
        CorrectAsync(id, version, actor, proposal => ProposalActs.Arrange(proposal, number, how), cancellationToken);

    /// <summary>Settles what was to be looked at, of one kind or, where none is named, all.</summary>
    public Task<Result<DoneAct>> SettleAsync(int id, int version, string? kind, Actor actor, CancellationToken cancellationToken) =>
        CorrectAsync(id, version, actor, proposal => ProposalActs.Settle(proposal, kind), cancellationToken);

    /// <summary>Makes a task of a piece of the notice that somebody marked: its first sentence is the title, the rest its words.</summary>
    /// <param name="id">The draft.</param>
    /// <param name="version">The version that the form was made from.</param>
    /// <param name="piece">Where the piece stands; what lies outside of the text is left out.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<Result<DoneAct>> AddAsync(int id, int version, TextSpan piece, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.ManagePlans))
            return Result.Forbidden();
        if (await Open(actor).AsNoTracking().Where(d => d.Id == id).Select(d => new { d.SourceText, d.TablesJson }).SingleOrDefaultAsync(cancellationToken) is not { } notice)
            return Result.NotFound();
        var start = Math.Clamp(piece.Start, 0, notice.SourceText.Length);
        var place = TextSpan.Between(start, Math.Clamp(piece.End, start, notice.SourceText.Length));
        if (place.Length > LongestPiece)
            return Result.Refused($"选中的文字有 {place.Length} 个字，不像一项任务。请只选这一项的文字，最多 {LongestPiece} 个字。", PieceField);
        var tasks = PieceReader.Read(new NoticeSource("", notice.SourceText, SourceTables.FromJson(notice.TablesJson)), place);
        if (tasks.Count == 0)
            return Result.Refused("请先在原文里选出漏掉的任务。", PieceField);
        return await CorrectAsync(id, version, actor, proposal => ProposalActs.Add(proposal, [.. tasks.Select(ProposedTask.Of)]), cancellationToken);
    }

    /// <summary>Takes back the last act that was not taken back yet, as often as <see cref="ProposalSteps.Most"/> acts.</summary>
    public async Task<Result<DoneAct>> UndoAsync(int id, int version, Actor actor, CancellationToken cancellationToken)
    {
        var (draft, refusal) = await OpenAsync(id, version, actor, cancellationToken);
        if (draft is null)
            return refusal!;
        if (draft.Steps is not { } steps)
            return Result.Refused("没有可以撤销的改动。");
        var (proposal, act, left) = ProposalSteps.Undo(steps, PlanProposal.FromJson(draft.ContentJson));
        return await KeepAsync(draft, proposal.ToJson(), left, act, $"撤销：{act.Said}", actor, cancellationToken);
    }

    /// <summary>Writes the plan and closes the draft, in one transaction. A second press yields the plan that the first one made.</summary>
    public Task<Result<ImportOutcome>> ConfirmAsync(ConfirmImport command, Actor actor, CancellationToken cancellationToken) =>
        db.ActAsync(() => ConfirmOnceAsync(command, actor, cancellationToken), cancellationToken);

    private async Task<Result<ImportOutcome>> ConfirmOnceAsync(ConfirmImport command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.ManagePlans))
            return Result.Forbidden();
        await db.TakeTurnAsync(WriteTurn.Plans, cancellationToken);
        if (await Open(actor).SingleOrDefaultAsync(d => d.Id == command.Id, cancellationToken) is not { } draft)
            return Result.NotFound();
        if (draft.WorkPlanId is { } planId)
        {
            var year = await db.WorkPlans.Where(p => p.Id == planId).Select(p => p.Year).SingleAsync(cancellationToken);
            return Result.Success(new ImportOutcome(planId, year, ImportEffect.Updated, 0, [], ["这份通知已经确认过，没有重复写入。"]));
        }

        if (draft.Version != command.Version)
            return Overtaken();
        var staged = await import.StageAsync(
            new ImportPlan(PlanProposal.FromJson(draft.ContentJson), AllNewSections: false, command.CarryFrom, command.Reason), actor, cancellationToken);
        if (!staged.Succeeded)
            return staged;

        draft.WorkPlan = db.ChangeTracker.Entries<WorkPlan>().Single(e => e.Entity.Year == staged.Value.Year).Entity;
        draft.ConfirmedAt = clock.UtcNow;
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success(staged.Value with { PlanId = draft.WorkPlan.Id });
    }

    /// <summary>Gives up a draft that was not confirmed; it can be taken up again for <see cref="ImportDraft.DaysKept"/> days.</summary>
    /// <returns>The notice's file.</returns>
    public async Task<Result<string>> DiscardAsync(int id, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.ManagePlans))
            return Result.Forbidden();
        if (await Open(actor).SingleOrDefaultAsync(d => d.Id == id, cancellationToken) is not { } draft)
            return Result.NotFound();
        if (draft.WorkPlanId is not null)
            return Confirmed();
        return await MarkAsync(draft, clock.UtcNow, PlanAudit.DiscardImport, actor, cancellationToken);
    }

    /// <summary>Takes up a draft again that was given up.</summary>
    /// <returns>The notice's file.</returns>
    public async Task<Result<string>> ResumeAsync(int id, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.ManagePlans))
            return Result.Forbidden();
        if (await Own(actor).SingleOrDefaultAsync(d => d.Id == id && d.WorkPlanId == null, cancellationToken) is not { } draft)
            return Result.NotFound();
        return draft.AbandonedAt is null ? Result.Success(draft.FileName) : await MarkAsync(draft, null, PlanAudit.ResumeImport, actor, cancellationToken);
    }

    /// <summary>Forgets the drafts, whosever they are, that were given up longer ago than they are kept.</summary>
    /// <returns>How many.</returns>
    public Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var before = clock.UtcNow.AddDays(-ImportDraft.DaysKept);
        return db.ImportDrafts.Where(d => d.WorkPlanId == null && d.AbandonedAt < before).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task<Result<string>> MarkAsync(ImportDraft draft, DateTime? abandonedAt, string act, Actor actor, CancellationToken cancellationToken)
    {
        draft.AbandonedAt = abandonedAt;
        db.Note(new AuditNote(actor, act) { Subject = draft, Title = draft.FileName });
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success(draft.FileName);
    }

    private async Task<Result<int>> KeepAsync(NoticeSource source, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.ManagePlans))
            return Result.Forbidden();
        var parsed = await Task.Run(() => NoticeParser.Parse(source), cancellationToken);
        if (!parsed.Succeeded)
            return Result.Refused(parsed.Message);
        if (parsed.Value.Tasks.Count > ProposalChecks.MostTasks)
            return Result.Refused($"从这份文件里读出 {parsed.Value.Tasks.Count} 项任务，不像一份工作方案。最多 {ProposalChecks.MostTasks} 项，请核对文件。");
        var draft = new ImportDraft
        {
            AuthorId = actor.UserId!.Value,
            FileName = Named(source.Name),
            SourceText = source.Text,
            TablesJson = SourceTables.ToJson(source.Tables),
            ContentJson = (await import.ProposeAsync(parsed.Value, cancellationToken)).ToJson(),
            CreatedAt = clock.UtcNow,
            ChangedAt = clock.UtcNow,
        };
        db.Add(draft);
        db.Note(new AuditNote(actor, PlanAudit.ReadNotice) { Subject = draft, Title = draft.FileName });
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success(draft.Id);
    }

    private async Task<Result<DoneAct>> CorrectAsync(int id, int version, Actor actor, Func<PlanProposal, ProposalAct?> correct, CancellationToken cancellationToken)
    {
        var (draft, refusal) = await OpenAsync(id, version, actor, cancellationToken);
        if (draft is null)
            return refusal!;
        var before = PlanProposal.FromJson(draft.ContentJson);
        if (correct(before) is not { } act)
            return Result.NotFound();
        if (act.After.Tasks.Count > ProposalChecks.MostTasks)
            return Result.Refused($"一份方案最多 {ProposalChecks.MostTasks} 项任务，没有新增。");
        var json = act.After.ToJson();
        return json == draft.ContentJson
            ? Result.Success(act.Done with { Said = "" })
            : await KeepAsync(draft, json, ProposalSteps.Push(draft.Steps, act.Done, before, act.After), act.Done, act.Done.Said, actor, cancellationToken);
    }

    // The draft as the form saw it, or why it cannot be changed.
    private async Task<(ImportDraft? Draft, Refusal? Refusal)> OpenAsync(int id, int version, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.ManagePlans))
            return (null, Result.Forbidden());
        if (await Open(actor).SingleOrDefaultAsync(d => d.Id == id, cancellationToken) is not { } draft)
            return (null, Result.NotFound());
        if (draft.WorkPlanId is not null)
            return (null, Confirmed());
        return draft.Version == version ? (draft, null) : (null, Overtaken());
    }

    private async Task<Result<DoneAct>> KeepAsync(
        ImportDraft draft, string json, string? steps, DoneAct act, string said, Actor actor, CancellationToken cancellationToken)
    {
        draft.ContentJson = json;
        draft.Steps = steps;
        draft.ChangedAt = clock.UtcNow;
        db.Expect(draft, draft.Version);
        db.Note(new AuditNote(actor, PlanAudit.CorrectImport)
        {
            ObjectType = nameof(ImportDraft),
            ObjectId = $"{draft.Id}",
            Title = draft.FileName,
            Details = JsonSerializer.Serialize(new Dictionary<string, string> { ["改动"] = said }, AuditNote.Json),
        });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return Result.Success(act);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.Forget();
            return Overtaken();
        }
    }

    // The end of a long name stays: it holds the kind of file.
    private static string Named(string fileName)
    {
        var name = TypedText.Line(fileName) ?? "未命名";
        return name.Length > ImportDraft.FileNameLength ? TypedText.Clean(name[^ImportDraft.FileNameLength..]) : name;
    }

    private IQueryable<ImportDraft> Own(Actor actor) => db.ImportDrafts.Where(d => d.AuthorId == actor.UserId);

    private IQueryable<ImportDraft> Open(Actor actor) => Own(actor).Where(d => d.AbandonedAt == null);

    private static Refusal Confirmed() => Result.Refused("这份通知已经确认写入，不能再改。要改方案，请到工作方案页。");

    private static Refusal Overtaken() => Result.Conflict("您在另一个窗口里改过这份导入内容。请看过现在的内容再改，刚才填写的还在下面。");
}
