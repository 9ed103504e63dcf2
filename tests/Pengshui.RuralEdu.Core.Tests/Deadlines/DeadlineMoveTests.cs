using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Deadlines;
using Pengshui.RuralEdu.Core.Instructions;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Tests.Reports;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Deadlines;

/// <summary>
/// Deadlines that become days off: a report returned on Friday, 20 October, is due again on Wednesday the 25th; so are an instruction
/// and a rectification of that day.
/// </summary>
public sealed class DeadlineMoveTests
{
    private static CancellationToken Cancel => ReportBench.Token;

    public static TheoryData<DeadlineKind, DatabaseProvider> Kinds()
    {
        var data = new TheoryData<DeadlineKind, DatabaseProvider>();
        foreach (var kind in Enum.GetValues<DeadlineKind>())
            data.Add(kind, DatabaseProvider.Sqlite);
        return data;
    }

    private static DateOnly Day(int day) => new(2023, 10, day);

    [Theory, MemberData(nameof(Kinds))]
    public async Task Nothing_moves_in_silence_and_the_coordinator_is_asked_once(DeadlineKind kind, DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        await SetAsync(bench, kind);
        Assert.Empty(await AskedAsync(bench));
        await SetDayAsync(bench, 25, CalendarDayKind.Holiday);

        var move = Assert.Single(await AskedAsync(bench));
        Assert.Equal((kind, Day(25), Day(26)), (move.Kind, move.DueOn, move.NewDueOn));
        Assert.True((await AnswerAsync(bench, move, false)).Succeeded);
        Assert.Equal(Day(25), await DueOnAsync(bench, move));
        Assert.Empty(await AskedAsync(bench));
        Assert.Equal((ReportAudit.KeepDeadline, "期限遇休息日，保持不变"), await LastAsync(bench));

        // The calendar changes again: it is another question.
        await SetDayAsync(bench, 26, CalendarDayKind.Holiday);
        move = Assert.Single(await AskedAsync(bench));
        Assert.Equal(Day(27), move.NewDueOn);
        Assert.True((await AnswerAsync(bench, move, true)).Succeeded);
        Assert.Equal(Day(27), await DueOnAsync(bench, move));
        Assert.Empty(await AskedAsync(bench));
        Assert.Equal((ReportAudit.MoveDeadline, "期限遇休息日顺延"), await LastAsync(bench));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_has_passed_or_answers_an_older_question_or_is_another_persons_is_not_moved(DeadlineKind kind, DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        await SetAsync(bench, kind);
        await SetDayAsync(bench, 25, CalendarDayKind.Holiday);
        var old = Assert.Single(await AskedAsync(bench));
        await SetDayAsync(bench, 26, CalendarDayKind.Holiday);

        Assert.Equal(Outcome.Conflict, (await AnswerAsync(bench, old, true)).Outcome);
        var move = Assert.Single(await AskedAsync(bench));
        Assert.Equal(Outcome.Conflict, (await AnswerAsync(bench, move with { Version = move.Version + 1 }, true)).Outcome);
        Assert.Equal(Outcome.Forbidden, (await AnswerAsync(bench, move, true, "leader")).Outcome);
        Assert.Equal(AuditResult.Refused, (await bench.AuditAsync())[^1].Result);
        Assert.Equal(Outcome.NotFound, (await AnswerAsync(bench, move with { Id = 9999 }, true)).Outcome);
        Assert.Equal(Day(25), await DueOnAsync(bench, move));

        bench.Database.Time.Advance(TimeSpan.FromDays(6));
        Assert.Empty(await AskedAsync(bench));
    }

    [Theory]
    [InlineData(DeadlineKind.Instruction)]
    [InlineData(DeadlineKind.Rectification)]
    public async Task A_weekend_that_somebody_chose_is_not_asked_about(DeadlineKind kind)
    {
        await using var bench = await ReportBench.CreateAsync();
        await SetAsync(bench, kind, Day(28));
        Assert.Empty(await AskedAsync(bench));
    }

    [Fact]
    public async Task The_histories_show_the_move()
    {
        await using var bench = await ReportBench.CreateAsync();
        await SetAsync(bench, DeadlineKind.Instruction);
        await SetAsync(bench, DeadlineKind.Rectification);
        await SetDayAsync(bench, 25, CalendarDayKind.Holiday);
        foreach (var move in await AskedAsync(bench))
            Assert.True((await AnswerAsync(bench, move, true)).Succeeded);

        await using var db = bench.Database.Open();
        var step = (await db.Set<InstructionStep>().ToListAsync(Cancel))[^1];
        Assert.Equal((InstructionAction.Move, InstructionState.AwaitingReply, Day(26)), (step.Action, step.To, step.DueOn));
        var entry = (await db.RectificationSteps.OrderBy(s => s.Id).ToListAsync(Cancel))[^1];
        Assert.Equal((RectificationAction.Move, RectificationState.Open, Day(26)), (entry.Action, entry.To, entry.DueOn));
        var year = (await bench.Years(db).ReadAsync(2023, Cancel))!;
        Assert.Equal(Day(26), Assert.Single(year.Tasks[1].Instructions).DueOn);
        Assert.Equal(Day(26), Assert.Single(year.Tasks[1].Rectifications).Now.DueOn);
    }

    [Fact]
    public async Task A_form_that_is_open_meanwhile_is_saved()
    {
        await using var bench = await ReportBench.CreateAsync();
        await SetAsync(bench, DeadlineKind.Report);
        var version = await bench.VersionAsync(bench.AloneId);
        await SetDayAsync(bench, 25, CalendarDayKind.Holiday);
        await AnswerAsync(bench, Assert.Single(await AskedAsync(bench)), true);

        var saved = await bench.SaveAsync(bench.AloneId, version, bench.Complete(bench.AloneId) with { Progress = "改好了" }, "jjk-staff");

        Assert.True(saved.Succeeded, saved.Message);
        Assert.Equal(Day(26), (await bench.ReportAsync(bench.AloneId)).ReturnDueOn);
    }

    private static async Task SetAsync(ReportBench bench, DeadlineKind kind, DateOnly? dueOn = null)
    {
        if (kind == DeadlineKind.Report)
        {
            await bench.FileAsync(bench.AloneId, "jjk-staff");
            await bench.StepAsync(bench.AloneId, ReportAction.Return, "jjk-head", "补充");
            return;
        }

        await using var db = bench.Database.Open();
        if (kind == DeadlineKind.Instruction)
        {
            var given = await db.Service<InstructionService>(bench.Database.Clock).GiveAsync(
                new GiveInstruction(Guid.NewGuid(), 2023, 2, null, "抓紧落实。", dueOn ?? Day(25), [bench.World.Jjk.Id]), bench.Actor("leader"), Cancel);
            Assert.True(given.Succeeded, given.Message);
            return;
        }

        var supervisor = bench.Actor("supervisor");
        var rectification = new Rectification
        {
            FormKey = Guid.NewGuid(), PlanTaskId = bench.World.Task2.Id, SectionId = bench.World.Jjk.Id, Problem = "台账不全", DueOn = dueOn ?? Day(25), RaisedById = supervisor.UserId!.Value,
        };
        RectificationSteps.Issue(
            rectification, RectificationWorkflow.Find(RectificationState.Draft, RectificationAction.Issue, supervisor, bench.World.Jjk.Id, null)!, 2023, 1, supervisor, bench.Database.Clock.UtcNow);
        db.Add(rectification);
        await db.SaveChangesAsync(Cancel);
    }

    private static async Task<IReadOnlyList<DeadlineMove>> AskedAsync(ReportBench bench)
    {
        await using var db = bench.Database.Open();
        return await new DeadlineQuery(db, ReportBench.Calendars(db)).ReadAsync((await bench.Years(db).ReadAsync(2023, Cancel))!, Cancel);
    }

    private static async Task<Result> AnswerAsync(ReportBench bench, DeadlineMove move, bool moves, string who = "coordinator")
    {
        await using var db = bench.Database.Open();
        return await new DeadlineService(db, ReportBench.Calendars(db), bench.Database.Clock).AnswerAsync(
            new AnswerDeadline(move.Kind, move.Id, move.Version, move.NewDueOn, moves), bench.Actor(who), Cancel);
    }

    private static async Task<DateOnly?> DueOnAsync(ReportBench bench, DeadlineMove move)
    {
        await using var db = bench.Database.Open();
        return move.Kind switch
        {
            DeadlineKind.Report => await db.MonthlyReports.Where(r => r.Id == move.Id).Select(r => r.ReturnDueOn).SingleAsync(Cancel),
            DeadlineKind.Instruction => await db.InstructionRecipients.Where(r => r.Id == move.Id).Select(r => r.DueOn).SingleAsync(Cancel),
            _ => await db.Rectifications.Where(r => r.Id == move.Id).Select(r => r.DueOn).SingleAsync(Cancel),
        };
    }

    private static async Task<(string, string?)> LastAsync(ReportBench bench)
    {
        var entry = (await bench.AuditAsync())[^1];
        return (entry.Action, entry.Reason);
    }

    private static async Task SetDayAsync(ReportBench bench, int day, CalendarDayKind kind)
    {
        await using var db = bench.Database.Open();
        var set = await new CalendarService(db).SetDayAsync(new CalendarDayCommand(Day(day), kind, "临时放假"), bench.Actor("sysadmin"), Cancel);
        Assert.True(set.Succeeded, set.Message);
    }
}
