using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Notices;

namespace Pengshui.RuralEdu.Core.Plans.Import;

/// <summary>The head of a plan as somebody corrects it.</summary>
/// <param name="Year">Year.</param>
/// <param name="Title">Title.</param>
/// <param name="DocumentNumber">发文字号, or empty.</param>
/// <param name="IssuingBody">Who issued it.</param>
/// <param name="IssuedOn">Date of issue.</param>
/// <param name="Groups">The groups' titles, one for each that is there.</param>
/// <param name="NewGroup">Title of one more group, or empty.</param>
public sealed record HeadCorrection(
    int? Year, string? Title, string? DocumentNumber, string? IssuingBody, DateOnly? IssuedOn, IReadOnlyList<string?> Groups, string? NewGroup);

/// <summary>A task as somebody corrects it.</summary>
/// <param name="Number">Which.</param>
/// <param name="Group">Its group's place, from 1.</param>
/// <param name="Title">Title.</param>
/// <param name="Text">The notice's words.</param>
/// <param name="Measures">One a line.</param>
/// <param name="Due">By when or how often, for the measures without a date of their own.</param>
/// <param name="Leader">责任领导.</param>
/// <param name="Remark">备注.</param>
/// <param name="Parts">Names and kinds; empty names are left out.</param>
/// <param name="Targets">The figures that are there, in their order, with what is corrected of them.</param>
public sealed record TaskCorrection(
    int Number, int Group, string? Title, string? Text, string? Measures, string? Due, string? Leader, string? Remark, IReadOnlyList<ProposedPart> Parts, IReadOnlyList<TargetCorrection> Targets);

