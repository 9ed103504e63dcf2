using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Sections;

namespace Pengshui.RuralEdu.Testing;

/// <summary>
/// A small county: two sections, a plan in force with two tasks (task 1: 教育科 leads, 基建科 supports; task 2: 基建科
/// alone), one account for each part, the period of October 2023 open. A decoy section, plan and task stand beside, so
/// that a query which forgets its scope is caught.
/// </summary>
public sealed class TestWorld
{
    private TestWorld(TestDatabase database) => Database = database;

    /// <summary>The database.</summary>
    public TestDatabase Database { get; }

    /// <summary>教育科.</summary>
    public Section Jyk { get; } = new() { Code = "jyk", Name = "教育科", SortOrder = 1 };

    /// <summary>基建科.</summary>
    public Section Jjk { get; } = new() { Code = "jjk", Name = "基建科", SortOrder = 2 };

    /// <summary>A section without a part in the plan.</summary>
    public Section Decoy { get; } = new() { Code = "decoy", Name = "旁观科", SortOrder = 9 };

    /// <summary>The plan of 2023.</summary>
    public WorkPlan Plan { get; } = new()
    {
        Year = 2023, Title = "2023年测试方案", IssuingBody = "测试教委", IssuedOn = new DateOnly(2023, 3, 20), State = PlanState.InForce,
    };

    /// <summary>Task 1: three measures (the last one also 基建科's), 清零月报 and a rate with a hard target of 100%.</summary>
    public PlanTask Task1 { get; private set; } = null!;

    /// <summary>Task 2: one measure, one plain figure.</summary>
    public PlanTask Task2 { get; private set; } = null!;

    /// <summary>教育科 leads task 1.</summary>
    public Responsibility Lead { get; private set; } = null!;

    /// <summary>基建科 supports task 1.</summary>
    public Responsibility Supporting { get; private set; } = null!;

    /// <summary>基建科 leads task 2.</summary>
    public Responsibility Alone { get; private set; } = null!;

    /// <summary>October 2023, open since the 1st.</summary>
    public ReportingPeriod October { get; private set; } = null!;

    /// <summary>Accounts by user name: jyk-staff, jyk-head, jjk-staff, jjk-head, coordinator, leader, supervisor, sysadmin, secadmin, auditor, decoy-staff.</summary>
    public Dictionary<string, PortalUser> Users { get; } = [];

    /// <summary>The report of a responsibility in October.</summary>
    public MonthlyReport ReportOf(Responsibility responsibility) => October.Reports.Single(r => r.ResponsibilityId == responsibility.Id);

    /// <summary>Makes it.</summary>
    public static async Task<TestWorld> CreateAsync(TestDatabase database)
    {
        var world = new TestWorld(database);
        await using var db = database.Open();
        await world.FillAsync(db);
        return world;
    }

    /// <summary>The actor that an account is.</summary>
    public Actor Actor(string userName)
    {
        var user = Users[userName];
        return new Actor
        {
            UserId = user.Id,
            UserName = userName,
            DisplayName = user.DisplayName,
            Roles = user.UserRoles.Select(r => (Role)r.RoleId).ToHashSet(),
            SectionIds = user.Sections.Where(s => s.Relation == SectionRelation.Member).Select(s => s.SectionId).ToHashSet(),
            SectionsInCharge = user.Sections.Where(s => s.Relation == SectionRelation.InCharge).Select(s => s.SectionId).ToHashSet(),
            Address = "127.0.0.1",
        };
    }

    /// <summary>Opens another month of the plan, with a report in 未填报 for each part that goes on.</summary>
    public async Task<ReportingPeriod> AddMonthAsync(Month month)
    {
        var period = new ReportingPeriod
        {
            WorkPlanId = Plan.Id,
            Month = month,
            LeadDueOn = WorkingCalendar.WeekdaysOnly.LeadDueOn(month),
            SupportingDueOn = WorkingCalendar.WeekdaysOnly.SupportingDueOn(WorkingCalendar.WeekdaysOnly.LeadDueOn(month)),
            OpenedAt = BusinessClock.ToUtc(month.FirstDay, TimeOnly.MinValue),
        };
        await using var db = Database.Open();
        foreach (var part in await db.Responsibilities.Include(r => r.Section).Include(r => r.PlanTask.Measures).Where(r => r.PlanTask.WorkPlanId == Plan.Id && r.Until == null).ToListAsync())
            period.Reports.Add(MonthlyReport.Of(part, Schedule.Of(part.PlanTask, Plan).RequiredPercent(month)));
        db.Add(period);
        await db.SaveChangesAsync();
        return period;
    }

    /// <summary>
    /// Puts a report into a state without the workflow, for tests that only read. From submission on it was submitted on the
    /// day it was due, and confirmed then, or now where that day is still to come; <paramref name="fill"/> runs last.
    /// </summary>
    public async Task FillReportAsync(MonthlyReport report, ReportState state, Action<MonthlyReport>? fill = null)
    {
        await using var db = Database.Open();
        var row = await db.MonthlyReports.Include(r => r.ReportingPeriod).SingleAsync(r => r.Id == report.Id);
        var at = BusinessClock.ToUtc(row.ReportingPeriod.DueOn(row.Kind), new TimeOnly(9, 0));
        row.State = state;
        if (state >= ReportState.AwaitingSectionReview)
        {
            row.FirstSubmittedAt = row.SubmittedAt = at;
            row.LateByWorkingDays = 0;
            row.RevisionNumber = 1;
        }

        if (state == ReportState.Confirmed)
            row.ApprovedAt = row.ConfirmedAt = at < Database.Clock.UtcNow ? at : Database.Clock.UtcNow;
        fill?.Invoke(row);
        await db.SaveChangesAsync();
    }

