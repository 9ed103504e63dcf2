using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>Reads the page of one report. Four statements, or five where a draft has revisions.</summary>
/// <param name="db">The database.</param>
/// <param name="settings">The settings in force.</param>
/// <param name="calendars">Working days.</param>
/// <param name="clock">Today.</param>
/// <param name="reader">Reads what is stored.</param>
public sealed class ReportViewQuery(
    RuralEduDbContext db, SettingReader settings, CalendarReader calendars, BusinessClock clock, ReportReader reader)
{
    /// <summary>The page, or null where the actor may not see the report or there is no such revision.</summary>
    /// <param name="reportId">The report.</param>
    /// <param name="revision">Which revision; 0: the draft as it stands; null: the last revision, or the draft before the first.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ReportView?> ReadAsync(int reportId, int? revision, Actor actor, CancellationToken cancellationToken = default)
    {
        var core = await ReportReader.CoreAsync(db, reportId, actor, cancellationToken);
        if (core is null)
            return null;
        var shown = revision ?? core.RevisionNumber;
        if (shown < 0 || shown > core.RevisionNumber || (shown == 0 && !core.MaySeeDraft(actor)))
            return null;
        return shown == 0 ? await DraftAsync(core, actor, cancellationToken) : await RevisionAsync(core, shown, actor, cancellationToken);
    }

    private async Task<ReportView> DraftAsync(ReportCore core, Actor actor, CancellationToken cancellationToken)
    {
        var stored = await reader.WholeAsync(core, withChoices: false, cancellationToken);
        var history = core.RevisionNumber == 0 ? new History([], []) : await HistoryAsync(core.Id, cancellationToken);
        return await PageAsync(core, stored.Snapshot, 0, history, [], stored.Others, actor, cancellationToken);
    }

    private async Task<ReportView> RevisionAsync(ReportCore core, int shown, Actor actor, CancellationToken cancellationToken)
    {
        var sheets = await db.ReportRevisions.AsNoTracking()
            .Where(v => v.MonthlyReportId == core.Id && (v.Number == shown || v.Number == shown - 1))
            .ToDictionaryAsync(v => v.Number, v => ReportRevisions.Read(v.ContentJson), cancellationToken);
        var others = await reader.OthersAsync(core, cancellationToken);
        var history = await HistoryAsync(core.Id, cancellationToken);
        var differences = sheets.TryGetValue(shown - 1, out var before) ? SnapshotDifferences.Between(before, sheets[shown]) : [];
        return await PageAsync(core, sheets[shown], shown, history, differences, others, actor, cancellationToken);
    }

    private async Task<ReportView> PageAsync(
        ReportCore core, ReportSnapshot snapshot, int shown, History history, IReadOnlyList<FieldDifference> differences, OtherReports others,
        Actor actor, CancellationToken cancellationToken)
    {
        var calendar = await calendars.ReadAsync(cancellationToken);
        var gap = (await settings.ReadAsync(cancellationToken))[ReportSettings.CompletionGap];
        var isOpen = core.PlanState != PlanState.Archived;
        var isCurrent = shown == core.RevisionNumber || shown == 0;
        return new ReportView(
            core.Head(actor, calendar, clock.Today),
            snapshot,
            shown,
            core.MaySeeDraft(actor) && !core.IsSubmitted,
            history.Revisions,
            history.Decisions,
            differences,
            others.Previous,
            ReportChecks.Of(snapshot, others.Previous?.Snapshot, gap, others.CompletionsTo(core, snapshot)),
            isOpen && isCurrent ? ReportWorkflow.ActionsOf(core.State, actor, core.SectionId, core.SubmittedById, core.Situation) : [],
            isOpen && core.RevisionNumber > 0 && actor.May(Permission.GiveInstructions));
    }

    private async Task<History> HistoryAsync(int reportId, CancellationToken cancellationToken)
    {
        var rows = await db.MonthlyReports.AsNoTracking().AsSingleQuery().Where(r => r.Id == reportId).Select(r => new
        {
            Revisions = r.Revisions.OrderByDescending(v => v.Number)
                .Select(v => new RevisionLine(v.Number, v.SubmittedAt, v.SubmittedBy.DisplayName, v.ContentHash)).ToList(),
            Decisions = r.Decisions.OrderByDescending(d => d.Id)
                .Select(d => new DecisionLine(d.Action, d.RevisionNumber, d.From, d.To, d.At, d.By.DisplayName, d.Reason)).ToList(),
        }).SingleAsync(cancellationToken);
        return new History(rows.Revisions, rows.Decisions);
    }

    private sealed record History(IReadOnlyList<RevisionLine> Revisions, IReadOnlyList<DecisionLine> Decisions);
}