/// <summary>A proposed figure as somebody corrects it.</summary>
/// <param name="IsWanted">Whether it becomes an indicator.</param>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit.</param>
public sealed record TargetCorrection(bool IsWanted, string? Name, string? Unit);

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
    public Task<Result> CorrectHeadAsync(int id, int version, HeadCorrection head, Actor actor, CancellationToken cancellationToken) =>
        CorrectAsync(id, version, actor, proposal => proposal with
        {
            Year = head.Year,
            Title = TypedText.Line(head.Title) ?? "",
            DocumentNumber = TypedText.Line(head.DocumentNumber),
            IssuingBody = TypedText.Line(head.IssuingBody) ?? "",
            IssuedOn = head.IssuedOn,
            Groups =
            [
                .. proposal.Groups.Select((g, i) => i < head.Groups.Count ? g with { Title = TypedText.Line(head.Groups[i]) ?? "" } : g),
                .. TypedText.Line(head.NewGroup) is { } added ? [new ProposedGroup(added)] : Array.Empty<ProposedGroup>(),
            ],
        }, cancellationToken);

    /// <summary>Says what names that are no section's mean.</summary>
    public Task<Result> ChooseAsync(int id, int version, IReadOnlyList<NameChoice> choices, Actor actor, CancellationToken cancellationToken) =>
        CorrectAsync(id, version, actor, proposal => proposal with
        {
            Choices = [.. proposal.Choices.Where(c => choices.All(n => n.Name != c.Name)), .. choices.DistinctBy(c => c.Name)],
        }, cancellationToken);

    /// <summary>Corrects a task.</summary>
    public Task<Result> CorrectTaskAsync(int id, int version, TaskCorrection correction, Actor actor, CancellationToken cancellationToken) =>
        CorrectAsync(id, version, actor, proposal => proposal.Find(correction.Number) is { } task ? ProposalEdits.Replace(proposal, Corrected(task, correction)) : null, cancellationToken);

    /// <summary>Corrects a task and divides it before one of its measures.</summary>
    public Task<Result> SplitAsync(int id, int version, TaskCorrection correction, int measure, Actor actor, CancellationToken cancellationToken) =>
        CorrectAsync(id, version, actor, proposal =>
        {
            if (proposal.Find(correction.Number) is not { } task)
                return null;
            var corrected = Corrected(task, correction) with { Group = task.Group };
            return ProposalEdits.Split(ProposalEdits.Replace(proposal, corrected), correction.Number, measure);
        }, cancellationToken);

    /// <summary>Moves, merges, removes or settles a task.</summary>
    public Task<Result> ArrangeAsync(int id, int version, int number, Arrangement how, Actor actor, CancellationToken cancellationToken) =>
        CorrectAsync(id, version, actor, proposal => proposal.Find(number) is null ? null : ProposalEdits.Arrange(proposal, number, how), cancellationToken);

    /// <summary>Writes the plan and closes the draft, in one transaction. A second press yields the plan that the first one made.</summary>
    public Task<Result<ImportOutcome>> ConfirmAsync(ConfirmImport command, Actor actor, CancellationToken cancellationToken) =>
        db.ActAsync(() => ConfirmOnceAsync(command, actor, cancellationToken), cancellationToken);

    private async Task<Result<ImportOutcome>> ConfirmOnceAsync(ConfirmImport command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.ManagePlans))
            return Result.Forbidden();
        await db.TakeTurnAsync(WriteTurn.Plans, cancellationToken);
        if (await Own(actor).SingleOrDefaultAsync(d => d.Id == command.Id, cancellationToken) is not { } draft)
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

    /// <summary>Forgets a draft that was not confirmed.</summary>
    public async Task<Result> DiscardAsync(int id, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.ManagePlans))
            return Result.Forbidden();
        if (await Own(actor).SingleOrDefaultAsync(d => d.Id == id, cancellationToken) is not { } draft)
            return Result.NotFound();
        if (draft.WorkPlanId is not null)
            return Confirmed();
        db.Remove(draft);
        db.Note(new AuditNote(actor, PlanAudit.DiscardImport) { Subject = draft, Title = draft.FileName });
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success();
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
            ContentJson = (await import.ProposeAsync(parsed.Value, cancellationToken)).ToJson(),
            CreatedAt = clock.UtcNow,
            ChangedAt = clock.UtcNow,
        };
        db.Add(draft);
        db.Note(new AuditNote(actor, PlanAudit.ReadNotice) { Subject = draft, Title = draft.FileName });
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success(draft.Id);
    }

    private async Task<Result> CorrectAsync(int id, int version, Actor actor, Func<PlanProposal, PlanProposal?> correct, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.ManagePlans))
            return Result.Forbidden();
        if (await Own(actor).SingleOrDefaultAsync(d => d.Id == id, cancellationToken) is not { } draft)
            return Result.NotFound();
        if (draft.WorkPlanId is not null)
            return Confirmed();
        if (draft.Version != version)
            return Overtaken();
        if (correct(PlanProposal.FromJson(draft.ContentJson)) is not { } corrected)
            return Result.NotFound();
        var json = corrected.ToJson();
        if (json == draft.ContentJson)
            return Result.Success();
        draft.ContentJson = json;
        draft.ChangedAt = clock.UtcNow;
        db.Expect(draft, version);
        db.Note(new AuditNote(actor, PlanAudit.CorrectImport) { ObjectType = nameof(ImportDraft), ObjectId = $"{draft.Id}", Title = draft.FileName });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return Result.Success();
        }
        catch (DbUpdateConcurrencyException)
        {
            db.Forget();
            return Overtaken();
        }
    }

    private static ProposedTask Corrected(ProposedTask task, TaskCorrection correction) => task with
    {
        Group = correction.Group,
        Title = TypedText.Line(correction.Title) ?? "",
        Text = Lines(correction.Text),
        Due = TypedText.Line(correction.Due),
        Leader = TypedText.Line(correction.Leader),
        Remark = TypedText.Line(correction.Remark),
        Measures = [.. Lines(correction.Measures).Split('\n').Select(m => m.Trim()).Where(m => m.Length > 0)],
        Parts =
        [
            .. correction.Parts.Select(p => p with { Name = TypedText.Line(p.Name) ?? "" }).Where(p => p.Name.Length > 0)
                .Select(p => p with { Place = task.Parts.FirstOrDefault(o => o.Name == p.Name)?.Place }),
        ],
        Targets = [.. task.Targets.Select((t, i) => i < correction.Targets.Count ? Corrected(t, correction.Targets[i]) : t)],
    };

    private static ProposedTarget Corrected(ProposedTarget target, TargetCorrection correction) =>
        target with { IsWanted = correction.IsWanted, Name = TypedText.Line(correction.Name) ?? "", Unit = TypedText.Line(correction.Unit) ?? "" };

    // The end of a long name stays: it holds the kind of file.
    private static string Named(string fileName)
    {
        var name = TypedText.Line(fileName) ?? "未命名";
        return name.Length > ImportDraft.FileNameLength ? TypedText.Clean(name[^ImportDraft.FileNameLength..]) : name;
    }

    private static string Lines(string? text) => TypedText.Lines(text) ?? "";

    private IQueryable<ImportDraft> Own(Actor actor) => db.ImportDrafts.Where(d => d.AuthorId == actor.UserId);

    private static Refusal Confirmed() => Result.Refused("这份通知已经确认写入，不能再改。要改方案，请到工作方案页。");

    private static Refusal Overtaken() => Result.Conflict("您在另一个窗口里改过这份导入内容。请看过现在的内容再改，刚才填写的还在下面。");
}
