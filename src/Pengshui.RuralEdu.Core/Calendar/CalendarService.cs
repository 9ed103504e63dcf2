using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Calendar;

/// <summary>A day to be set in the calendar.</summary>
/// <param name="Day">The day; null where none was given.</param>
/// <param name="Kind">Holiday or exchanged working day.</param>
/// <param name="Name">国庆节.</param>
public sealed record CalendarDayCommand(DateOnly? Day, CalendarDayKind? Kind, string? Name);

/// <summary>A school holiday to be set.</summary>
/// <param name="Name">2023年暑假.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, included.</param>
public sealed record VacationCommand(string? Name, DateOnly? From, DateOnly? To);

/// <summary>
/// Keeps the working calendar. What was decided by the old one stays: a frozen lateness and the due days of periods that
/// are open do not move by themselves: the coordinator is asked (DueDayMove). Setting a day twice to the same changes nothing the second time.
/// </summary>
/// <param name="db">The database.</param>
public sealed class CalendarService(RuralEduDbContext db)
{
    /// <summary>Longest school holiday, days.</summary>
    public const int LongestVacation = 120;

    /// <summary>Adds a day that differs from its weekday, or changes what the calendar says of it.</summary>
    public Task<Result> SetDayAsync(CalendarDayCommand command, Actor actor, CancellationToken cancellationToken) =>
        db.ActAsync(() => SetDayOnceAsync(command, actor, cancellationToken), cancellationToken);

    private async Task<Result> SetDayOnceAsync(CalendarDayCommand command, Actor actor, CancellationToken cancellationToken)
    {
        var name = TypedText.Line(command.Name) ?? "";
        var problems = Check(command, name).ToList();
        if (problems.Count > 0)
            return Result.Refused(problems);
        await db.TakeTurnAsync(WriteTurn.Calendar, cancellationToken);
        var day = command.Day!.Value;
        var kind = command.Kind!.Value;
        var row = await db.CalendarDays.SingleOrDefaultAsync(d => d.Day == day, cancellationToken);
        if (row is not null && row.Kind == kind && row.Name == name)
            return Result.Success();
        var before = row is null ? null : Shown(row.Kind, row.Name);
        if (row is null)
            db.Add(row = new CalendarDay { Day = day, Kind = kind, Name = name });
        else
            (row.Kind, row.Name) = (kind, name);
        return await SaveAsync(actor, row, ChineseDays.Full(day), before, Shown(kind, name), cancellationToken);
    }

    /// <summary>Takes a day out, so that its weekday counts again.</summary>
    public Task<Result> RemoveDayAsync(DateOnly day, Actor actor, CancellationToken cancellationToken) =>
        db.ActAsync(() => RemoveDayOnceAsync(day, actor, cancellationToken), cancellationToken);

    private async Task<Result> RemoveDayOnceAsync(DateOnly day, Actor actor, CancellationToken cancellationToken)
    {
        await db.TakeTurnAsync(WriteTurn.Calendar, cancellationToken);
        if (await db.CalendarDays.SingleOrDefaultAsync(d => d.Day == day, cancellationToken) is not { } row)
            return Result.Refused($"{ChineseDays.Full(day)}已经不在日历里。");
        db.Remove(row);
        return await SaveAsync(actor, row, ChineseDays.Full(day), Shown(row.Kind, row.Name), null, cancellationToken);
    }

    /// <summary>Adds a school holiday (<paramref name="id"/> null) or changes one.</summary>
    public Task<Result> SetVacationAsync(int? id, VacationCommand command, Actor actor, CancellationToken cancellationToken) =>
        db.ActAsync(() => SetVacationOnceAsync(id, command, actor, cancellationToken), cancellationToken);

