using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Units;

/// <summary>What a unit may be, whether a form or a list says so. The fields are those of <see cref="UnitCommand"/>.</summary>
internal static class UnitRules
{
    /// <summary>The first day that can be meant.</summary>
    public static readonly DateOnly Earliest = new(1900, 1, 1);

    /// <summary>The last place of a township in lists.</summary>
    public const int LargestOrder = 9999;

    /// <summary>The last day that can be meant: a year from now.</summary>
    public static DateOnly Latest(DateOnly today) => today.AddYears(1);

    /// <summary>Every sentence that says why the facts will not do.</summary>
    /// <param name="facts">What the unit is to be, fitted.</param>
    /// <param name="self">The unit as it is now; null for a new one.</param>
    /// <param name="book">All units.</param>
    /// <param name="today">Today.</param>
    public static IReadOnlyList<Problem> Of(UnitFacts facts, Unit? self, UnitBook book, DateOnly today)
    {
        var problems = new List<Problem>();
        problems.AddRange(Name(facts));
        problems.AddRange(Code(facts, self, book));
        problems.AddRange(Stages(facts));
        problems.AddRange(Places(facts, self, today));
        problems.AddRange(Days(facts, today));
        problems.AddRange(Kind(facts, self, book, today));
        if (problems.Count == 0)
        {
            problems.AddRange(Namesake(facts, self, book, today));
            if (self is not null && facts.ClosedOn is { } closed && self.ClosedOn != closed)
                problems.AddRange(Closing(self, closed, book));
        }

        return problems;
    }

    /// <summary>Why a unit cannot be closed from a day on: others still belong to it.</summary>
    public static IEnumerable<Problem> Closing(Unit unit, DateOnly from, UnitBook book)
    {
        var under = book.Under(unit, from).ToList();
        if (under.Count > 0)
            yield return new Problem($"{unit.Name}下面还有 {under.Count} 个在用的单位（{Some(under)}），请先停用或改到别处，或者办理撤并。", nameof(Unit.ClosedOn));
    }

    /// <summary>Names of some units, at most three.</summary>
    public static string Some(IReadOnlyCollection<Unit> units) => string.Join("、", units.Take(3).Select(u => u.Name)) + (units.Count > 3 ? "等" : null);

    private static IEnumerable<Problem> Name(UnitFacts facts)
    {
        if (string.IsNullOrEmpty(facts.Name))
            yield return new Problem("请写单位名称。", nameof(UnitCommand.Name));
        else if (facts.Name.Length > Unit.NameLength)
            yield return new Problem($"单位名称最多 {Unit.NameLength} 个字。", nameof(UnitCommand.Name));
        else if (IdentityNumbers.AppearIn(facts.Name))
            yield return new Problem(IdentityNumbers.Refusal, nameof(UnitCommand.Name));
    }

    private static IEnumerable<Problem> Code(UnitFacts facts, Unit? self, UnitBook book)
    {
        if (facts.Code is null)
        {
            if (facts.Kind == UnitKind.School)
                yield return new Problem($"学校要有 {Unit.CodeLength} 位标识码。", nameof(UnitCommand.Code));
        }
        else if (facts.Code.Length != Unit.CodeLength || !facts.Code.All(char.IsAsciiDigit))
        {
            yield return new Problem($"标识码是 {Unit.CodeLength} 位数字，请核对。", nameof(UnitCommand.Code));
        }
        else if (book.WithCode(facts.Code) is { } holder && holder != self)
        {
            yield return new Problem($"标识码 {facts.Code} 已是{holder.Name}的，请核对。", nameof(UnitCommand.Code));
        }
    }

    private static IEnumerable<Problem> Stages(UnitFacts facts)
    {
        if (facts.Kind == UnitKind.School && (facts.Stages & UnitLabels.AllStages) == UnitStages.None)
            yield return new Problem("请选择学校的学段。", nameof(UnitCommand.Stages));
        else if ((facts.Stages & ~UnitLabels.AllStages) != UnitStages.None)
            yield return new Problem("请从列出的学段里选。", nameof(UnitCommand.Stages));
    }

