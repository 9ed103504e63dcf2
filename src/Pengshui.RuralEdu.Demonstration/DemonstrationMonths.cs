using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Demonstration;

/// <summary>
/// Stores the demonstration's months. Two saves: the periods with their empty reports and the files, whose keys revisions
/// and the audit trail name; then all that was done with them, in the order in which it happened.
/// </summary>
/// <param name="db">The database; its clock is <paramref name="time"/>.</param>
/// <param name="time">Set to the moment of each act.</param>
/// <param name="actors">User name → who.</param>
/// <param name="units">The units, stored before.</param>
/// <param name="evidence">Stores the files.</param>
internal sealed class DemonstrationMonths(RuralEduDbContext db, ReplayTimeProvider time, IReadOnlyDictionary<string, Actor> actors, DemonstrationUnits units, DemonstrationEvidence evidence)
{
    // The coordinator asks the supporting sections for October earlier, so that reports are late on the day that it shows.
    private static readonly DateOnly EarlierSupportingDay = new(2023, 10, 18);
    private const string EarlierReason = "十月要汇总三季度情况，请配合科室提前两个工作日报送。";

    private readonly List<(DateTime At, Action Act)> acts = [];

    private readonly DemonstrationNeeds needs = new(db, actors["coordinator"]);

    private Actor Coordinator => actors["coordinator"];

    /// <summary>Stores them.</summary>
    public async Task StoreAsync(CancellationToken cancellationToken)
    {
        var calendar = await new CalendarReader(db, new StampedCache(), new DataStamp(db)).ReadAsync(cancellationToken);
        var sections = await db.Sections.OrderBy(s => s.SortOrder).ToListAsync(cancellationToken);
        var plan = await PlanAsync(cancellationToken);
        var contents = new DemonstrationReports(sections);
        var story = new DemonstrationStory(calendar);
        var bulletins = new DemonstrationBulletins(db, Coordinator, calendar);
        var reports = new List<MonthlyReport>();
        foreach (var month in DemonstrationContent.Months)
        {
            var period = Period(plan, month, calendar);
            db.Add(period);
            if (month != DemonstrationContent.Months[^1])
                acts.AddRange(bulletins.Tell(plan, month, ClosedAt(month, calendar), isPublished: month != DemonstrationContent.Months[^2]));
            foreach (var part in plan.Tasks.OrderBy(t => t.Number).SelectMany(t => t.Responsibilities.OrderBy(r => r.Order)))
                await TellAsync(period, part, contents, story, calendar, cancellationToken);
            reports.AddRange(period.Reports);
        }

        var inspections = new DemonstrationInspections(db, actors["supervisor"]);
        acts.AddRange(inspections.Tell(plan, reports));
        var rectifications = new DemonstrationRectifications(db, plan, actors, inspections, evidence);
        await rectifications.StoreAsync(cancellationToken);
        acts.AddRange(rectifications.Tell());
        var leadership = new DemonstrationLeadership(db, plan, actors);
        acts.AddRange(leadership.Tell());
        acts.AddRange(units.Tell());
        await db.SaveChangesAsync(cancellationToken);
        foreach (var (at, act) in acts.OrderBy(a => a.At))
        {
            time.MoveTo(at);
            act();
        }

        await db.SaveChangesAsync(cancellationToken);

        // The rest is made from what is stored; comparing every row at each save would take longer than the saves.
        db.ChangeTracker.Clear();
        var closed = DemonstrationContent.Months.SkipLast(1).ToDictionary(m => m, m => ClosedAt(m, calendar));
        await leadership.KeepLightsAsync(closed, new BusinessClock(time), cancellationToken);
        await bulletins.FillAsync(new BusinessClock(time), cancellationToken);
    }

    private async Task<WorkPlan> PlanAsync(CancellationToken cancellationToken)
    {
        var year = DemonstrationContent.Months[0].Year;
        await db.Measures.Include(m => m.Responsibilities).LoadAsync(cancellationToken);
        await db.Indicators.LoadAsync(cancellationToken);
        return await db.WorkPlans.Include(p => p.Tasks).ThenInclude(t => t.Responsibilities).SingleAsync(p => p.Year == year, cancellationToken);
    }

