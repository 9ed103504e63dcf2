using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Units;

/// <summary>What somebody says of a unit.</summary>
/// <param name="Kind">What it is; of one that is there, only a school and a teaching point may become each other.</param>
/// <param name="Name">At most <see cref="Unit.NameLength"/> characters.</param>
/// <param name="Code">标识码; full-width digits and spaces are made plain.</param>
/// <param name="Stages">学段.</param>
/// <param name="TownshipId">The township it belongs to.</param>
/// <param name="SchoolId">The school that a teaching point belongs to.</param>
/// <param name="OpenedOn">Its first day, or null.</param>
/// <param name="SortOrder">Where a township stands, 1 to 9999; null for behind the last.</param>
public sealed record UnitCommand(
    UnitKind Kind, string? Name, string? Code, UnitStages Stages, int? TownshipId, int? SchoolId, DateOnly? OpenedOn, int? SortOrder)
{
    /// <summary>From which day on it has the new name, where that is another; null for today.</summary>
    public DateOnly? RenamedFrom { get; init; }

    /// <summary>Whether another name only puts a slip right, so that the old one is not kept.</summary>
    public bool IsCorrection { get; init; }
}

/// <summary>
/// Keeps the units, one by one. What is asked for and is so already counts as done, so that a form that arrives twice does the same once.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="clock">Today.</param>
public sealed class UnitService(RuralEduDbContext db, BusinessClock clock)
{
    /// <summary>Adds a unit.</summary>
    /// <returns>Its key, or why not.</returns>
    public Task<Result<int>> CreateAsync(UnitCommand command, Actor actor, CancellationToken cancellationToken) =>
        db.ActAsync(() => CreateOnceAsync(command, actor, cancellationToken), cancellationToken);

    /// <summary>Changes a unit.</summary>
    /// <param name="id">The unit.</param>
    /// <param name="version">The version that the form was made from.</param>
    /// <param name="command">What it is to be.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<Result> ChangeAsync(int id, int version, UnitCommand command, Actor actor, CancellationToken cancellationToken) =>
        db.ActAsync(() => ChangeOnceAsync(id, version, command, actor, cancellationToken), cancellationToken);

    private async Task<Result<int>> CreateOnceAsync(UnitCommand command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.ManageUnits))
            return Result.Forbidden();
        await db.TakeTurnAsync(WriteTurn.Units, cancellationToken);
        var book = await UnitBook.ReadAsync(db, tracked: true, cancellationToken);
        var facts = Facts(command, book, null);
        if (facts.Name is { } name && book.Named(facts.Kind, name).FirstOrDefault(u => UnitFacts.Of(u) with { SortOrder = facts.SortOrder } == facts) is { } same)
            return Result.Success(same.Id);
        var problems = Order(command).Concat(UnitRules.Of(facts, null, book, clock.Today)).ToList();
        if (problems.Count > 0)
            return Result.Refused(problems);

        var unit = new Unit { Name = facts.Name!, Kind = facts.Kind };
        book.Add(unit);
        book.Apply(unit, facts, null);
        db.Add(unit);
        db.Note(new AuditNote(actor, UnitAudit.CreateUnit) { Subject = unit, Title = unit.Name });
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success(unit.Id);
    }

    private async Task<Result> ChangeOnceAsync(int id, int version, UnitCommand command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.ManageUnits))
            return Result.Forbidden();
        await db.TakeTurnAsync(WriteTurn.Units, cancellationToken);
        var book = await UnitBook.ReadAsync(db, tracked: true, cancellationToken);
        if (book.Find(id) is not { } unit)
            return Result.NotFound();
        var facts = Facts(command, book, unit);
        var changes = facts.ChangesFrom(UnitFacts.Of(unit));
        if (changes.Count == 0)
            return Result.Success();
        if (unit.Version != version)
            return Result.Conflict(UnitWords.Meanwhile(unit));
        var problems = Order(command).Concat(UnitRules.Of(facts, unit, book, clock.Today)).Concat(Renaming(unit, facts, command)).ToList();
        if (problems.Count > 0)
            return Result.Refused(problems);

        db.Expect(unit, version);
        var title = unit.Name;
        book.Apply(unit, facts, command.IsCorrection ? null : command.RenamedFrom ?? clock.Today);
        db.Note(new AuditNote(actor, UnitAudit.ChangeUnit)
        {
            Subject = unit,
            Title = title,
            Details = AuditNote.DetailsOf(changes.Select(c => (c.Field, c.Before, c.After))),
        });
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success();
    }

    private static UnitFacts Facts(UnitCommand command, UnitBook book, Unit? unit) => new UnitFacts
    {
        Kind = command.Kind,
        Name = TypedText.Line(command.Name),
        Code = UnitWords.Code(command.Code),
        Stages = command.Stages,
        Township = book.Find(command.TownshipId),
        School = book.Find(command.SchoolId),
        OpenedOn = command.OpenedOn,
        ClosedOn = unit?.ClosedOn,
        SortOrder = command.SortOrder ?? unit?.SortOrder ?? book.NextOrder(),
    }.Fitted();

    private static IEnumerable<Problem> Order(UnitCommand command)
    {
        if (command.Kind == UnitKind.Township && command.SortOrder is < 1 or > UnitRules.LargestOrder)
            yield return new Problem($"排序请写 1 至 {UnitRules.LargestOrder} 的整数。", nameof(command.SortOrder));
    }

    private IEnumerable<Problem> Renaming(Unit unit, UnitFacts facts, UnitCommand command)
    {
        if (command.IsCorrection || facts.Name is null || ColumnText.Comparer.Equals(facts.Name, unit.Name))
            yield break;
        var from = command.RenamedFrom ?? clock.Today;
        var last = unit.FormerNames.Select(n => (DateOnly?)n.Until).Max();
        if (from > clock.Today)
            yield return new Problem("新名称从哪天起，不能晚于今天；到那天再改。", nameof(command.RenamedFrom));
        else if (from < UnitRules.Earliest)
            yield return new Problem($"请写 {UnitRules.Earliest:yyyy-MM-dd} 以后的日期。", nameof(command.RenamedFrom));
        else if (from.AddDays(-1) <= last)
            yield return new Problem($"上一次改名是 {last.Value.AddDays(1):yyyy-MM-dd}，新名称要晚于这一天；只是更正写错的字，请勾选“更正错字”。", nameof(command.RenamedFrom));
        else if (from <= facts.OpenedOn)
            yield return new Problem($"这个单位 {facts.OpenedOn:yyyy-MM-dd} 才启用，改名要晚于这一天；只是更正写错的字，请勾选“更正错字”。", nameof(command.RenamedFrom));
    }
}
