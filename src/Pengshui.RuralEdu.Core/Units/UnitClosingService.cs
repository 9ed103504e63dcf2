using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Units;

/// <summary>Closes a unit without a successor.</summary>
/// <param name="Id">The unit.</param>
/// <param name="Version">The version that the form was made from.</param>
/// <param name="ClosedOn">The first day on which it is closed.</param>
/// <param name="Reason">Why; need not be said.</param>
public sealed record CloseUnit(int Id, int Version, DateOnly? ClosedOn, string? Reason);

/// <summary>Merges a unit into another one (撤并).</summary>
/// <param name="Id">The unit.</param>
/// <param name="Version">The version that the form was made from.</param>
/// <param name="SuccessorId">Who takes it over, with all that belongs to it.</param>
/// <param name="ClosedOn">From which day on, at the latest today.</param>
/// <param name="Reason">Why; required.</param>
public sealed record MergeUnit(int Id, int Version, int? SuccessorId, DateOnly? ClosedOn, string? Reason);

/// <summary>Closes units, merges them, and takes such a step back. A step that was taken already counts as done.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">Today.</param>
public sealed class UnitClosingService(RuralEduDbContext db, BusinessClock clock)
{
    /// <summary>停用. Refused while others belong to the unit.</summary>
    public Task<Result> CloseAsync(CloseUnit command, Actor actor, CancellationToken cancellationToken) =>
        ActAsync(command.Id, actor, (unit, book) =>
        {
            var reason = TypedText.Lines(command.Reason);
            if (unit.ClosedOn == command.ClosedOn && unit.ClosedOn is not null && unit.SuccessorId is null)
                return Result.Success();
            if (unit.Version != command.Version)
                return Result.Conflict(UnitWords.Meanwhile(unit));
            var problems = Closed(unit).Concat(Day(unit, command.ClosedOn, UnitRules.Latest(clock.Today))).Concat(Reason(reason, isRequired: false)).ToList();
            if (problems.Count == 0)
                problems.AddRange(UnitRules.Closing(unit, command.ClosedOn!.Value, book));
            if (problems.Count > 0)
                return Result.Refused(problems);

            db.Expect(unit, command.Version);
            unit.ClosedOn = command.ClosedOn;
            unit.ClosedBecause = reason;
            db.Note(new AuditNote(actor, UnitAudit.CloseUnit)
            {
                Subject = unit, Title = unit.Name, Reason = reason, Details = AuditNote.DetailsOf([("停用日期", null, $"{command.ClosedOn:yyyy-MM-dd}")]),
            });
            return Result.Success();
        }, cancellationToken);

    /// <summary>撤并: what belongs to the unit goes over to its successor.</summary>
    public Task<Result> MergeAsync(MergeUnit command, Actor actor, CancellationToken cancellationToken) =>
        ActAsync(command.Id, actor, (unit, book) =>
        {
            var reason = TypedText.Lines(command.Reason);
            if (unit.ClosedOn == command.ClosedOn && unit.SuccessorId is not null && unit.SuccessorId == command.SuccessorId)
                return Result.Success();
            if (unit.Version != command.Version)
                return Result.Conflict(UnitWords.Meanwhile(unit));
            var successor = book.Find(command.SuccessorId);
            var problems = Closed(unit).Concat(Successor(unit, successor, command.ClosedOn)).Concat(Day(unit, command.ClosedOn, clock.Today))
                .Concat(Reason(reason, isRequired: true)).ToList();
            var moved = problems.Count > 0 ? [] : book.Under(unit, clock.Today).ToList();
            problems.AddRange(Move(moved, unit, successor, book));
            if (problems.Count > 0)
                return Result.Refused(problems);

            db.Expect(unit, command.Version);
            unit.ClosedOn = command.ClosedOn;
            unit.ClosedBecause = reason;
            unit.Successor = successor;
            db.Note(new AuditNote(actor, UnitAudit.MergeUnit)
            {
                Subject = unit,
                Title = $"{unit.Name} → {successor!.Name}",
                Reason = reason,
                Details = AuditNote.DetailsOf(
                [
                    ("承接单位", null, successor.Name), ("起", null, $"{command.ClosedOn:yyyy-MM-dd}"),
                    ("一并转入", null, moved.Count == 0 ? "无" : $"{moved.Count} 个：{string.Join("、", moved.Select(u => u.Name))}"),
                ]),
            });
            return Result.Success();
        }, cancellationToken);