    private static IEnumerable<Problem> Places(UnitFacts facts, Unit? self, DateOnly today)
    {
        var isPast = self?.IsClosedOn(today) == true || facts.ClosedOn <= today;
        if (facts.Kind != UnitKind.Township)
        {
            if (facts.Township is not { Kind: UnitKind.Township } township)
                yield return new Problem("请选择所在的乡镇街道。", nameof(UnitCommand.TownshipId));
            else if (!isPast && township.IsClosedOn(today))
                yield return new Problem($"{township.Name}已停用，请选择现在的乡镇街道。", nameof(UnitCommand.TownshipId));
        }

        if (facts.Kind == UnitKind.TeachingPoint)
        {
            if (facts.School is not { Kind: UnitKind.School } school || school == self)
                yield return new Problem("请选择教学点所属的学校。", nameof(UnitCommand.SchoolId));
            else if (!isPast && school.IsClosedOn(today))
                yield return new Problem($"{school.Name}已停用，请选择现在的学校。", nameof(UnitCommand.SchoolId));
        }
    }

    private static IEnumerable<Problem> Days(UnitFacts facts, DateOnly today)
    {
        var latest = Latest(today);
        if (facts.OpenedOn is { } opened && (opened < Earliest || opened > latest))
            yield return new Problem($"启用日期请写 {Earliest:yyyy-MM-dd} 至 {latest:yyyy-MM-dd} 之间的日期。", nameof(UnitCommand.OpenedOn));
        if (facts.ClosedOn is { } closed && (closed < Earliest || closed > latest))
            yield return new Problem($"停用日期请写 {Earliest:yyyy-MM-dd} 至 {latest:yyyy-MM-dd} 之间的日期。", nameof(Unit.ClosedOn));
        else if (facts.ClosedOn <= facts.OpenedOn)
            yield return new Problem($"停用日期要晚于启用日期（{facts.OpenedOn:yyyy-MM-dd}）。", nameof(Unit.ClosedOn));
    }

    // A village school that becomes a teaching point of another one is still the same place; nothing else changes what it is.
    private static IEnumerable<Problem> Kind(UnitFacts facts, Unit? self, UnitBook book, DateOnly today)
    {
        if (!Enum.IsDefined(facts.Kind))
            yield return new Problem("请选择类别。", nameof(UnitCommand.Kind));
        if (self is null || self.Kind == facts.Kind)
            yield break;
        if (!IsSchool(self.Kind) || !IsSchool(facts.Kind))
            yield return new Problem($"{self.Name}是{self.Kind.Label()}，不能改成{(Enum.IsDefined(facts.Kind) ? facts.Kind.Label() : "别的类别")}。", nameof(UnitCommand.Kind));
        else if (book.Under(self, today).ToList() is { Count: > 0 } under)
            yield return new Problem($"{self.Name}下面还有教学点（{Some(under)}），请先改到别的学校，再改为教学点。", nameof(UnitCommand.Kind));
    }

    private static IEnumerable<Problem> Namesake(UnitFacts facts, Unit? self, UnitBook book, DateOnly today)
    {
        if (facts.ClosedOn <= today)
            yield break;
        var other = book.Named(facts.Kind, facts.Name!).FirstOrDefault(u => u != self && u.Township == facts.Township && !u.IsClosedOn(today)
            && !(u.ClosedOn <= facts.OpenedOn) && !(facts.ClosedOn <= u.OpenedOn));
        if (other is not null)
            yield return new Problem($"{(facts.Township is null ? "" : facts.Township.Name)}已有{facts.Kind.Label()}“{other.Name}”，请核对。", nameof(UnitCommand.Name));
    }

    private static bool IsSchool(UnitKind kind) => kind is UnitKind.School or UnitKind.TeachingPoint;
}
