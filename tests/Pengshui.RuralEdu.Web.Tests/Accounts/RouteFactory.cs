using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Web.Tests.Accounts;

/// <summary>A portal with one of each thing that a route's address names.</summary>
public sealed class RouteFactory : PortalFactory
{
    public static readonly DateOnly Day = new(2023, 10, 2);

    protected override async Task FillAsync(TestWorld world)
    {
        await using var db = Open();
        db.Add(new CalendarDay { Day = Day, Kind = CalendarDayKind.Holiday, Name = "国庆节" });
        db.Add(new Vacation { Name = "暑假", From = new DateOnly(2023, 7, 8), To = new DateOnly(2023, 8, 31) });
        // Submitted and sent back: every business role reads it, and its section may write it.
        var report = await db.MonthlyReports.SingleAsync(r => r.Id == world.ReportOf(world.Lead).Id);
        report.State = ReportState.Returned;
        report.FirstSubmittedAt = report.SubmittedAt = world.Database.Clock.UtcNow;
        report.RevisionNumber = 1;
        report.SubmittedById = world.Users["jyk-staff"].Id;
        db.Note(new AuditNote(world.Actor("sysadmin"), AuditActions.ChangeCalendar));
        await db.SaveChangesAsync();
    }
}
