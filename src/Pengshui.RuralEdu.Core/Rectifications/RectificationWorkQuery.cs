using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;

namespace Pengshui.RuralEdu.Core.Rectifications;

/// <summary>The rectifications that wait for a person, or that the person should know of. Nearest day first.</summary>
/// <param name="Mine">科室填报员, 科室负责人: what their sections must put right.</param>
/// <param name="ToVerify">督查员: what waits for verification, the oldest submission first.</param>
/// <param name="LookBacks">督查员: what is to be looked at once more.</param>
/// <param name="Overdue">督查员, 统筹员, 领导: what is past its deadline. A 分管领导 sees that of the sections in their charge.</param>
/// <param name="Today">Beijing's day.</param>
public sealed record RectificationWork(
    IReadOnlyList<RectificationLine> Mine, IReadOnlyList<RectificationLine> ToVerify, IReadOnlyList<RectificationLine> LookBacks,
    IReadOnlyList<RectificationLine> Overdue, DateOnly Today);

/// <summary>Reads what the workbench shows of rectifications, in one statement, and keeps it until one of them changes.</summary>
/// <param name="db">The database.</param>
/// <param name="kept">Keeps the open ones.</param>
/// <param name="clock">Today.</param>
public sealed class RectificationWorkQuery(RuralEduDbContext db, KeptRows kept, BusinessClock clock)
{
    private static readonly object Key = new();

    /// <summary>What waits for this person.</summary>
    public async Task<RectificationWork> ReadAsync(Actor actor, CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var lines = actor.May(Permission.ReadBusiness) ? await kept.GetAsync(Key, RectificationLedgerQuery.Areas, OpenAsync, cancellationToken) : [];
        var supervises = actor.Is(Role.Supervisor);
        return new RectificationWork(
            [.. lines.Where(l => actor.May(Permission.FileReports) && actor.IsMemberOf(l.SectionId) && l.State.IsWithSection())],
            [.. lines.Where(l => supervises && l.State == RectificationState.AwaitingVerification).OrderBy(l => l.SubmittedAt)],
            [.. lines.Where(l => supervises && l.State == RectificationState.AwaitingLookBack).OrderBy(l => l.LookBackOn)],
            [.. lines.Where(l => l.State.IsWithSection() && l.DueOn < today && (supervises || actor.Is(Role.Coordinator) || Leads(actor, l.SectionId)))],
            today);

        // Everybody's: who sees which of them is decided above.
        Task<List<RectificationLine>> OpenAsync() => db.Rectifications.AsNoTracking()
            .Where(r => r.State != RectificationState.Draft && r.State != RectificationState.Closed)
            .OrderBy(r => r.DueOn).ThenBy(r => r.Id).Select(RectificationLedgerQuery.Line).ToListAsync(cancellationToken);
    }

    private static bool Leads(Actor actor, int sectionId) =>
        actor.Is(Role.Leader) && (actor.SectionsInCharge.Count == 0 || actor.SectionsInCharge.Contains(sectionId));
}
