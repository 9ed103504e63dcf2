using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Demonstration;

/// <summary>The demonstration's inspections: five that were issued, and a draft of the day before the demonstration's. Places and figures are made up.</summary>
/// <param name="db">The database.</param>
/// <param name="supervisor">Who writes them.</param>
internal sealed class DemonstrationInspections(RuralEduDbContext db, Actor supervisor)
{
    // Those of 16 May, 13 June, 20 September and 11 October raised rectifications (DemonstrationRectification).
    private static readonly Visit[] Visits =
    [
        new(new(2023, 5, 16), new(15, 20), "示例镇", "示例中心小学", InspectionKind.Visit, InspectionDimensions.Responsibility | InspectionDimensions.Work,
            "到校点名，实到比学校上报少 5 人：2 人请假没有登记，3 人未说明去向，学校当天已派人家访。食堂留样有两天没有签名，台账里看不出由谁负责。",
            [
                new(1, "jyk", "抽查四、五年级花名册，与学校台账一致；送教对象名单与上报相同。", Light.Yellow, [("ch", 41)], [new("示例中心小学实到学生（人）", 609, 604)]),
                new(6, "cwk", "供餐人数与订餐数一致，陪餐记录完整。", Light.Yellow, [], [new("5月留样记录（天）", 11, 9)]),
            ]),
        new(new(2023, 6, 13), new(15, 5), null, "教育科、服务中心档案室", InspectionKind.Papers, InspectionDimensions.Policy | InspectionDimensions.Work,
            "抽查春季学期资助档案 40 份，申请、公示、发放三项材料齐全，发放名单与银行回单相符。残疾儿童台账中有 2 条没有写明安置去向。",
            [
                new(5, "fwzx", "档案按学校装订，查找方便。", Light.Green, [], [new("抽查档案份数（份）", 40, 40)]),
                new(7, "jyk", "台账按月更新，安置去向有 2 条空缺。", Light.Yellow, [], []),
            ]),
        new(new(2023, 7, 6), new(11, 40), "示例镇", "示例幼儿园", InspectionKind.Special, InspectionDimensions.Responsibility | InspectionDimensions.Work,
            "薄弱园修缮 4 所同时施工，其中 1 所外墙没有动工，施工单位称材料未到。新建项目用地没有批复，学校提供不出预计开工时间。",
            [new(9, "jyk", "教室 6 间可用，其余 3 间在装修。", Light.Red, [], [new("可投入使用的教室（间）", 9, 6)])]),
        new(new(2023, 9, 20), new(15, 10), "示例乡", "示例初中", InspectionKind.Process, InspectionDimensions.Responsibility | InspectionDimensions.Work,
            "开学报到核查比较细，没有按时报到的学生都有包保教师。两名轮岗教师的任课安排没有落实到课表。心理辅导室使用登记不全，本月只有 2 次记录。",
            [
                new(1, "jyk", "报到名册与学籍系统一致。", Light.Green, [], [new("示例初中实到学生（人）", 1186, 1186)]),
                new(4, "rsk", "两名轮岗教师已到校，课表上没有安排课。", Light.Yellow, [], [new("排进课表的轮岗教师（人）", 2, 0)]),
                new(7, "jyk", "心理辅导室开放时间没有公示。", Light.Yellow, [], [new("示例初中本月心理辅导次数（次）", 8, 2)]),
            ]),
        new(new(2023, 10, 11), new(14, 30), "示例乡", "示例小学", InspectionKind.Visit, InspectionDimensions.Work,
            "普通话培训只有签到表，没有课时记录。食堂明厨亮灶设备运行正常，陪餐和留样记录完整。",
            [
                new(12, "jyk", "参训教师能说出培训内容，课时没有记录。", Light.Yellow, [], [new("有课时记录的培训（次）", 6, 0)]),
                new(6, "cwk", "当天用餐人数与订餐数一致。", Light.Green, [], [new("当天用餐学生（人）", 431, 431)]),
            ]),
    ];

    private static readonly Visit Draft = new(new(2023, 10, 19), new(17, 45), "示例乡", "示例小学校", InspectionKind.Visit, InspectionDimensions.None,
        "挡土墙项目还没有进场，学校说设计变更后在等批复。",
        [new(18, "cwk", null, null, [], [new("已开工项目（个）", 2, 1)])]);

