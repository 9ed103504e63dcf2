using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Reports;

/// <summary>A due day that becomes a day off after the month was opened: October 2023, leads on Wednesday the 25th, supporting on Friday the 20th, which is today.</summary>
public sealed class DueDayMoveTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private static DateOnly Day(int day) => new(2023, 10, day);

    [Theory, Engines]
    public async Task Nothing_moves_in_silence_and_the_coordinator_is_asked_once(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        Assert.Empty(await AskedAsync(bench));
        await SetAsync(bench, 25, CalendarDayKind.Holiday);

        var move = Assert.Single(await AskedAsync(bench));
        // Three working days before the 26th, with the 25th off, is the 20th as before.
        Assert.Equal((Day(25), Day(20), Day(26), Day(20)), (move.LeadDueOn, move.SupportingDueOn, move.NewLeadDueOn, move.NewSupportingDueOn));
        Assert.Equal((Day(25), Day(20)), await DueDaysAsync(bench));

        Assert.True((await AnswerAsync(bench, move, false)).Succeeded);
        Assert.Equal((Day(25), Day(20)), await DueDaysAsync(bench));
        Assert.Empty(await AskedAsync(bench));
        Assert.Equal(ReportAudit.KeepDueDays, (await bench.AuditAsync())[^1].Action);

        // The calendar changes again: it is another question.
        await SetAsync(bench, 26, CalendarDayKind.Holiday);
        move = Assert.Single(await AskedAsync(bench));
        Assert.Equal(Day(27), move.NewLeadDueOn);
        Assert.True((await AnswerAsync(bench, move, true)).Succeeded);
        Assert.Equal((Day(27), Day(20)), await DueDaysAsync(bench));
        Assert.Empty(await AskedAsync(bench));
        var entry = (await bench.AuditAsync())[^1];
        Assert.Equal((ReportAudit.MoveDueDays, "截止日遇休息日顺延"), (entry.Action, entry.Reason));
    }

    [Fact]
    public async Task The_reports_days_follow()
    {
        await using var bench = await ReportBench.CreateAsync();
        await SetAsync(bench, 25, CalendarDayKind.Holiday);
        await AnswerAsync(bench, Assert.Single(await AskedAsync(bench)), true);
        await using var db = bench.Database.Open();
        var queries = new MonthQueries(db, Settings(db), Calendars(db), bench.Database.Clock);
        var page = (await queries.ReadMonthAsync(null, bench.World.Actor("coordinator"), Cancel))!;
        Assert.Equal([Day(20), Day(26)], page.Tasks.SelectMany(t => t.Cells).Select(c => c.DueOn).Distinct().Order());
    }

    [Fact]
    public async Task A_supporting_day_alone_moves_no_further_than_the_leads()
    {
        await using var bench = await ReportBench.CreateAsync();
        for (var day = 20; day <= 24; day++)
            await SetAsync(bench, day, CalendarDayKind.Holiday);
        var move = Assert.Single(await AskedAsync(bench));
        Assert.Equal((Day(25), Day(25)), (move.NewLeadDueOn, move.NewSupportingDueOn));
    }

    [Fact]
    public async Task What_has_passed_or_is_answered_to_an_older_question_is_not_moved()
    {
        await using var bench = await ReportBench.CreateAsync();
        await SetAsync(bench, 25, CalendarDayKind.Holiday);
        var old = Assert.Single(await AskedAsync(bench));
        await SetAsync(bench, 26, CalendarDayKind.Holiday);
        Assert.Equal(Outcome.Conflict, (await AnswerAsync(bench, old, true)).Outcome);
        Assert.Equal(Outcome.Forbidden, (await AnswerAsync(bench, Assert.Single(await AskedAsync(bench)), true, "leader")).Outcome);
        Assert.Equal((Day(25), Day(20)), await DueDaysAsync(bench));

        bench.Database.Time.Advance(TimeSpan.FromDays(6));
        Assert.Empty(await AskedAsync(bench));
    }

    [Fact]
    public async Task A_closed_month_is_not_asked_about()
    {
        await using var bench = await ReportBench.CreateAsync();
        await SetAsync(bench, 25, CalendarDayKind.Holiday);
        await bench.PeriodsAsync(s => s.CloseAsync(bench.World.October.Id, 1, bench.World.Actor("coordinator"), Cancel));
        Assert.Empty(await AskedAsync(bench));
    }

    private static async Task<IReadOnlyList<DueDayMove>> AskedAsync(ReportBench bench)
    {
        await using var db = bench.Database.Open();
        var queries = new MonthQueries(db, Settings(db), Calendars(db), bench.Database.Clock);
        Assert.Empty((await queries.ReadPeriodsAsync(bench.World.Actor("leader"), cancellationToken: Cancel)).DueDays);
        return (await queries.ReadPeriodsAsync(bench.World.Actor("coordinator"), cancellationToken: Cancel)).DueDays;
    }

    private static Task<Result> AnswerAsync(ReportBench bench, DueDayMove move, bool moves, string who = "coordinator") => bench.PeriodsAsync(s => s.AnswerDueDaysAsync(
        new AnswerDueDays(move.PeriodId, move.Version, move.NewLeadDueOn, move.NewSupportingDueOn, moves), bench.World.Actor(who), Cancel));

    private static async Task SetAsync(ReportBench bench, int day, CalendarDayKind kind)
    {
        await using var db = bench.Database.Open();
        var set = await new CalendarService(db).SetDayAsync(new CalendarDayCommand(Day(day), kind, "临时放假"), bench.World.Actor("sysadmin"), Cancel);
        Assert.True(set.Succeeded, set.Message);
    }

    private static async Task<(DateOnly, DateOnly)> DueDaysAsync(ReportBench bench)
    {
        await using var db = bench.Database.Open();
        var period = await db.ReportingPeriods.SingleAsync(p => p.Id == bench.World.October.Id, Cancel);
        return (period.LeadDueOn, period.SupportingDueOn);
    }

    private static CalendarReader Calendars(RuralEduDbContext db) => new CalendarReader(db, new StampedCache(), new DataStamp(db));

    private static SettingReader Settings(RuralEduDbContext db) => new(db, new StampedCache(), new DataStamp(db));
}