    /// <summary>A coordination need as the submission of a report leaves it, raised on that day.</summary>
    public static CoordinationNeed NeedOf(MonthlyReport report, string whom, string what, Section? section = null) => new()
    {
        ResponsibilityId = report.ResponsibilityId,
        RaisedOn = BusinessClock.BeijingDay(report.FirstSubmittedAt!.Value),
        Whom = section?.Name ?? whom,
        SectionId = section?.Id,
        What = what,
    };

    private async Task FillAsync(RuralEduDbContext db)
    {
        db.AddRange(Jyk, Jjk, Decoy, Plan);
        var group = new TaskGroup { Number = 1, Title = "测试分组" };
        Plan.Groups.Add(group);
        Task1 = Task(Plan, group, 1, "持续巩固控辍保学");
        Task2 = Task(Plan, group, 2, "优化学校布局");
        Lead = Part(Task1, Jyk, ResponsibilityKind.Lead, 1);
        Supporting = Part(Task1, Jjk, ResponsibilityKind.Supporting, 2);
        Alone = Part(Task2, Jjk, ResponsibilityKind.Lead, 1);
        Measure(Task1, 1, "定期摸排", Lead);
        Measure(Task1, 2, "专项行动", Lead);
        Measure(Task1, 3, "改善校舍", Lead, Supporting);
        Measure(Task2, 1, "调研布局", Alone);
        Task1.Indicators.Add(Figure(Jyk, "clearance", "清零月报", IndicatorShape.Clearance, "人", 1));
        var rate = Figure(Jyk, "placement", "安置率", IndicatorShape.Rate, "%", 2);
        rate.NumeratorLabel = "已安置";
        rate.DenominatorLabel = "应安置";
        rate.Direction = IndicatorDirection.Up;
        rate.TargetOperator = TargetOperator.Exactly;
        rate.TargetValue = 100;
        rate.EvaluatedOn = new DateOnly(2023, 12, 31);
        Task1.Indicators.Add(rate);
        Task2.Indicators.Add(Figure(Jjk, "schools", "小规模学校", IndicatorShape.Number, "所", 1));

        var other = new WorkPlan { Year = 2022, Title = "旧方案", IssuingBody = "测试教委", IssuedOn = new DateOnly(2022, 3, 1), State = PlanState.Archived };
        var otherGroup = new TaskGroup { Number = 1, Title = "旧分组" };
        other.Groups.Add(otherGroup);
        var otherTask = Task(other, otherGroup, 1, "旧任务");
        Part(otherTask, Decoy, ResponsibilityKind.Lead, 1);
        db.Add(other);

        October = new ReportingPeriod
        {
            WorkPlan = Plan,
            Month = new Month(2023, 10),
            LeadDueOn = new DateOnly(2023, 10, 25),
            SupportingDueOn = new DateOnly(2023, 10, 20),
            OpenedAt = new DateTime(2023, 9, 30, 16, 0, 0, DateTimeKind.Utc),
        };
        foreach (var (task, part) in new[] { (Task1, Lead), (Task1, Supporting), (Task2, Alone) })
            October.Reports.Add(MonthlyReport.Of(part, Schedule.Of(task, Plan).RequiredPercent(October.Month)));
        db.Add(October);
        await db.SaveChangesAsync();

        User("jyk-staff", "教育科 填报员", Jyk, Role.Reporter);
        User("jyk-head", "教育科 科室负责人", Jyk, Role.SectionHead);
        User("jjk-staff", "基建科 填报员", Jjk, Role.Reporter);
        User("jjk-head", "基建科 科室负责人", Jjk, Role.SectionHead);
        User("decoy-staff", "旁观科 填报员", Decoy, Role.Reporter);
        User("coordinator", "统筹员", null, Role.Coordinator);
        User("leader", "领导", null, Role.Leader);
        User("supervisor", "督查员", null, Role.Supervisor);
        User("sysadmin", "系统管理员", null, Role.SystemAdministrator);
        User("secadmin", "安全管理员", null, Role.SecurityAdministrator);
        User("auditor", "审计管理员", null, Role.Auditor);
        db.AddRange(Users.Values);
        await db.SaveChangesAsync();
    }

    private static PlanTask Task(WorkPlan plan, TaskGroup group, int number, string title)
    {
        var task = new PlanTask { Number = number, Title = title, TaskGroup = group };
        plan.Tasks.Add(task);
        return task;
    }

    private static Responsibility Part(PlanTask task, Section section, ResponsibilityKind kind, int order)
    {
        var part = new Responsibility { Section = section, Kind = kind, Order = order };
        task.Responsibilities.Add(part);
        return part;
    }

    private static void Measure(PlanTask task, int number, string text, params Responsibility[] parts)
    {
        var measure = new Measure { Number = number, Text = text };
        foreach (var part in parts)
            measure.Responsibilities.Add(part);
        task.Measures.Add(measure);
    }

    private static Indicator Figure(Section owner, string code, string name, IndicatorShape shape, string unit, int order) => new()
    {
        OwnerSection = owner, Code = code, Name = name, Shape = shape, Unit = unit, Order = order,
        Population = "全县", AsOf = "月末", Source = "台账", Frequency = IndicatorFrequency.Monthly,
    };

    private void User(string name, string display, Section? section, params Role[] roles)
    {
        var user = new PortalUser
        {
            UserName = name,
            NormalizedUserName = name.ToUpperInvariant(),
            DisplayName = display,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            PasswordChangedAt = Database.Clock.UtcNow,
        };
        if (section is not null)
            user.Sections.Add(new UserSection { SectionId = section.Id, Relation = SectionRelation.Member });
        foreach (var role in roles)
            user.UserRoles.Add(new IdentityUserRole<int> { RoleId = (int)role });
        Users.Add(name, user);
    }
}
