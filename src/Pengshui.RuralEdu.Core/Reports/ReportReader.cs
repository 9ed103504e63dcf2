using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>
/// Reads a report in the reader's scope, for the form, the page and the services. Four statements for the whole; two where no
/// report, period or plan has changed since it was last read, so that what stands around the report is kept. Services read past
/// what is kept: they write over it.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="kept">Keeps what stands around a report, and the sections to choose from.</param>
/// <param name="settings">For the gap that asks for a reason.</param>
/// <param name="clock">Today.</param>
public sealed class ReportReader(RuralEduDbContext db, KeptRows kept, SettingReader settings, BusinessClock clock)
{
    private static readonly object SectionsKey = new();
    private static readonly DataArea[] SectionsAreas = [DataArea.Sections];
    private static readonly DataArea[] AroundAreas = [DataArea.Plans, DataArea.Periods, DataArea.Reports];

    private readonly ReportStatements statements = ReportStatements.Of(db);

    /// <summary>The report's row, or null where the actor may not know of it.</summary>
    internal static async Task<ReportCore?> CoreAsync(RuralEduDbContext db, int reportId, Actor actor, CancellationToken cancellationToken) =>
        await ReportStatements.Of(db).Core(db, reportId, [.. actor.SectionIds], cancellationToken) is { } core && actor.MayKnowOf(core) ? core : null;

    /// <summary>All of a report. The caller has made sure that the actor may see it as it stands.</summary>
    /// <param name="core">Its row.</param>
    /// <param name="withChoices">Whether the sections to choose from are needed; else the definition has those chosen.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal async Task<StoredReport> WholeAsync(ReportCore core, bool withChoices, CancellationToken cancellationToken)
    {
        var others = await OthersAsync(core, cancellationToken);
        var parts = await kept.GetAsync(new PartsKey(core.Id, core.Version), AroundAreas, () => PartsAsync(core, cancellationToken), cancellationToken);
        return await StoredAsync(core, others, parts, withChoices, cancellationToken);
    }

    /// <summary>All that a save needs. Other reports matter to it only where a figure goes on from them, and are not read else.</summary>
    internal async Task<StoredReport> ForSaveAsync(ReportCore core, CancellationToken cancellationToken)
    {
        var parts = await PartsAsync(core, cancellationToken);
        var others = parts.Figures.Count > 0 ? await ReadOthersAsync(core, cancellationToken) : OtherReports.None;
        return await StoredAsync(core, others, parts, withChoices: true, cancellationToken);
    }

    /// <summary>
    /// The responsibility's earlier reports, the snapshot that the zero-clearing form goes on from, and the task's other reports of the
    /// month: one statement, or none where they are kept.
    /// </summary>
    internal Task<OtherReports> OthersAsync(ReportCore core, CancellationToken cancellationToken) =>
        kept.GetAsync(new OthersKey(core.Id), AroundAreas, () => ReadOthersAsync(core, cancellationToken), cancellationToken);

    private async Task<OtherReports> ReadOthersAsync(ReportCore core, CancellationToken cancellationToken)
    {
        var rows = await statements.Others(
            db, core.ResponsibilityId, core.TaskId, core.PeriodId, core.Id, core.Month, core.ClearanceReportId, core.PreviousPeriodId).ToListAsync(cancellationToken);
        var before = rows.Where(r => !r.IsOfTheMonth).OrderBy(r => r.Month).Select(r => (Row: r, Last: Read(r.Last), Confirmed: Read(r.Confirmed))).ToList();
        var earlier = before.Where(e => e.Row.IsOwn).ToList();
        var cleared = before.Find(e => e.Row.Id == core.ClearanceReportId);
        return new OtherReports(
            earlier.Where(e => e.Row.IsPrevious && e.Last is not null)
                .Select(e => new EarlierReport(e.Row.Id, e.Row.Month, e.Row.State, e.Row.ConfirmedAt, e.Last!)).SingleOrDefault(),
            cleared.Confirmed ?? cleared.Last,
            [.. rows.Where(r => r.IsOfTheMonth).Select(r => new NeighbourReport(
                r.Id, r.SectionName, r.Kind, r.State, r.DueOn, r.Progress, r.Problems, r.NextSteps))],
            [.. earlier.Select(e => new ScheduledCompletion(
                e.Row.Month, e.Confirmed is { } confirmed ? confirmed.CompletionRate : e.Last is { } last ? last.CompletionRate : e.Row.CompletionRate, e.Row.RequiredPercent))],
            [.. before.Where(e => e.Confirmed is not null).Reverse().Select(e => (e.Row.Month, e.Confirmed!))]);
    }

    private static ReportSnapshot? Read(string? json) => json is null ? null : ReportRevisions.Read(json);

    private async Task<StoredReport> StoredAsync(ReportCore core, OtherReports others, PartRows parts, bool withChoices, CancellationToken cancellationToken)
    {
        var small = await statements.Small(db, core.Id, core.Month, cancellationToken);
        IReadOnlyList<SectionChoice> sections = withChoices ? await SectionsAsync(cancellationToken) : [];
        var definition = new ReportFormDefinition
        {
            Measures = [.. parts.Measures.Select(m => m.Form)],
            Figures =
            [
                .. parts.Figures.Where(f => f.Form.Shape != IndicatorShape.Clearance)
                    .Select(f => f.Form with { LastValue = others.LastValue(f.Form.IndicatorId, f.Form.LastValue, f.LastMonth) }),
            ],
            HasClearance = parts.Figures.Any(f => f.Form.Shape == IndicatorShape.Clearance),
            SuspectedBefore = (others.Cleared?.Clearance ?? []).Where(l => l.SuspectedRemaining is not null)
                .ToDictionary(l => l.Stage, l => l.SuspectedRemaining!.Value),
            OpenNeeds = [.. small.Asked.Select(a => a.Form)],
            Sections = [.. sections.UnionBy(small.Needs.Where(n => n.SectionId is not null).Select(n => new SectionChoice(n.SectionId!.Value, n.SectionName!)), s => s.Id)],
            RequiredPercent = core.RequiredPercent,
            CompletionGap = (await settings.ReadAsync(cancellationToken))[ReportSettings.CompletionGap],
            Today = clock.Today,
        };
        return new StoredReport(core, definition, parts, small, others);
    }

    private Task<IReadOnlyList<SectionChoice>> SectionsAsync(CancellationToken cancellationToken) => kept.GetAsync(
        SectionsKey,
        SectionsAreas,
        async () => (IReadOnlyList<SectionChoice>)await db.Sections.AsNoTracking().Where(s => s.IsActive).OrderBy(s => s.SortOrder)
            .Select(s => new SectionChoice(s.Id, s.Name)).ToListAsync(cancellationToken),
        cancellationToken);

    private async Task<PartRows> PartsAsync(ReportCore core, CancellationToken cancellationToken)
    {
        var parts = await statements.Parts(db, core.ResponsibilityId, core.SectionId, core.TaskId, core.PeriodId, core.Id, core.Month, cancellationToken);
        return parts with { Figures = [.. parts.Figures.Where(f => f.IsHeld || ReportFormDefinition.IsDue(f.Frequency, core.Month.Number))] };
    }

    private sealed record OthersKey(int ReportId);

    /// <summary>
    /// With the version of the report's row: somebody may save between the statement that reads the stamp and the one that reads the
    /// row, and a form must never hold older lines than the version that it is saved with.
    /// </summary>
    private sealed record PartsKey(int ReportId, int Version);
}
