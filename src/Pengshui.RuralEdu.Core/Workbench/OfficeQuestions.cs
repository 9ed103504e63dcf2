using Pengshui.RuralEdu.Core.Bulletins;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Deadlines;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Workbench;

/// <summary>What asks the coordinator or a leader for a decision beside the month's reports.</summary>
/// <param name="ToSign">领导: bulletins that wait to be signed.</param>
/// <param name="ToPublish">统筹员: bulletins that a leader signed or sent back.</param>
/// <param name="DueDays">统筹员: months whose due day became a day off.</param>
/// <param name="Deadlines">统筹员: other deadlines that became days off.</param>
public sealed record OfficeQuestions(
    IReadOnlyList<BulletinLine> ToSign, IReadOnlyList<BulletinLine> ToPublish, IReadOnlyList<DueDayMove> DueDays, IReadOnlyList<DeadlineMove> Deadlines)
{
    /// <summary>Whether nothing is asked.</summary>
    public bool IsEmpty => ToSign.Count + ToPublish.Count + DueDays.Count + Deadlines.Count == 0;
}

/// <summary>Reads them; no statement where no leader signs bulletins and no deadline is a day off.</summary>
/// <param name="db">The database.</param>
/// <param name="bulletins">What is under way.</param>
/// <param name="calendars">Working days.</param>
/// <param name="deadlines">Other deadlines than the months' own.</param>
/// <param name="settings">How much earlier supporting sections are due.</param>
public sealed class OfficeQuestionsQuery(RuralEduDbContext db, BulletinQueries bulletins, CalendarReader calendars, DeadlineQuery deadlines, SettingReader settings)
{
    /// <summary>What is asked of this person.</summary>
    public async Task<OfficeQuestions> ReadAsync(PlanYear plan, Actor actor, CancellationToken cancellationToken)
    {
        var underway = await bulletins.UnderwayAsync(actor, cancellationToken);
        return new OfficeQuestions(
            [.. underway.Where(b => actor.Is(Role.Leader) && b.State == BulletinState.AwaitingSignature)],
            [.. underway.Where(b => actor.Is(Role.Coordinator) && b.State != BulletinState.AwaitingSignature)],
            actor.Is(Role.Coordinator) ? await DueDaysAsync(plan, cancellationToken) : [],
            actor.Is(Role.Coordinator) ? await deadlines.ReadAsync(plan, cancellationToken) : []);
    }

    private async Task<IReadOnlyList<DueDayMove>> DueDaysAsync(PlanYear plan, CancellationToken cancellationToken)
    {
        var calendar = await calendars.ReadAsync(cancellationToken);
        var isAsked = plan.Months.Any(m => m.Period is { ClosedAt: null } period
            && (!calendar.IsWorkingDay(period.LeadDueOn) || !calendar.IsWorkingDay(period.SupportingDueOn)));
        return isAsked
            ? await DueDayMove.ReadAsync(db, calendar, (await settings.ReadAsync(cancellationToken))[ReportSettings.SupportingLead], plan.Today, cancellationToken)
            : [];
    }
}
