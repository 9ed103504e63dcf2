using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Rectifications;

namespace Pengshui.RuralEdu.Core.Inspections;

/// <summary>A rectification that is open at a place.</summary>
/// <param name="Id">For its link.</param>
/// <param name="Label">整改〔2023〕第3号.</param>
/// <param name="TaskNumber">The task.</param>
/// <param name="Section">Whose.</param>
/// <param name="Problem">存在的问题.</param>
/// <param name="State">Where it stands.</param>
/// <param name="DueOn">整改期限.</param>
/// <param name="LookBackOn">回头看日期, where one is set.</param>
public sealed record RectificationThere(
    int Id, string Label, int TaskNumber, string Section, string Problem, RectificationState State, DateOnly DueOn, DateOnly? LookBackOn);

/// <summary>
/// What is open at a place: rectifications that a visit to it raised, and those that stand alone and whose problem names it.
/// One that is to be looked back at is open there too.
/// </summary>
public static class RectificationsThere
{
    /// <summary>Reads them in one statement, the nearest deadline first; none for no place.</summary>
    /// <param name="db">The database.</param>
    /// <param name="town">乡镇（街道）; may be missing.</param>
    /// <param name="place">学校或单位.</param>
    /// <param name="also">Rectifications that are listed in any case: those that the draft speaks of.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<RectificationThere>> AtAsync(
        RuralEduDbContext db, string? town, string? place, IReadOnlyCollection<int> also, CancellationToken cancellationToken)
    {
        var name = PlaceNames.Plain(place);
        if (name.Length == 0 && also.Count == 0)
            return [];
        var rows = await db.Rectifications.AsNoTracking()
            .Where(r => (r.State != RectificationState.Draft && r.State != RectificationState.Closed) || also.Contains(r.Id))
            .OrderBy(r => r.DueOn).ThenBy(r => r.Id)
            .Select(r => new
            {
                HasSource = r.InspectionId != null,
                r.Inspection!.Town,
                r.Inspection!.Place,
                r.Year,
                r.Number,
                Row = new { r.Id, Task = r.PlanTask.Number, Section = r.Section.Name, r.Problem, r.State, r.DueOn, r.LookBackOn },
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. from r in rows
               where also.Contains(r.Row.Id) || (name.Length > 0 && (r.HasSource
                   ? PlaceNames.AreSame(town, place, r.Town, r.Place)
                   : PlaceNames.Plain(r.Row.Problem).Contains(name, StringComparison.Ordinal)))
               select new RectificationThere(
                   r.Row.Id, Rectification.Label(r.Year, r.Number), r.Row.Task, r.Row.Section, r.Row.Problem, r.Row.State, r.Row.DueOn, r.Row.LookBackOn),
        ];
    }
}
