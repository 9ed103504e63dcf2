using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Web.Tests.Dashboard;

/// <summary>
/// Wherever a task's light is listed the three views stand beside it, and a light by 改判 says so: September of task 1 is
/// green by system and section and red for the supervisor; that of task 2 is red, and green by 改判.
/// </summary>
public sealed class LightViewPagesTests(LightViewPagesTests.Portal portal) : IClassFixture<LightViewPagesTests.Portal>
{
    /// <summary>Page, reader, and where its rows of tasks are.</summary>
    public static TheoryData<string, string, string> Lists => new()
    {
        { "/", "leader", ".change-list li, .standing-table tbody tr" },
        { "/", "supervisor", ".change-list li, .standing-table tbody tr, #confirmed li" },
        { "/dashboard", "leader", ".heat tbody tr" },
        { "/dashboard", "leader", ".change-list li" },
        { "/dashboard/meeting", "leader", ".heat tbody tr" },
        { "/dashboard/meeting", "leader", ".change-list li" },
        { "/dashboard/rows/divergent", "leader", ".figure-rows tbody tr" },
        { "/dashboard/rows/overridden", "leader", ".figure-rows tbody tr" },
        { "/dashboard/rows/green", "leader", ".figure-rows tbody tr" },
        { "/dashboard/rows/red", "leader", ".figure-rows tbody tr" },
        { "/tasks", "leader", ".task-table tbody tr:not(.group)" },
        { "/tasks/1?month=2023-09", "leader", ".why" },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Every_row_shows_system_section_and_supervisor_and_says_where_they_differ(string address, string userName, string rows)
    {
        foreach (var row in (await portal.ClientOf(userName).GetDocumentAsync(address)).QuerySelectorAll(rows))
        {
            var text = row.TextOf() + string.Concat(row.QuerySelectorAll("[aria-label]").Select(e => e.GetAttribute("aria-label")));
            Assert.Contains("系统", text);
            Assert.Contains("自评", text);
            Assert.Contains("督查员", text);
            if (text.Contains("持续巩固控辍保学") || row.ClassList.Contains("why"))
                Assert.Matches("分歧|异", text);
        }
    }

    [Fact]
    public async Task The_figure_of_divergence_leads_to_its_rows_with_its_definition()
    {
        foreach (var address in new[] { "/", "/dashboard", "/dashboard/meeting" })
        {
            var link = (await portal.ClientOf("leader").GetDocumentAsync(address)).QuerySelector(".figures a[href*='divergent']")!;
            Assert.Equal("分歧 1 项", link.TextOf());
            var page = await portal.ClientOf("leader").GetDocumentAsync(link.GetAttribute("href")!);
            Assert.Contains(LightViews.Definition, page.TextOf());
            Assert.Contains("系统绿灯自评绿灯督查员9月12日红灯分歧", string.Concat(page.QuerySelector(".views3")!.TextContent.Where(c => !char.IsWhiteSpace(c))));
        }
    }

    [Theory]
    [InlineData("/", "leader", ".figures")]
    [InlineData("/", "jjk-staff", ".work-table")]
    [InlineData("/", "supervisor", "#confirmed")]
    [InlineData("/dashboard", "leader", ".figures")]
    [InlineData("/dashboard", "leader", ".heat")]
    [InlineData("/dashboard/meeting", "leader", ".figures")]
    [InlineData("/dashboard/rows/green", "leader", ".figure-rows")]
    [InlineData("/tasks", "leader", ".task-table")]
    [InlineData("/tasks/2", "leader", ".why .lamp-row")]
    [InlineData("/tasks/2", "leader", ".why-lamp > .lamp")]
    [InlineData("/tasks/2", "leader", ".o-track")]
    [InlineData("/tasks/2", "leader", ".o-chart")]
    public async Task A_light_that_is_so_by_override_says_so_wherever_it_is_counted_or_listed(string address, string userName, string part) =>
        Assert.Contains("改", (await portal.ClientOf(userName).GetDocumentAsync(address)).QuerySelector(part)!.TextOf());

    public sealed class Portal : BusinessPagesFactory
    {
        protected override async Task FillAsync(TestWorld world)
        {
            await base.FillAsync(world);
            await using var db = world.Database.Open();
            var inspection = new Inspection
            {
                WorkPlanId = world.Plan.Id, DraftKey = Guid.NewGuid(), State = InspectionState.Issued, Year = 2023, Number = 1,
                VisitedOn = new DateOnly(2023, 9, 12), AuthorId = world.Users["supervisor"].Id, CreatedAt = world.Database.Clock.UtcNow,
                EditedAt = world.Database.Clock.UtcNow, IssuedAt = world.Database.Clock.UtcNow,
            };
            inspection.Items.Add(new InspectionItem { PlanTaskId = world.Task1.Id, SectionId = world.Jyk.Id, Light = Light.Red });
            db.Add(inspection);
            db.Add(new LightOverride
            {
                PlanTaskId = world.Task2.Id, Month = new Month(2023, 9), Ordinal = 1, Light = Light.Green, Reason = "县里同意顺延",
                EndsOn = new DateOnly(2023, 11, 30), ById = world.Users["coordinator"].Id, At = world.Database.Clock.UtcNow,
            });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
    }
}