    private async Task<Result> SetVacationOnceAsync(int? id, VacationCommand command, Actor actor, CancellationToken cancellationToken)
    {
        var name = TypedText.Line(command.Name) ?? "";
        var problems = Check(command, name).ToList();
        if (problems.Count > 0)
            return Result.Refused(problems);
        await db.TakeTurnAsync(WriteTurn.Calendar, cancellationToken);
        var (from, to) = (command.From!.Value, command.To!.Value);
        var row = id is null ? null : await db.Vacations.SingleOrDefaultAsync(v => v.Id == id, cancellationToken);
        if (id is not null && row is null)
            return Result.NotFound();
        if (row is not null && row.Name == name && row.From == from && row.To == to)
            return Result.Success();
        if (await db.Vacations.FirstOrDefaultAsync(v => v.Id != id && v.From <= to && from <= v.To, cancellationToken) is { } other)
            return Result.Refused($"与{other.Name}（{ChineseDays.MonthAndDay(other.From)}至{ChineseDays.MonthAndDay(other.To)}）重叠，请改起止日期。", nameof(command.From));

        var before = row is null ? null : Shown(row);
        if (row is null)
            db.Add(row = new Vacation { Name = name, From = from, To = to });
        else
            (row.Name, row.From, row.To) = (name, from, to);
        return await SaveAsync(actor, row, name, before, Shown(row), cancellationToken);
    }

    /// <summary>Takes a school holiday out.</summary>
    public Task<Result> RemoveVacationAsync(int id, Actor actor, CancellationToken cancellationToken) =>
        db.ActAsync(() => RemoveVacationOnceAsync(id, actor, cancellationToken), cancellationToken);

    private async Task<Result> RemoveVacationOnceAsync(int id, Actor actor, CancellationToken cancellationToken)
    {
        await db.TakeTurnAsync(WriteTurn.Calendar, cancellationToken);
        if (await db.Vacations.SingleOrDefaultAsync(v => v.Id == id, cancellationToken) is not { } row)
            return Result.Refused("这个假期已经不在日历里。");
        db.Remove(row);
        return await SaveAsync(actor, row, row.Name, Shown(row), null, cancellationToken);
    }

    private async Task<Result> SaveAsync(
        Actor actor,
        object subject,
        string title,
        string? before,
        string? after,
        CancellationToken cancellationToken)
    {
        db.Note(new AuditNote(actor, CalendarAudit.ChangeCalendar)
        {
            Subject = subject,
            Title = title,
            Details = JsonSerializer.Serialize(new Dictionary<string, string?[]> { [title] = [before, after] }, AuditNote.Json),
        });
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success();
    }

    private static IEnumerable<Problem> Check(CalendarDayCommand command, string name)
    {
        if (command.Day is not { Year: >= 2000 and <= 2100 } day)
            yield return new Problem("请写日期，如 2023-10-07。", nameof(command.Day));
        else if (command.Kind == CalendarDayKind.Workday && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            yield return new Problem($"{ChineseDays.Full(day)}本来就上班，不用登记调休上班。", nameof(command.Day));
        if (command.Kind is not (CalendarDayKind.Holiday or CalendarDayKind.Workday))
            yield return new Problem("请选“放假”或“调休上班”。", nameof(command.Kind));
        foreach (var problem in CheckName(name, CalendarDay.NameLength, "国庆节", nameof(command.Name)))
            yield return problem;
    }

    private static IEnumerable<Problem> Check(VacationCommand command, string name)
    {
        foreach (var problem in CheckName(name, Vacation.NameLength, "2023年暑假", nameof(command.Name)))
            yield return problem;
        if (command.From is not { Year: >= 2000 and <= 2100 } from)
            yield return new Problem("请写开始日期，如 2023-07-08。", nameof(command.From));
        else if (command.To is not { } to)
            yield return new Problem("请写结束日期，如 2023-08-31。", nameof(command.To));
        else if (to < from)
            yield return new Problem("结束日期早于开始日期，请核对。", nameof(command.To));
        else if (to.DayNumber - from.DayNumber >= LongestVacation)
            yield return new Problem($"假期超过 {LongestVacation} 天，请核对起止日期。", nameof(command.To));
    }

    private static IEnumerable<Problem> CheckName(string name, int length, string example, string field)
    {
        if (name.Length == 0)
            yield return new Problem($"请写名称，如“{example}”。", field);
        else if (name.Length > length)
            yield return new Problem($"名称最多 {length} 个字。", field);
        else if (IdentityNumbers.AppearIn(name))
            yield return new Problem(IdentityNumbers.Refusal, field);
    }

    private static string Shown(CalendarDayKind kind, string name) => $"{kind.Label()}：{name}";

    private static string Shown(Vacation vacation) => $"{vacation.Name}：{vacation.From:yyyy-MM-dd} 至 {vacation.To:yyyy-MM-dd}";
}
