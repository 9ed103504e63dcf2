using Pengshui.RuralEdu.Core.Bulletins;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Instructions;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Units;
using Pengshui.RuralEdu.Testing;
using Pengshui.RuralEdu.Web.Tests.Inspections;
using Pengshui.RuralEdu.Web.Tests.Plans;
using Pengshui.RuralEdu.Web.Tests.Rectifications;
using Pengshui.RuralEdu.Web.Tests.Reports;
using Pengshui.RuralEdu.Web.Tests.Units;

namespace Pengshui.RuralEdu.Web.Tests.Accounts;

/// <summary>A portal with one of each thing that a route's address names.</summary>
public class RouteFactory : PortalFactory
{
    /// <summary>The first one's key, which either engine makes.</summary>
    public const int BulletinId = 1;
    public static readonly DateOnly Day = new(2023, 10, 2);

    public override async ValueTask InitializeAsync()
    {
        await PrepareAsync();
        await FurnishAsync();
    }

    /// <summary>The test world, before the portal runs.</summary>
    protected async Task PrepareAsync() => await base.InitializeAsync();

    /// <summary>What the routes name and only the portal can make.</summary>
    protected async Task FurnishAsync()
    {
        // Submitted with evidence and sent back: every business role reads it, and its section may write it.
        var report = this.ReportId(World.Lead);
        var staff = ClientOf("jyk-staff");
        await staff.FileWithFilesAsync(report, ReportForms.Whole(), ("台账.pdf", ReportForms.Pdf()));
        await staff.FileAsync(report, ReportForms.Whole());
        await ClientOf("coordinator").StartImportAsync();
        await ClientOf("coordinator").StartUnitListAsync();
        await ClientOf("jyk-head").StepAsync(report, "return", "请补充劝返情况。");

        // A rectification of the same section, with a file.
        await ClientOf("supervisor").RaiseAsync(World.Lead.Id);
        await staff.AnswerWithFileAsync(1, "report", ("票据.pdf", ReportForms.Pdf()));
        // An inspection with a photo, issued: every business role reads it.
        await ClientOf("supervisor").IssueInspectionAsync(World, InspectionForms.Photo());
    }

    protected override async Task FillAsync(TestWorld world)
    {
        await using var db = Open();
        db.Add(new CalendarDay { Day = Day, Kind = CalendarDayKind.Holiday, Name = "国庆节" });
        var township = new Unit { Kind = UnitKind.Township, Name = "示例镇", SortOrder = 1 };
        db.Add(new Unit { Kind = UnitKind.School, Name = "示例小学", Code = "2150000001", Stages = UnitStages.Primary, Township = township });
        db.Add(new Vacation { Name = "暑假", From = new DateOnly(2023, 7, 8), To = new DateOnly(2023, 8, 31) });
        db.Add(new Bulletin
        {
            WorkPlanId = world.Plan.Id, Month = world.October.Month, Title = "十月通报", Number = 1, State = BulletinState.Published,
            EditedAt = world.Database.Clock.UtcNow, PublishedAt = world.Database.Clock.UtcNow, ContentJson = new BulletinContent([new(BulletinPart.Overview, "情况良好。")]).ToJson(),
        });
        var instruction = new Instruction
        {
            FormKey = Guid.NewGuid(), PlanTaskId = world.Task1.Id, Text = "请说明整改情况", ById = world.Users["leader"].Id, At = Database.Clock.UtcNow,
        };
        instruction.Recipients.Add(new InstructionRecipient { SectionId = world.Jyk.Id, DueOn = new DateOnly(2023, 10, 27) });
        db.Add(instruction);
        var report = await db.FindAsync<MonthlyReport>(world.ReportOf(world.Lead).Id);
        report!.RaisedNeeds.Add(new CoordinationNeed { ResponsibilityId = world.Lead.Id, RaisedOn = Database.Clock.Today, Whom = "示例镇", What = "一起走访" });
        await db.SaveChangesAsync();
    }
}
