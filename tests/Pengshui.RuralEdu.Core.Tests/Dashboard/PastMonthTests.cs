using Pengshui.RuralEdu.Core.Bulletins;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Instructions;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Dashboard;

/// <summary>
/// September as of its end, looked at in October: whatever was open or overdue on September 30 is, though it was settled
/// since, and what came since is not.
/// </summary>
public sealed class PastMonthTests
{
    private static readonly Month September = new(2023, 9);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task What_was_open_at_its_end_is_shown_with_the_days_of_then_and_where_it_stands_now(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await StoryAsync(database);

        var page = (await ReadAsync(database, world, September))!;

        Assert.Equal((new DateOnly(2023, 9, 30), true), (page.Day, page.IsPast));
        Assert.Equal(
            [("整改〔2023〕第1号", RectificationState.Open, 10, "已销号")], page.Rectifications.Select(r => (r.Label, r.State, r.DaysOver, r.Now)));
        Assert.Equal([("逐校核实", 15, "已办结")], page.Instructions.Select(i => (i.Text, i.DaysOver, i.Now)));
        Assert.Equal(
            [(1, true, 15, "已确认"), (2, false, 5, "已确认")], page.Overdue.Select(o => (o.TaskNumber, o.IsReturn, o.Days, o.Now)));
        Assert.Equal(4, page.Arrears.Count);
        Assert.Equal([0, 1], page.Loads.OrderBy(l => l.Section.Id == world.Jyk.Id).Select(l => l.Rectifications));
    }

    [Theory, Engines]
    public async Task The_month_that_pages_start_on_shows_today(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await StoryAsync(database);

        var page = (await ReadAsync(database, world, null))!;

        Assert.Equal((new DateOnly(2023, 10, 20), false), (page.Day, page.IsPast));
        Assert.Equal(["整改〔2023〕第2号"], page.Rectifications.Select(r => r.Label));
        Assert.Equal(["十月的批示"], page.Instructions.Select(i => i.Text));
        Assert.Empty(page.Arrears);

        // Until the next month is opened, November's first days still show October as it is.
        database.Time.SetUtcNow(new DateTimeOffset(2023, 11, 3, 9, 0, 0, TimeSpan.FromHours(8)));
        Assert.Equal((new DateOnly(2023, 11, 3), false), ((await ReadAsync(database, world, null))!.Day, (await ReadAsync(database, world, null))!.IsPast));
    }

    [Theory, Engines]
    public async Task Dashboard_rows_and_bulletin_agree_on_it(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await StoryAsync(database);
        await using var db = database.Open();
        var (cache, stamp) = (new StampedCache(), new DataStamp(db));
        var years = Years(database, db, cache, stamp);

        var page = (await ReadAsync(database, world, September))!;
        var rows = await new DashboardQuery(years, cache, stamp).RowsAsync(Figure.OverdueRectifications, null, September, null, world.Actor("leader"), Token);
        var source = await new BulletinReader(db, years, new CalendarReader(db, cache, stamp), new SettingReader(db, cache, stamp)).ReadAsync(null, September, Token);

        Assert.Equal(page.Rectifications.Select(r => r.Id), source!.OpenRectifications.Select(r => r.Row.Id));
        Assert.Equal(page.Rectifications.Where(r => r.DaysOver > 0).Select(r => r.DaysOver), rows!.Rows.Select(r => r.DaysOver));
        Assert.Equal((page.Day, true), (rows.Day, rows.IsPast));
        Assert.Contains("到9月30日，还没有销号的1个，超过整改期限1个。", BulletinWriter.Write(source, BulletinPart.Supervision));
    }

