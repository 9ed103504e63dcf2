using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Units.Import;

/// <summary>
/// Compares a list with the units by writing it into a book: whoever saves the book writes exactly what the proposal says. An empty cell
/// says nothing of a unit that is there. Townships come before schools, schools before what belongs to them.
/// </summary>
/// <param name="book">All units; changed by it.</param>
/// <param name="today">Today, the first day of new names.</param>
internal sealed class UnitMatcher(UnitBook book, DateOnly today)
{
    // What one row waits for another one gives: a name becomes free once its holder has a new one.
    private const int MostRounds = 20;

    private readonly Dictionary<Unit, int> rowOf = [];
    private readonly HashSet<UnitKind> kinds = [];
    private readonly List<Unit> added = [];

    /// <summary>The units that are not in the database yet.</summary>
    public IReadOnlyList<Unit> Added => added;

    /// <summary>Writes the rows that can be taken in into the book.</summary>
    public UnitProposal Match(IReadOnlyList<UnitListRow> rows)
    {
        var before = book.All.ToList();
        var open = rows.Select(r => (Row: r, Kind: KindOf(r))).OrderBy(r => r.Kind ?? UnitKind.Village).ThenBy(r => r.Row.Number).ToList();
        var lines = new Dictionary<int, UnitRowLine>();
        for (int left = int.MaxValue, round = 0; open.Count < left && round < MostRounds; round++)
        {
            left = open.Count;
            foreach (var (row, kind) in open)
                lines[row.Number] = Take(row, kind);
            open.RemoveAll(r => lines[r.Row.Number].Effect != UnitRowEffect.Refused);
        }

        var unnamed = before.Where(u => kinds.Contains(u.Kind) && u.ClosedOn is null && !rowOf.ContainsKey(u))
            .OrderBy(u => (u.Township ?? u).SortOrder).ThenBy(u => u.Kind).ThenBy(u => u.Code, StringComparer.Ordinal).ThenBy(u => u.Id)
            .Select(u => new UnnamedUnit(u.Id, u.Kind, u.Name, u.Code, u.Township?.Name));
        return new UnitProposal([.. lines.Values.OrderBy(l => l.Row)], [.. unnamed]);
    }

    private UnitRowLine Take(UnitListRow row, UnitKind? kind)
    {
        var problems = new List<string>();
        var said = Read(row, kind, problems);
        if (kind is { } known)
            kinds.Add(known);
        var unit = kind is null ? null : Meant(said, kind.Value, problems);
        if (unit is not null && !rowOf.TryAdd(unit, row.Number) && rowOf[unit] != row.Number)
        {
            problems.Clear();
            problems.Add($"和第 {rowOf[unit]} 行是同一个单位，请只留一行。");
            unit = null;
        }

        problems.AddRange(Closed(unit, said));
        if (kind is null || problems.Count > 0)
            return Line(row, UnitRowEffect.Refused, kind, said, unit, [], problems);
        var was = unit is null ? null : UnitFacts.Of(unit);
        var facts = Facts(said, kind.Value, was);
        if (was is not null && facts.ChangesFrom(was) is { Count: 0 })
            return Line(row, UnitRowEffect.Same, kind, said, unit, [], []);
        problems.AddRange(UnitRules.Of(facts, unit, book, today).Select(p => p.Message));
        return problems.Count > 0 ? Line(row, UnitRowEffect.Refused, kind, said, unit, [], problems) : Write(row, facts, was, unit);
    }

    private UnitRowLine Write(UnitListRow row, UnitFacts facts, UnitFacts? was, Unit? unit)
    {
        var changes = facts.ChangesFrom(was ?? new UnitFacts { Kind = facts.Kind });
        if (unit is null)
        {
            unit = new Unit { Kind = facts.Kind, Name = facts.Name! };
            book.Add(unit);
            added.Add(unit);
            rowOf.Add(unit, row.Number);
        }

        book.Apply(unit, facts, was is null ? null : today);
        return new UnitRowLine(
            row.Number, was is null ? UnitRowEffect.New : UnitRowEffect.Changed, facts.Name!, facts.Kind, facts.Township?.Name, was is null ? null : unit.Id, changes, []);
    }