    /// <summary>恢复: a unit that was closed or merged by mistake is in use again. What went over with it stays where it went.</summary>
    /// <param name="id">The unit.</param>
    /// <param name="version">The version that the page was made from.</param>
    /// <param name="reason">Why; required.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<Result> ReopenAsync(int id, int version, string? reason, Actor actor, CancellationToken cancellationToken) =>
        ActAsync(id, actor, (unit, book) =>
        {
            if (unit.ClosedOn is null)
                return Result.Success();
            if (unit.Version != version)
                return Result.Conflict(UnitWords.Meanwhile(unit));
            var why = TypedText.Lines(reason);
            var problems = Reason(why, isRequired: true).ToList();
            var (closed, successor) = (unit.ClosedOn, unit.Successor);
            unit.ClosedOn = null;
            if (problems.Count == 0)
                problems.AddRange(UnitRules.Of(UnitFacts.Of(unit), unit, book, clock.Today).Select(p => p with { Field = null }));
            if (problems.Count > 0)
                return Result.Refused(problems);

            db.Expect(unit, version);
            unit.Successor = null;
            unit.ClosedBecause = null;
            db.Note(new AuditNote(actor, UnitAudit.ReopenUnit)
            {
                Subject = unit,
                Title = unit.Name,
                Reason = why,
                Details = AuditNote.DetailsOf([("停用日期", $"{closed:yyyy-MM-dd}", null), .. successor is null ? [] : new (string, string?, string?)[] { ("承接单位", successor.Name, null) }]),
            });
            return Result.Success();
        }, cancellationToken);

    /// <summary>Which units may take a unit over: of its kind, a school also for a teaching point.</summary>
    internal static bool MayTakeOver(UnitKind kind, UnitKind successor) => kind == successor || (kind == UnitKind.TeachingPoint && successor == UnitKind.School);

    private Task<Result> ActAsync(int id, Actor actor, Func<Unit, UnitBook, Result> act, CancellationToken cancellationToken) =>
        db.ActAsync(async () =>
        {
            if (!actor.May(Permission.ManageUnits))
                return Result.Forbidden();
            await db.TakeTurnAsync(WriteTurn.Units, cancellationToken);
            var book = await UnitBook.ReadAsync(db, tracked: true, cancellationToken);
            if (book.Find(id) is not { } unit)
                return Result.NotFound();
            var result = act(unit, book);
            if (result.Succeeded)
                await db.SaveChangesAsync(cancellationToken);
            return result;
        }, cancellationToken);

    private static IEnumerable<Problem> Closed(Unit unit)
    {
        if (unit.ClosedOn is { } since)
            yield return new Problem($"{unit.Name}已定于 {since:yyyy-MM-dd} 起停用。要改，请先恢复，再重新办理。");
    }

    private static IEnumerable<Problem> Day(Unit unit, DateOnly? day, DateOnly latest)
    {
        if (day is not { } from)
            yield return new Problem("请写从哪天起停用。", nameof(Unit.ClosedOn));
        else if (from < UnitRules.Earliest || from > latest)
            yield return new Problem($"请写 {UnitRules.Earliest:yyyy-MM-dd} 至 {latest:yyyy-MM-dd} 之间的日期。", nameof(Unit.ClosedOn));
        else if (from <= unit.OpenedOn)
            yield return new Problem($"要晚于启用日期（{unit.OpenedOn:yyyy-MM-dd}）。", nameof(Unit.ClosedOn));
        else if (unit.FormerNames.Any(n => n.Until >= from))
            yield return new Problem("这个单位在这一天以后还改过名称，请核对日期。", nameof(Unit.ClosedOn));
    }

    private static IEnumerable<Problem> Reason(string? reason, bool isRequired)
    {
        if (reason is null && isRequired)
            yield return new Problem("请写一句理由，如文件名称和文号。", nameof(MergeUnit.Reason));
        else if (reason?.Length > Unit.ReasonLength)
            yield return new Problem($"理由最多 {Unit.ReasonLength} 个字。", nameof(MergeUnit.Reason));
        else if (IdentityNumbers.AppearIn(reason))
            yield return new Problem(IdentityNumbers.Refusal, nameof(MergeUnit.Reason));
    }

    private static IEnumerable<Problem> Successor(Unit unit, Unit? successor, DateOnly? day)
    {
        if (successor is null || successor == unit || !MayTakeOver(unit.Kind, successor.Kind))
            yield return new Problem("请选择由哪个单位承接。", nameof(MergeUnit.SuccessorId));
        else if (successor.ClosedOn is { } closed)
            yield return new Problem($"{successor.Name}已定于 {closed:yyyy-MM-dd} 起停用，请选择在用的单位。", nameof(MergeUnit.SuccessorId));
        else if (day < successor.OpenedOn)
            yield return new Problem($"{successor.Name} {successor.OpenedOn:yyyy-MM-dd} 才启用，请核对从哪天起。", nameof(Unit.ClosedOn));
    }

    private List<Problem> Move(IEnumerable<Unit> moved, Unit unit, Unit? successor, UnitBook book)
    {
        var problems = new List<Problem>();
        foreach (var under in moved)
        {
            var facts = UnitFacts.Of(under);
            facts = facts with { Township = facts.Township == unit ? successor : facts.Township, School = facts.School == unit ? successor : facts.School };
            var own = UnitRules.Of(facts, under, book, clock.Today);
            problems.AddRange(own.Select(p => new Problem($"{under.Name}不能转入：{p.Message}", nameof(MergeUnit.SuccessorId))));
            if (own.Count == 0)
                book.Apply(under, facts, null);
        }

        return problems;
    }
}
