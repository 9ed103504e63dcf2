using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Plans;

/// <summary>
/// Which supporting sections work on which measures of a task (举措分工). The lead works on all of them. What a section reported on a
/// measure stays in those reports after it was taken off it; only its later months are not asked for it.
/// </summary>
internal sealed class MeasureDivision
{
    private readonly IReadOnlyList<(Measure Measure, string Line, string Names)> lines;

    private MeasureDivision(IReadOnlyList<(Measure Measure, string Line, string Names)> lines) => this.lines = lines;

    /// <summary>How it stands now.</summary>
    public static MeasureDivision Of(PlanTask task) => new(
    [
        .. from measure in task.Measures.OrderBy(m => m.Number)
           let names = string.Join("、", Supporting(task).Where(measure.Responsibilities.Contains).Select(r => r.Section.Name))
           select (measure, $"{measure.Number}. {measure.Text}：{(names.Length == 0 ? "没有配合科室" : $"{names}配合")}", names),
    ]);

    /// <summary>Sets it. Only sections that support the task are chosen, and only those that were shown are taken off.</summary>
    public static void Set(PlanTask task, IReadOnlyList<MeasureSections> division)
    {
        foreach (var chosen in division)
        {
            if (task.Measures.FirstOrDefault(m => m.Id == chosen.MeasureId) is not { } measure)
                continue;
            foreach (var part in Supporting(task).Where(r => chosen.Shown.Contains(r.SectionId)))
            {
                if (!chosen.Chosen.Contains(part.SectionId))
                    measure.Responsibilities.Remove(part);
                else if (!measure.Responsibilities.Contains(part))
                    measure.Responsibilities.Add(part);
            }
        }
    }

    /// <summary>A section that works on nothing would be asked for a report about nothing.</summary>
    public static Refusal? Check(PlanTask task) =>
        Supporting(task).FirstOrDefault(r => !task.Measures.Any(m => m.Responsibilities.Contains(r))) is { } idle
            ? Result.Refused($"{idle.Section.Name}没有选任何举措。每个配合科室至少选一条。", nameof(ChangeTask.Division)) : null;

    /// <summary>The lines of the measures that other sections support since, before and after; null where there are none. Added measures do not count.</summary>
    public (string Before, string After)? ChangedIn(MeasureDivision now)
    {
        var changed = lines.Join(now.lines, l => l.Measure, n => n.Measure, (Was, Is) => (Was, Is)).Where(p => p.Was.Names != p.Is.Names).ToList();
        return changed.Count == 0 ? null : (string.Join('\n', changed.Select(p => p.Was.Line)), string.Join('\n', changed.Select(p => p.Is.Line)));
    }

    private static IEnumerable<Responsibility> Supporting(PlanTask task) =>
        task.Responsibilities.GoingOn().Where(r => r.Kind == ResponsibilityKind.Supporting);
}