    /// <summary>
    /// September: task 1 returned on the 12th, due on the 15th, sent anew on October 9; task 2 filed on October 7 only. A
    /// rectification due on the 20th and an instruction due on the 15th, both settled in October; two of October's stand beside.
    /// </summary>
    private static async Task<TestWorld> StoryAsync(TestDatabase database)
    {
        var world = await TestWorld.CreateAsync(database);
        var september = await world.AddMonthAsync(September);
        MonthlyReport Of(int responsibility) => september.Reports.Single(r => r.ResponsibilityId == responsibility);
        await world.FillReportAsync(Of(world.Lead.Id), ReportState.Confirmed, r =>
        {
            (r.FirstSubmittedAt, r.SubmittedAt, r.RevisionNumber) = (At(9, 11), At(10, 9), 2);
            foreach (var (number, at) in new[] { (1, At(9, 11)), (2, At(10, 9)) })
            {
                r.Revisions.Add(new ReportRevision
                {
                    Number = number, SubmittedAt = at, SubmittedById = world.Users["jyk-staff"].Id, ContentHash = new string('0', 64), ContentJson = "{}",
                });
            }

            r.Decisions.Add(new ReportDecision
            {
                RevisionNumber = 1, Action = ReportAction.Return, From = ReportState.AwaitingConfirmation, To = ReportState.Returned, At = At(9, 12),
                ById = world.Users["coordinator"].Id, Reason = "请补充数据",
            });
        });
        await world.FillReportAsync(Of(world.Supporting.Id), ReportState.Confirmed);
        await world.FillReportAsync(Of(world.Alone.Id), ReportState.Confirmed, r => (r.FirstSubmittedAt, r.SubmittedAt, r.LateByWorkingDays) = (At(10, 7), At(10, 7), 9));
        foreach (var part in new[] { world.Lead, world.Supporting, world.Alone })
            await world.FillReportAsync(world.ReportOf(part), ReportState.AwaitingConfirmation);
        await using var db = database.Open();
        db.Add(Order(world, 1, (9, 10), (9, 20), (RectificationAction.Submit, RectificationState.AwaitingVerification, 10, 5), (RectificationAction.Close, RectificationState.Closed, 10, 8)));
        db.Add(Order(world, 2, (10, 4), (10, 30)));
        db.Add(Given(world, "逐校核实", (9, 5), (9, 15), (InstructionAction.Answer, InstructionState.Answered, 10, 2), (InstructionAction.Accept, InstructionState.Accepted, 10, 6)));
        db.Add(Given(world, "十月的批示", (10, 6), (10, 31)));
        await db.SaveChangesAsync(Token);
        return world;
    }

    private static Rectification Order(
        TestWorld world, int number, (int Month, int Day) issued, (int Month, int Day) due, params (RectificationAction Action, RectificationState To, int Month, int Day)[] steps)
    {
        var (by, dueOn) = (world.Users["supervisor"].Id, new DateOnly(2023, due.Month, due.Day));
        var order = new Rectification
        {
            Year = 2023, Number = number, PlanTaskId = world.Task1.Id, SectionId = world.Jyk.Id, Problem = "台账不全", DueOn = dueOn,
            State = steps.Length > 0 ? steps[^1].To : RectificationState.Open, RaisedById = by, IssuedAt = At(issued.Month, issued.Day),
        };
        order.Steps.Add(new RectificationStep
        {
            Action = RectificationAction.Issue, From = RectificationState.Draft, To = RectificationState.Open, DueOn = dueOn, At = order.IssuedAt.Value, ById = by,
        });
        foreach (var (action, to, month, day) in steps)
            order.Steps.Add(new RectificationStep { Action = action, From = order.Steps.Last().To, To = to, DueOn = dueOn, At = At(month, day), ById = by });
        return order;
    }

    private static Instruction Given(
        TestWorld world, string text, (int Month, int Day) given, (int Month, int Day) due, params (InstructionAction Action, InstructionState To, int Month, int Day)[] steps)
    {
        var (by, dueOn) = (world.Users["leader"].Id, new DateOnly(2023, due.Month, due.Day));
        var instruction = new Instruction { FormKey = Guid.NewGuid(), PlanTaskId = world.Task1.Id, Text = text, ById = by, At = At(given.Month, given.Day) };
        var recipient = new InstructionRecipient
        {
            SectionId = world.Jyk.Id, DueOn = dueOn, State = steps.Length > 0 ? steps[^1].To : InstructionState.AwaitingReply,
        };
        var from = InstructionState.AwaitingReply;
        foreach (var (action, to, month, day) in steps)
        {
            recipient.Steps.Add(new InstructionStep { Action = action, From = from, To = to, Text = "已办", DueOn = dueOn, At = At(month, day), ById = by });
            from = to;
        }

        instruction.Recipients.Add(recipient);
        return instruction;
    }

    private static DateTime At(int month, int day) => BusinessClock.ToUtc(new DateOnly(2023, month, day), new TimeOnly(9, 0));

    private static PlanYearReader Years(TestDatabase database, RuralEduDbContext db, StampedCache cache, DataStamp stamp) =>
        db.Service<PlanYearReader>(cache, stamp, database.Clock);

    private static async Task<DashboardPage?> ReadAsync(TestDatabase database, TestWorld world, Month? month)
    {
        await using var db = database.Open();
        var (cache, stamp) = (new StampedCache(), new DataStamp(db));
        return await new DashboardQuery(Years(database, db, cache, stamp), cache, stamp).ReadAsync(null, month, null, world.Actor("leader"), Token);
    }
}