    private readonly List<Inspection> issued = [];

    /// <summary>The inspection of a task that was issued on a day, once it was told; null where there is none.</summary>
    public Inspection? Find(DateOnly day, PlanTask task) => issued.Find(i => i.VisitedOn == day && i.Items.Any(e => e.PlanTask == task));

    /// <summary>What is done with them, in order.</summary>
    /// <param name="plan">The plan with its tasks.</param>
    /// <param name="reports">All reports of the months, to hold against; those that were submitted by then count.</param>
    public IEnumerable<(DateTime At, Action Act)> Tell(WorkPlan plan, IReadOnlyList<MonthlyReport> reports)
    {
        for (var i = 0; i <= Visits.Length; i++)
        {
            var (visit, number) = i < Visits.Length ? (Visits[i], (int?)(i + 1)) : (Draft, null);
            var key = i + 1;
            yield return (visit.At, () => Store(plan, reports, visit, number, key));
        }
    }

    private void Store(WorkPlan plan, IReadOnlyList<MonthlyReport> reports, Visit visit, int? number, int key)
    {
        var draftKey = new Guid($"00000000-0000-4000-8000-{key:D12}");
        var row = new Inspection
        {
            WorkPlan = plan,
            DraftKey = draftKey,
            FormKey = draftKey,
            State = number is null ? InspectionState.Draft : InspectionState.Issued,
            Year = visit.On.Year,
            Number = number,
            VisitedOn = visit.On,
            Town = visit.Town,
            Place = visit.Place,
            Kind = visit.Kind,
            Dimensions = visit.Dimensions,
            Findings = visit.Findings,
            AuthorId = supervisor.UserId!.Value,
            CreatedAt = visit.At,
            EditedAt = visit.At,
            IssuedAt = number is null ? null : visit.At,
        };
        foreach (var item in visit.Items)
            row.Items.Add(ItemOf(plan, reports, item));
        db.Add(row);
        if (number is not null)
            issued.Add(row);
        db.Note(new AuditNote(supervisor, number is null ? InspectionAudit.SaveInspection : InspectionAudit.IssueInspection)
        {
            Subject = row,
            Title = InspectionLabels.TitleOf(row.Year, row.Number, row.Place),
        });
    }

    private static InspectionItem ItemOf(WorkPlan plan, IReadOnlyList<MonthlyReport> reports, Line line)
    {
        var part = plan.Tasks.Single(t => t.Number == line.Task).Responsibilities.Single(r => r.Section.Code == line.Section);
        var revision = reports.Where(r => r.Responsibility == part && r.Revisions.Count > 0).MaxBy(r => r.ReportingPeriod.Month)?.Revisions.Last();
        var snapshot = revision is null ? new ReportSnapshot() : ReportRevisions.Read(revision.ContentJson);
        var item = new InspectionItem
        {
            PlanTask = part.PlanTask,
            Section = part.Section,
            ReportRevision = revision,
            Reported = ReportedFigures.TextOf(snapshot),
            Seen = line.Seen,
            Light = line.Light,
        };
        foreach (var (source, seen) in line.Figures)
        {
            var reported = ReportedFigures.Of(snapshot).Single(f => f.Source == source);
            Add(item, new InspectionFigure { Source = source, Name = reported.Name, Unit = reported.Unit, Reported = reported.Value, Seen = seen });
        }

        foreach (var (own, index) in line.Own.Select((o, i) => (o, i)))
            Add(item, new InspectionFigure { Source = $"x{index + 1}", Name = own.Name, Reported = own.Reported, Seen = own.Seen });
        return item;
    }

    private static void Add(InspectionItem item, InspectionFigure figure)
    {
        figure.Order = item.Figures.Count + 1;
        item.Figures.Add(figure);
    }

    private sealed record Visit(
        DateOnly On, TimeOnly Time, string? Town, string Place, InspectionKind Kind, InspectionDimensions Dimensions, string Findings, Line[] Items)
    {
        public DateTime At => BusinessClock.ToUtc(On, Time);
    }

    private sealed record Line(int Task, string Section, string? Seen, Light? Light, (string Source, decimal Seen)[] Figures, Own[] Own);

    private sealed record Own(string Name, decimal Reported, decimal Seen);
}
