using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Calendar;

public sealed class CalendarServiceTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly DateOnly Wednesday = new(2023, 10, 25);
    private static readonly DateOnly Saturday = new(2023, 10, 28);

    [Theory, Engines]
    public async Task A_day_is_added_changed_and_removed_and_each_act_is_audited(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);

        Assert.True((await SetDayAsync(world, new(Wednesday, CalendarDayKind.Holiday, "停电"))).Succeeded);
        Assert.Equal(new DateOnly(2023, 10, 26), await LeadDueOnAsync(database));
        Assert.True((await SetDayAsync(world, new(Wednesday, CalendarDayKind.Holiday, "检修 "))).Succeeded);
        Assert.True((await RemoveDayAsync(world, Wednesday)).Succeeded);
        Assert.Equal(Wednesday, await LeadDueOnAsync(database));

        await using var db = database.Open();
        var entries = await db.AuditEntries.OrderBy(e => e.Sequence).ToListAsync(Cancel);
        Assert.Equal(3, entries.Count);
        Assert.All(entries, e => Assert.Equal((CalendarAudit.ChangeCalendar, "2023年10月25日（周三）"), (e.Action, e.ObjectTitle)));
        Assert.Equal("""{"2023年10月25日（周三）":["放假：停电","放假：检修"]}""", entries[1].Details);
    }

    [Theory, Engines]
    public async Task The_same_form_sent_twice_sets_a_day_once_and_a_second_removal_says_so(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var command = new CalendarDayCommand(Saturday, CalendarDayKind.Workday, "调休");

        Assert.True((await SetDayAsync(world, command)).Succeeded);
        Assert.True((await SetDayAsync(world, command)).Succeeded);
        Assert.True((await RemoveDayAsync(world, Saturday)).Succeeded);
        Assert.Equal("2023年10月28日（周六）已经不在日历里。", (await RemoveDayAsync(world, Saturday)).Message);

        await using var db = database.Open();
        Assert.Equal(2, await db.AuditEntries.CountAsync(Cancel));
    }

    [Fact]
    public async Task A_weekday_needs_no_exchange_and_every_part_is_asked_for()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);

        Assert.Equal("2023年10月25日（周三）本来就上班，不用登记调休上班。", (await SetDayAsync(world, new(Wednesday, CalendarDayKind.Workday, "调休"))).Message);
        Assert.Equal(["Day", "Kind", "Name"], (await SetDayAsync(world, new(null, null, " "))).Errors.Select(e => e.Field));
        Assert.Equal("Name", (await SetDayAsync(world, new(Saturday, CalendarDayKind.Holiday, new string('长', 41)))).Errors.Single().Field);
    }

    [Theory, Engines]
    public async Task A_school_holiday_is_added_changed_and_removed(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var summer = new VacationCommand("2023年暑假", new DateOnly(2023, 7, 8), new DateOnly(2023, 8, 31));

        Assert.True((await SetVacationAsync(world, null, summer)).Succeeded);
        var again = await SetVacationAsync(world, null, summer);
        int id;
        await using (var db = database.Open())
            id = (await db.Vacations.SingleAsync(Cancel)).Id;
        Assert.True((await SetVacationAsync(world, id, summer with { From = new DateOnly(2023, 7, 1) })).Succeeded);

        Assert.Equal("与2023年暑假（7月8日至8月31日）重叠，请改起止日期。", again.Message);
        await using (var db = database.Open())
        {
            Assert.Equal(new DateOnly(2023, 7, 1), (await db.Vacations.SingleAsync(Cancel)).From);
            Assert.True((await new CalendarService(db).RemoveVacationAsync(id, world.Actor("sysadmin"), Cancel)).Succeeded);
        }

        await using var check = database.Open();
        Assert.False(await check.Vacations.AnyAsync(Cancel));
        Assert.Equal(3, await check.AuditEntries.CountAsync(Cancel));
        Assert.Equal(Outcome.NotFound, (await SetVacationAsync(world, id, summer)).Outcome);
    }

    [Theory]
    [InlineData("2023-09-01", "2023-08-31", "To")]
    [InlineData("2023-03-01", "2023-07-15", "To")]
    [InlineData(null, "2023-08-31", "From")]
    public async Task A_holiday_that_ends_before_it_begins_or_lasts_too_long_is_refused(string? from, string to, string field)
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);

        var result = await SetVacationAsync(world, null, new("暑假", from is null ? null : DateOnly.Parse(from, null), DateOnly.Parse(to, null)));

        Assert.Equal(field, Assert.Single(result.Errors).Field);
    }

    [Theory, Engines]
    public async Task A_year_lists_its_own_days_by_month_and_the_holidays_that_touch_it(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await SetDayAsync(world, new(new DateOnly(2022, 12, 31), CalendarDayKind.Holiday, "元旦"));
        await SetDayAsync(world, new(new DateOnly(2023, 10, 2), CalendarDayKind.Holiday, "国庆节"));
        await SetDayAsync(world, new(new DateOnly(2023, 10, 7), CalendarDayKind.Workday, "国庆节调休"));
        await SetVacationAsync(world, null, new("寒假", new DateOnly(2022, 12, 20), new DateOnly(2023, 1, 20)));
        await SetVacationAsync(world, null, new("旧暑假", new DateOnly(2022, 7, 1), new DateOnly(2022, 8, 31)));
        await using var db = database.Open();
        var stamp = new DataStamp(db);
        var cache = new StampedCache();

        var year = await db.Service<CalendarQueries>(new CalendarReader(db, cache, stamp), new SettingReader(db, cache, stamp)).YearAsync(2023, Cancel);

        Assert.Equal(2, year.Listed);
        Assert.Equal([2, 7], year.Months[9].Days.Select(d => d.Day.Day));
        Assert.Equal((22, Wednesday), (year.Months[9].WorkingDays, year.Months[9].LeadDueOn));
        Assert.Equal(["寒假"], year.Vacations.Select(v => v.Name));
    }

    private static async Task<Result> SetDayAsync(TestWorld world, CalendarDayCommand command)
    {
        await using var db = world.Database.Open();
        return await new CalendarService(db).SetDayAsync(command, world.Actor("sysadmin"), Cancel);
    }

    private static async Task<Result> RemoveDayAsync(TestWorld world, DateOnly day)
    {
        await using var db = world.Database.Open();
        return await new CalendarService(db).RemoveDayAsync(day, world.Actor("sysadmin"), Cancel);
    }

    private static async Task<Result> SetVacationAsync(TestWorld world, int? id, VacationCommand command)
    {
        await using var db = world.Database.Open();
        return await new CalendarService(db).SetVacationAsync(id, command, world.Actor("sysadmin"), Cancel);
    }

    private static async Task<DateOnly> LeadDueOnAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return (await new CalendarReader(db, new StampedCache(), new DataStamp(db)).ReadAsync(Cancel)).LeadDueOn(new Month(2023, 10));
    }
}
