using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Units.Import;

/// <summary>How a list is written.</summary>
/// <param name="Id">The draft.</param>
/// <param name="Stamp">The stamp of the proposal that was shown.</param>
/// <param name="LeaveOut">Whether the rows that cannot be taken in are left out on purpose.</param>
/// <param name="Close">Units to close since the list does not name them.</param>
/// <param name="ClosedOn">From which day on they are closed; needed where there are any.</param>
public sealed record ConfirmUnitList(int Id, string? Stamp, bool LeaveOut, IReadOnlyCollection<int> Close, DateOnly? ClosedOn);

/// <summary>What a list did.</summary>
/// <param name="Added">Units that it added.</param>
/// <param name="Changed">Units that it changed.</param>
/// <param name="Closed">Units that were closed.</param>
/// <param name="LeftOut">Rows that were left out.</param>
public sealed record UnitImportOutcome(int Added, int Changed, int Closed, int LeftOut);

/// <summary>Reads a list of units, keeps it for its author to look through, and writes all of it in one transaction.</summary>
/// <param name="db">The database.</param>
/// <param name="scan">Looks for malware.</param>
/// <param name="clock">Now.</param>
public sealed class UnitImportService(RuralEduDbContext db, IUploadedLists scan, BusinessClock clock)
{
    private const string Pasted = "粘贴的名单";

