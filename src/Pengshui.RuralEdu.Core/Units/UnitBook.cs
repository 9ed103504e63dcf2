using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Units;

/// <summary>
/// All units, to be looked up and changed in memory: a county has some hundred. Rules look at many of them, and a list is compared
/// by being written into a book that nobody saves.
/// </summary>
internal sealed class UnitBook
{
    private readonly List<Unit> units = [];
    private readonly Dictionary<string, Unit> codes = [];
    private readonly Dictionary<UnitKind, Dictionary<string, List<Unit>>> names =
        Enum.GetValues<UnitKind>().ToDictionary(k => k, _ => new Dictionary<string, List<Unit>>(ColumnText.Comparer));

    /// <summary>A book of these units.</summary>
    public UnitBook(IEnumerable<Unit> all)
    {
        foreach (var unit in all)
            Add(unit);
    }

    /// <summary>Every unit.</summary>
    public IReadOnlyList<Unit> All => units;

    /// <summary>Reads all units; two statements.</summary>
    /// <param name="db">The database.</param>
    /// <param name="tracked">Whether what is changed in the book is written by the next save.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<UnitBook> ReadAsync(RuralEduDbContext db, bool tracked, CancellationToken cancellationToken)
    {
        var query = db.Units.Include(u => u.FormerNames).OrderBy(u => u.Id);
        var all = await (tracked ? query : query.AsNoTracking()).ToListAsync(cancellationToken);
        var byId = all.ToDictionary(u => u.Id);
        foreach (var unit in all)
        {
            unit.Township = unit.TownshipId is { } township ? byId[township] : null;
            unit.School = unit.SchoolId is { } school ? byId[school] : null;
            unit.Successor = unit.SuccessorId is { } successor ? byId[successor] : null;
        }

        return new UnitBook(all);
    }

    /// <summary>The unit with a key, or null.</summary>
    public Unit? Find(int? id) => id is null ? null : units.Find(u => u.Id == id);

    /// <summary>The unit with a 标识码, closed or not, or null.</summary>
    public Unit? WithCode(string code) => codes.GetValueOrDefault(code);

    /// <summary>The units of a kind that are called so now, closed ones too.</summary>
    public IReadOnlyList<Unit> Named(UnitKind kind, string name) => names.GetValueOrDefault(kind)?.GetValueOrDefault(name) ?? [];

    /// <summary>What belongs to a township or a school and is not closed on a day.</summary>
    public IEnumerable<Unit> Under(Unit unit, DateOnly day) =>
        units.Where(u => (u.Township == unit || u.School == unit) && !u.IsClosedOn(day));

    /// <summary>The place behind the last township.</summary>
    public int NextOrder() => units.Select(u => u.SortOrder).DefaultIfEmpty().Max() + 1;

    /// <summary>Takes in a new unit.</summary>
    public void Add(Unit unit)
    {
        units.Add(unit);
        Enter(unit);
    }

    /// <summary>
    /// Makes a unit what the facts say. A new name leaves the old one behind until the day before; one that is only written in another
    /// way, or that corrects a slip, does not.
    /// </summary>
    /// <param name="unit">Of this book.</param>
    /// <param name="facts">Checked.</param>
    /// <param name="renamedFrom">The first day of a new name; null for a slip of the pen.</param>
    public void Apply(Unit unit, UnitFacts facts, DateOnly? renamedFrom)
    {
        Strike(unit);
        if (renamedFrom is { } from && !ColumnText.Comparer.Equals(unit.Name, facts.Name) && !(unit.OpenedOn >= from)
            && unit.FormerNames.All(n => n.Until != from.AddDays(-1)))
            unit.FormerNames.Add(new FormerUnitName { Name = unit.Name, Until = from.AddDays(-1) });
        unit.Kind = facts.Kind;
        unit.Name = facts.Name!;
        unit.Code = facts.Code;
        unit.Stages = facts.Stages;
        unit.Township = facts.Township;
        unit.School = facts.School;
        unit.OpenedOn = facts.OpenedOn;
        unit.ClosedOn = facts.ClosedOn;
        unit.SortOrder = facts.SortOrder;
        Enter(unit);
    }

    private void Enter(Unit unit)
    {
        if (unit.Code is { } code)
            codes[code] = unit;
        if (!names[unit.Kind].TryGetValue(unit.Name, out var same))
            names[unit.Kind].Add(unit.Name, same = []);
        same.Add(unit);
    }

    private void Strike(Unit unit)
    {
        if (unit.Code is { } code)
            codes.Remove(code);
        names[unit.Kind][unit.Name].Remove(unit);
    }
}