    private static UnitRowLine Line(
        UnitListRow row, UnitRowEffect effect, UnitKind? kind, Said said, Unit? unit, IReadOnlyList<UnitChange> changes, IReadOnlyList<string> problems) =>
        new(row.Number, effect, row.Name ?? "", kind, said.Township?.Name ?? row.Township, unit?.Id, changes, problems);

    private UnitKind? KindOf(UnitListRow row)
    {
        if (row.Kind is { } word)
            return UnitWords.Kind(word) ?? (UnitWords.Stages(word) is { } stages && stages != UnitStages.None ? UnitKind.School : null);
        if (UnitWords.Code(row.Code) is { } code && book.WithCode(code) is { } known)
            return known.Kind;
        if (row.School is not null || row.Name?.EndsWith("教学点", StringComparison.Ordinal) == true)
            return UnitKind.TeachingPoint;
        if (row.Code is not null || row.Stages is not null)
            return UnitKind.School;
        return row.Name is not { } name ? null
            : row.Township is null && (name.EndsWith('镇') || name.EndsWith('乡') || name.EndsWith("街道", StringComparison.Ordinal)) ? UnitKind.Township
            : row.Township is not null && (name.EndsWith('村') || name.EndsWith("社区", StringComparison.Ordinal)) ? UnitKind.Village
            : null;
    }

    private Said Read(UnitListRow row, UnitKind? kind, List<string> problems)
    {
        if (row.Personal is { } column)
            problems.Add($"“{column}”这一格像是写了身份证号，没有读入。平台不记个人信息，请删去。");
        else if (row.Name is null)
            problems.Add("没有写单位名称。");
        if (kind is null)
            problems.Add(row.Kind is { } word ? $"类别“{word}”不认识，请写学校、教学点、乡镇街道或村。" : "看不出是学校、教学点、乡镇街道还是村，请在“类别”里写明。");
        if (kind is UnitKind.Township or UnitKind.Village && row.Code is not null)
            problems.Add($"{kind.Value.Label()}没有标识码，请核对类别。");
        var stages = UnitStages.None;
        if (row.Stages is { } text)
        {
            if (UnitWords.Stages(text) is { } read)
                stages = read;
            else
                problems.Add($"学段“{text}”不认识，请写幼儿园、小学、初中、高中、中职、特教，几个学段用顿号隔开。");
        }
        else if (row.Kind is { } said && UnitWords.Kind(said) is null)
        {
            // Lists that have 小学 as the kind of a school say its stages by it.
            stages = UnitWords.Stages(said) ?? UnitStages.None;
        }

        var closed = Day("停用日期", row.ClosedOn, problems);
        var township = kind == UnitKind.Township ? null : Township(row.Township, closed, problems);
        return new Said(
            row.Name,
            Code(row.Code, problems),
            stages,
            township,
            kind == UnitKind.TeachingPoint ? School(row.School, township, closed, problems) : null,
            Day("启用日期", row.OpenedOn, problems),
            closed);
    }

    private static string? Code(string? text, List<string> problems)
    {
        if (UnitWords.Code(text) is not { } code)
            return null;
        if (code.Length == Unit.CodeLength && code.All(char.IsAsciiDigit))
            return code;
        problems.Add(code.Contains('E', StringComparison.OrdinalIgnoreCase) && code.Contains('+', StringComparison.Ordinal)
            ? $"标识码“{text}”被表格软件改成了科学计数，请把这一列设为文本格式后重新填写。"
            : $"标识码“{text}”不是 {Unit.CodeLength} 位数字。");
        return null;
    }

    private static DateOnly? Day(string column, string? text, List<string> problems)
    {
        if (text is null)
            return null;
        if (UnitWords.Day(text) is { } day)
            return day;
        problems.Add($"{column}“{text}”看不出是哪一天，请写成 2023-09-01 这样。");
        return null;
    }