    /// <summary>Reads a file; it can be sought, since it is scanned first.</summary>
    /// <returns>The draft's key, or why there is no list in it; then nothing is stored.</returns>
    public async Task<Result<int>> StartAsync(string fileName, Stream content, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.ManageUnits))
            return Result.Forbidden();
        var name = TypedText.Line(fileName) is { } line && !IdentityNumbers.AppearIn(line) ? line : "名单文件";
        if (await scan.RefusalAsync(content, name, actor, cancellationToken) is { } refusal)
            return refusal;
        content.Position = 0;
        return await KeepAsync(name, await SheetReader.ReadAsync(content, cancellationToken), "File", actor, cancellationToken);
    }

    /// <summary>The same for a list that was copied out of a spreadsheet.</summary>
    public async Task<Result<int>> StartAsync(string text, Actor actor, CancellationToken cancellationToken) => actor.May(Permission.ManageUnits)
        ? await KeepAsync(Pasted, SheetReader.Paste(text), "Text", actor, cancellationToken)
        : Result.Forbidden();

    /// <summary>Writes the list. A second press yields what the first one did.</summary>
    public Task<Result<UnitImportOutcome>> ConfirmAsync(ConfirmUnitList command, Actor actor, CancellationToken cancellationToken) =>
        db.ActAsync(() => ConfirmOnceAsync(command, actor, cancellationToken), cancellationToken);

    /// <summary>Forgets a list that was not written.</summary>
    public async Task<Result> DiscardAsync(int id, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.ManageUnits))
            return Result.Forbidden();
        if (await Own(id, actor).SingleOrDefaultAsync(d => d.ConfirmedAt == null, cancellationToken) is not { } draft)
            return Result.NotFound();
        db.Remove(draft);
        db.Note(new AuditNote(actor, UnitAudit.DiscardUnitList) { Subject = draft, Title = draft.FileName });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return Result.Success();
        }
        catch (DbUpdateConcurrencyException)
        {
            return Result.NotFound();
        }
    }

    private async Task<Result<int>> KeepAsync(string name, Result<IReadOnlyList<SheetRow>> sheet, string field, Actor actor, CancellationToken cancellationToken)
    {
        if (!sheet.Succeeded)
            return Result.Refused(sheet.Message, field);
        var list = UnitColumns.Read(sheet.Value);
        if (!list.Succeeded)
            return Result.Refused(list.Message, field);
        var draft = new UnitListDraft
        {
            AuthorId = actor.UserId!.Value,
            FileName = TypedText.Cut(name, UnitListDraft.FileNameLength),
            ContentJson = list.Value.ToJson(),
            CreatedAt = clock.UtcNow,
        };
        db.Add(draft);
        db.Note(new AuditNote(actor, UnitAudit.ReadUnitList) { Subject = draft, Title = draft.FileName });
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success(draft.Id);
    }

    private async Task<Result<UnitImportOutcome>> ConfirmOnceAsync(ConfirmUnitList command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.ManageUnits))
            return Result.Forbidden();
        await db.TakeTurnAsync(WriteTurn.Units, cancellationToken);
        if (await Own(command.Id, actor).SingleOrDefaultAsync(cancellationToken) is not { } draft)
            return Result.NotFound();
        if (draft.ConfirmedAt is not null)
            return Result.Success(new UnitImportOutcome(draft.Added, draft.Changed, draft.Closed, draft.LeftOut));
        var book = await UnitBook.ReadAsync(db, tracked: true, cancellationToken);
        var matcher = new UnitMatcher(book, clock.Today);
        var proposal = matcher.Match(UnitList.FromJson(draft.ContentJson).Rows);
        if (proposal.Stamp() != command.Stamp)
            return Result.Conflict("单位清单刚有变动，下面是重新比对的结果，请再看一遍。");
        var refused = proposal.Of(UnitRowEffect.Refused).Count();
        if (refused > 0 && !command.LeaveOut)
            return Result.Refused($"有 {refused} 行不能读入。请改好名单重新导入，或勾选“除去这些行”。", nameof(command.LeaveOut));
        var gone = book.All.Where(u => u.Id > 0 && command.Close.Contains(u.Id)).ToList();
        if (Close(gone, proposal, command, book) is { Count: > 0 } problems)
            return Result.Refused(problems);

        db.AddRange(matcher.Added);
        draft.Added = matcher.Added.Count;
        draft.Changed = proposal.Of(UnitRowEffect.Changed).Count();
        draft.Closed = gone.Count;
        draft.LeftOut = refused;
        if (draft.Added + draft.Changed + draft.Closed == 0)
            return Result.Refused("这份名单和现有的单位一致，没有要写入的内容。");
        draft.ConfirmedAt = clock.UtcNow;
        draft.ContentJson = new UnitList([], []).ToJson();
        db.Note(new AuditNote(actor, UnitAudit.ImportUnits)
        {
            ObjectType = nameof(UnitListDraft),
            ObjectId = $"{draft.Id}",
            Title = draft.FileName,
            Details = AuditNote.DetailsOf(
            [
                ("新增", null, Told(draft.Added, matcher.Added.Select(u => u.Name))),
                ("改动", null, Told(draft.Changed, proposal.Of(UnitRowEffect.Changed).Select(l => l.Name))),
                ("停用", null, Told(draft.Closed, gone.Select(u => u.Name))),
                ("除去的行", null, $"{refused}"),
            ]),
        });
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success(new UnitImportOutcome(draft.Added, draft.Changed, draft.Closed, draft.LeftOut));
    }

    // What belongs to a township or a school goes first.
    private List<Problem> Close(List<Unit> gone, UnitProposal proposal, ConfirmUnitList command, UnitBook book)
    {
        var problems = new List<Problem>();
        if (gone.Count == 0)
            return problems;
        if (command.ClosedOn is not { } from)
            return [new Problem("请写勾选的单位从哪天起停用。", nameof(command.ClosedOn))];
        var offered = proposal.Unnamed.Select(u => u.UnitId).ToHashSet();
        foreach (var unit in gone.OrderByDescending(u => u.Kind))
        {
            if (!offered.Contains(unit.Id))
            {
                problems.Add(new Problem($"{unit.Name}不在“名单里没有的”里面，请看过最新内容再选。", nameof(command.Close)));
                continue;
            }

            var facts = UnitFacts.Of(unit) with { ClosedOn = from };
            var own = UnitRules.Of(facts, unit, book, clock.Today);
            problems.AddRange(own.Select(p => p with { Message = $"{unit.Name}：{p.Message}", Field = p.Field == nameof(Unit.ClosedOn) ? nameof(command.ClosedOn) : nameof(command.Close) }));
            if (own.Count == 0)
                book.Apply(unit, facts, null);
        }

        return problems;
    }

    private static string Told(int count, IEnumerable<string> names) => count == 0 ? "0" : $"{count}：{string.Join("、", names)}";

    private IQueryable<UnitListDraft> Own(int id, Actor actor) => db.UnitListDrafts.Where(d => d.Id == id && d.AuthorId == actor.UserId);
}
