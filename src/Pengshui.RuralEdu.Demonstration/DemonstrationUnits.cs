using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans.Seed;
using Pengshui.RuralEdu.Core.Units;
using Pengshui.RuralEdu.Core.Units.Import;

namespace Pengshui.RuralEdu.Demonstration;

/// <summary>
/// The units of the demonstration: the county's 39 townships and streets by their names, 102 schools, their teaching points and three villages, all
/// called 示例 with codes that are made up. One more school is merged into another in August.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="coordinator">Who keeps them.</param>
internal sealed class DemonstrationUnits(RuralEduDbContext db, Actor coordinator)
{
    private static readonly DateTime MergedAt = BusinessClock.ToUtc(new DateOnly(2023, 8, 28), new TimeOnly(10, 20));

    private readonly Dictionary<string, Unit> byName = [];

    private DemonstrationUnitFile file = null!;

    /// <summary>Stores them as one list that the coordinator read in.</summary>
    public async Task StoreAsync(CancellationToken cancellationToken)
    {
        file = SeedFiles.Read<DemonstrationUnitFile>(typeof(DemonstrationUnits), "demo-units.json");
        foreach (var (name, order) in file.Townships.Select((t, i) => (t, i + 1)))
            Add(new Unit { Kind = UnitKind.Township, Name = name, SortOrder = order });
        foreach (var school in file.Schools.Append(file.Merged.School))
        {
            Add(new Unit
            {
                Kind = UnitKind.School,
                Name = school.Name,
                Code = school.Code,
                Stages = Together(school.Stages),
                Township = byName[school.Township],
                OpenedOn = school.OpenedOn,
            });
        }

        foreach (var point in file.TeachingPoints)
        {
            var school = file.Merged.TeachingPoints.Contains(point.Name) ? file.Merged.School.Name : point.School;
            Add(new Unit { Kind = UnitKind.TeachingPoint, Name = point.Name, Stages = Together(point.Stages), Township = byName[point.Township], School = byName[school] });
        }

        foreach (var village in file.Villages)
            Add(new Unit { Kind = UnitKind.Village, Name = village.Name, Township = byName[village.Township] });
        byName[file.Renamed.Name].FormerNames.Add(new FormerUnitName { Name = file.Renamed.Before, Until = file.Renamed.Until });
        db.AddRange(byName.Values);
        db.Note(new AuditNote(coordinator, UnitAudit.ImportUnits)
        {
            ObjectType = nameof(UnitListDraft), Title = "示例单位名单.xlsx", Details = AuditNote.DetailsOf([("新增", null, $"{byName.Count}")]),
        });
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>What happens to them later, to be told in order with all else.</summary>
    public IEnumerable<(DateTime At, Action Act)> Tell()
    {
        yield return (MergedAt, Merge);
    }

    private void Merge()
    {
        var unit = byName[file.Merged.School.Name];
        var successor = byName[file.Merged.Into];
        unit.ClosedOn = BusinessClock.BeijingDay(MergedAt);
        unit.ClosedBecause = file.Merged.Because;
        unit.Successor = successor;
        foreach (var point in file.Merged.TeachingPoints)
            byName[point].School = successor;
        db.Note(new AuditNote(coordinator, UnitAudit.MergeUnit)
        {
            Subject = unit,
            Title = $"{unit.Name} → {successor.Name}",
            Reason = file.Merged.Because,
            Details = AuditNote.DetailsOf(
                [("承接单位", null, successor.Name), ("起", null, $"{unit.ClosedOn:yyyy-MM-dd}"), ("一并转入", null, $"{file.Merged.TeachingPoints.Count} 个：{string.Join("、", file.Merged.TeachingPoints)}")]),
        });
    }

    private void Add(Unit unit) => byName.Add(unit.Name, unit);

    private static UnitStages Together(IEnumerable<UnitStages> stages) => stages.Aggregate(UnitStages.None, (all, one) => all | one);
}

/// <summary>What demo-units.json holds.</summary>
internal sealed record DemonstrationUnitFile(
    IReadOnlyList<string> Townships,
    IReadOnlyList<DemonstrationSchool> Schools,
    IReadOnlyList<DemonstrationPoint> TeachingPoints,
    IReadOnlyList<DemonstrationVillage> Villages,
    DemonstrationMerger Merged,
    DemonstrationRenaming Renamed);

/// <summary>A school.</summary>
internal sealed record DemonstrationSchool(string Name, string Code, IReadOnlyList<UnitStages> Stages, string Township, DateOnly OpenedOn);

/// <summary>A teaching point, with the school that it belongs to in the end.</summary>
internal sealed record DemonstrationPoint(string Name, string Township, string School, IReadOnlyList<UnitStages> Stages);

/// <summary>A village.</summary>
internal sealed record DemonstrationVillage(string Name, string Township);

/// <summary>A school that is merged into another one, with its teaching points.</summary>
internal sealed record DemonstrationMerger(DemonstrationSchool School, string Into, string Because, IReadOnlyList<string> TeachingPoints);

/// <summary>A school that was called otherwise.</summary>
internal sealed record DemonstrationRenaming(string Name, string Before, DateOnly Until);
