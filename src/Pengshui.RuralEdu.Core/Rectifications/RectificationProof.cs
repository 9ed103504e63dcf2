using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Lights;

namespace Pengshui.RuralEdu.Core.Rectifications;

/// <summary>An issued inspection on which a rectification can have been verified.</summary>
/// <param name="Id">Key.</param>
/// <param name="Year">Year of its number.</param>
/// <param name="Number">Its number.</param>
/// <param name="VisitedOn">The day.</param>
/// <param name="Place">Where.</param>
/// <param name="Seen">What it says of this rectification (本次核验); null where it says nothing.</param>
public sealed record ProofVisit(int Id, int Year, int? Number, DateOnly VisitedOn, string? Place, string? Seen)
{
    /// <summary>督〔2023〕第7号.</summary>
    public string Reference => InspectionLabels.Reference(Year, Number);
}

/// <summary>
/// What shows that something was put right (核验依据): a file or a later visit, one of them, so that nobody has to hand in
/// files. Only what came since it was last given to the section counts, and at a look-back only what came since it was closed.
/// </summary>
/// <param name="Visits">Visits that may be named: those that speak of it first, then others of its task or to its place, the newest first.</param>
/// <param name="HasFile">Whether a file shows it.</param>
public sealed record RectificationProof(IReadOnlyList<ProofVisit> Visits, bool HasFile)
{
    /// <summary>Nothing to show.</summary>
    public static RectificationProof None { get; } = new([], false);

    /// <summary>Most visits to choose from.</summary>
    public const int MostVisits = 20;

    private static readonly RectificationAction[] Beginnings =
    [
        RectificationAction.Issue, RectificationAction.Return, RectificationAction.Reopen, RectificationAction.Close, RectificationAction.PassLookBack,
    ];

    /// <summary>Reads it in three statements.</summary>
    /// <param name="db">The database.</param>
    /// <param name="id">The rectification.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<RectificationProof> ReadAsync(RuralEduDbContext db, int id, CancellationToken cancellationToken)
    {
        var it = await db.Rectifications.AsNoTracking().Where(r => r.Id == id)
            .Select(r => new
            {
                r.State,
                r.InspectionId,
                Town = r.Inspection == null ? null : r.Inspection.Town,
                Place = r.Inspection == null ? null : r.Inspection.Place,
                r.PlanTaskId,
                r.IssuedAt,
                Since = r.Steps.Where(s => Beginnings.Contains(s.Action)).OrderByDescending(s => s.Id).Select(s => s.At).Take(1).ToList(),
            })
            .SingleAsync(cancellationToken);
        var since = it.Since.Count > 0 ? it.Since[0] : it.IssuedAt ?? DateTime.UnixEpoch;
        var looksBack = it.State == RectificationState.AwaitingLookBack;
        var hasFile = await db.RectificationFiles.AnyAsync(
            f => f.RectificationId == id && f.RemovedAt == null && (f.IsVerification ? f.UploadedAt >= since : !looksBack), cancellationToken);
        var day = BusinessClock.BeijingDay(since);
        var later = await db.Inspections.AsNoTracking()
            .Where(i => i.State == InspectionState.Issued && i.VisitedOn >= day && i.Id != it.InspectionId)
            .OrderByDescending(i => i.VisitedOn).ThenByDescending(i => i.Id)
            .Select(i => new
            {
                i.Town,
                IsOfTheTask = i.Items.Any(e => e.PlanTaskId == it.PlanTaskId),
                Visit = new ProofVisit(
                    i.Id, i.Year, i.Number, i.VisitedOn, i.Place, i.Verifications.Where(v => v.RectificationId == id).Select(v => v.Seen).FirstOrDefault()),
            })
            .ToListAsync(cancellationToken);
        var visits = later.Where(l => l.Visit.Seen is not null || l.IsOfTheTask || PlaceNames.AreSame(it.Town, it.Place, l.Town, l.Visit.Place))
            .Select(l => l.Visit);
        return new RectificationProof([.. visits.OrderBy(v => v.Seen is null).Take(MostVisits)], hasFile);
    }

    /// <summary>What a 销号 or 回头看合格 lacks; nothing where it is complete.</summary>
    /// <param name="action">销号 or 回头看合格.</param>
    /// <param name="seen">核验情况, cleaned.</param>
    /// <param name="visitId">The visit that was named.</param>
    public IEnumerable<Problem> Missing(RectificationAction action, string? seen, int? visitId)
    {
        if (seen is null)
            yield return new Problem($"请填写核验情况，写明怎么核的、看到什么；没有核验情况不能{(action == RectificationAction.Close ? "销号" : "记为合格")}。", RectificationService.NoteField);
        if (visitId is { } id && Visits.All(v => v.Id != id))
            yield return new Problem("请从列出的督查记录中选择。", nameof(DecideRectification.VisitId));
        else if (visitId is null && !HasFile)
            yield return new Problem(
                action == RectificationAction.Close
                    ? "还没有核验依据：科室没有交佐证材料。请选择核验时的督查记录，或上传核验时的照片、文件，两样有一样就可以。"
                    : "还没有回头看的依据。请选择销号以后的督查记录，或上传回头看时的照片、文件，两样有一样就可以。",
                nameof(DecideRectification.VisitId));
    }
}