    private ReportingPeriod Period(WorkPlan plan, Month month, WorkingCalendar calendar)
    {
        var isFirst = month == DemonstrationContent.Months[0];
        var openedAt = BusinessClock.ToUtc(isFirst ? plan.IssuedOn : calendar.OnOrAfter(month.FirstDay), isFirst ? new TimeOnly(14, 0) : new TimeOnly(9, 0));
        var due = calendar.LeadDueOn(month);
        var period = new ReportingPeriod
        {
            WorkPlan = plan,
            Month = month,
            LeadDueOn = due,
            SupportingDueOn = calendar.SupportingDueOn(due),
            OpenedAt = openedAt,
        };
        acts.Add((openedAt, () => db.Note(new AuditNote(Coordinator, ReportAudit.OpenPeriod)
        {
            ObjectType = nameof(ReportingPeriod),
            ObjectId = $"{period.Id}",
            Title = PeriodService.TitleOf(month),
        })));
        if (month == DemonstrationContent.Months[^1])
        {
            acts.Add((openedAt.AddMinutes(12), () =>
            {
                period.SupportingDueOn = EarlierSupportingDay;
                db.Note(new AuditNote(Coordinator, ReportAudit.ChangePeriod) { Subject = period, Title = PeriodService.TitleOf(month), Reason = EarlierReason });
            }
            ));
            return period;
        }

        var closedAt = ClosedAt(month, calendar);
        acts.Add((closedAt, () =>
        {
            period.ClosedAt = closedAt;
            db.Note(new AuditNote(Coordinator, ReportAudit.ClosePeriod) { Subject = period, Title = PeriodService.TitleOf(month) });
        }
        ));
        return period;
    }

    private static DateTime ClosedAt(Month month, WorkingCalendar calendar) =>
        BusinessClock.ToUtc(calendar.OnOrAfter(month.Add(1).FirstDay.AddDays(11)), new TimeOnly(17, 50));

    private async Task TellAsync(
        ReportingPeriod period, Responsibility part, DemonstrationReports contents, DemonstrationStory story, WorkingCalendar calendar, CancellationToken cancellationToken)
    {
        var report = MonthlyReport.Of(part, Schedule.Of(part.PlanTask, part.PlanTask.WorkPlan).RequiredPercent(period.Month));
        period.Reports.Add(report);
        var content = DemonstrationContent.For(part.PlanTask.Number, part.Section.Code, period.Month);
        var isOpen = period.Month == DemonstrationContent.Months[^1];
        var dueOn = isOpen && part.Kind == ResponsibilityKind.Supporting ? EarlierSupportingDay : period.DueOn(part.Kind);
        var seed = (part.PlanTask.Number * 1009) + (part.Section.SortOrder * 97) + (period.Month.Number * 13);
        var steps = story.Of(content, dueOn, period.OpenedAt, seed);
        if (steps.Count == 0)
            return;

        var definition = contents.FrameOf(part, period.Month);
        var final = contents.ContentOf(content, part, definition);
        contents.Remember(final, content.Fate);
        var answered = needs.Tell(content, report, part, BusinessClock.BeijingDay((steps.FirstOrDefault(s => s.Action == ReportAction.Submit) ?? steps[0]).At));
        acts.AddRange(answered.Settlements);

        // Needs have their keys once the first save is through.
        var replay = new Lazy<DemonstrationReplay>(() => new DemonstrationReplay(db, report, part, period, definition with { OpenNeeds = answered.Forms() }, calendar));
        var author = actors[steps[0].UserName];
        var file = await evidence.StoreAsync(
            part.PlanTask.Number, part.Section.Code, period.Month, definition.Snapshot(final, []), author.UserId!.Value, steps[0].At.AddMinutes(3), cancellationToken);
        if (file is not null)
        {
            report.Evidence.Add(file);
            acts.Add((file.UploadedAt, () => replay.Value.NoteFile(file, author)));
        }

        foreach (var step in steps)
        {
            // What was returned said less; what was written after the return is the content itself.
            acts.Add((step.At, () => replay.Value.Take(
                step, (report.Decisions.Count == 0 ? Earlier(content, final) : final) with { Answers = answered.Answers() }, actors[step.UserName])));
        }

        // Each audited save raises a version by one; the second save raises it once more.
        report.Version = steps.Count + (file is null ? 0 : 1);
    }

    private static ReportContent Earlier(DemonstrationContent content, ReportContent final) =>
        content.Fate.Return?.EarlierProgress is { } text ? final with { Progress = text } : final;
}