    private Unit? Township(string? text, DateOnly? closed, List<string> problems)
    {
        if (text is null)
            return null;
        var same = There(book.Named(UnitKind.Township, text), closed);
        if (same.Count == 0)
        {
            var stem = UnitWords.Stem(text);
            same = There(book.All.Where(u => u.Kind == UnitKind.Township && UnitWords.Stem(u.Name) == stem), closed);
        }

        if (same.Count == 1)
            return same[0];
        problems.Add(same.Count == 0 ? $"没有“{text}”这个乡镇街道，请核对，或把它也列进名单。" : $"“{text}”有几个，请写全称。");
        return null;
    }

    private Unit? School(string? text, Unit? township, DateOnly? closed, List<string> problems)
    {
        if (text is null)
            return null;
        if (UnitWords.Code(text) is { Length: Unit.CodeLength } code && book.WithCode(code) is { Kind: UnitKind.School } coded)
            return coded;
        var same = There(book.Named(UnitKind.School, text), closed);
        var near = same.Where(u => u.Township == township).ToList();
        if (near.Count == 1 || same.Count == 1)
            return near.Count == 1 ? near[0] : same[0];
        problems.Add(same.Count == 0 ? $"没有“{text}”这所学校，请核对，或把它也列进名单。" : $"叫“{text}”的学校有几所，请写它的标识码。");
        return null;
    }

    // By its 标识码, else by its name in its township; one without a code may get it from the list.
    private Unit? Meant(Said said, UnitKind kind, List<string> problems)
    {
        if (said.Code is { } code && book.WithCode(code) is { } coded)
            return coded;
        if (said.Name is null)
            return null;
        var named = book.Named(kind, said.Name).Where(u => said.Township is null || u.Township == said.Township).ToList();
        var same = named.Where(u => u.ClosedOn is not null && u.ClosedOn == said.ClosedOn).Take(1).ToList();
        if (same.Count == 0)
            same = [.. named.Where(IsOpen)];
        if (same.Count > 1)
        {
            problems.Add($"叫“{said.Name}”的有几个，请写明所在乡镇街道或标识码。");
            return null;
        }

        if (same.Count == 1 && said.Code is not null && same[0].Code is { } other)
        {
            problems.Add($"“{same[0].Name}”的标识码现在是 {other}，名单里是 {said.Code}，请核对；换了标识码的，先在它的页面上修改。");
            return null;
        }

        return same.Count == 1 ? same[0] : null;
    }

    private UnitFacts Facts(Said said, UnitKind kind, UnitFacts? was) => new UnitFacts
    {
        Kind = kind,
        Name = said.Name ?? was?.Name,
        Code = said.Code ?? was?.Code,
        Stages = said.Stages == UnitStages.None ? was?.Stages ?? UnitStages.None : said.Stages,
        Township = said.Township ?? was?.Township,
        School = said.School ?? was?.School,
        OpenedOn = said.OpenedOn ?? was?.OpenedOn,
        ClosedOn = said.ClosedOn ?? was?.ClosedOn,
        SortOrder = was?.SortOrder ?? book.NextOrder(),
    }.Fitted();

    private static IEnumerable<string> Closed(Unit? unit, Said said)
    {
        if (unit?.ClosedOn is { } closed && said.ClosedOn is null)
            yield return $"“{unit.Name}”已于 {closed:yyyy-MM-dd} 停用；要恢复，请在它的页面上办理。";
        else if (unit is { ClosedOn: { } since, Successor: not null } && said.ClosedOn != since)
            yield return $"“{unit.Name}”{since:yyyy-MM-dd} 已撤并到{unit.Successor.Name}，停用日期不能由名单修改。";
    }

    // What belonged to somebody until a day of the past may have belonged to one that is closed since.
    private List<Unit> There(IEnumerable<Unit> units, DateOnly? closed)
    {
        var known = units.ToList();
        var open = known.Where(IsOpen).ToList();
        return open.Count == 0 && closed <= today ? known : open;
    }

    private bool IsOpen(Unit unit) => !unit.IsClosedOn(today);

    /// <summary>What a row says, read.</summary>
    private sealed record Said(
        string? Name, string? Code, UnitStages Stages, Unit? Township, Unit? School, DateOnly? OpenedOn, DateOnly? ClosedOn);
}
