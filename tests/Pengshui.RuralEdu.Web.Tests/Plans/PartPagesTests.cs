using System.Net;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Web.Tests.Dashboard;

namespace Pengshui.RuralEdu.Web.Tests.Plans;

/// <summary>The pages on which the coordinator changes parts and dissolves a section.</summary>
public sealed class PartPagesTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly BusinessPagesFactory portal = new();

    public async ValueTask InitializeAsync() => await portal.InitializeAsync();

    public async ValueTask DisposeAsync() => await portal.DisposeAsync();

    [Fact]
    public async Task The_lead_is_changed_from_a_chosen_day_and_the_plan_says_since_when()
    {
        var client = portal.ClientOf("coordinator");
        var form = await client.GetDocumentAsync("/plans/2023/tasks/1/lead");
        Assert.Equal("2023-10-20", form.QuerySelector("#From")!.GetAttribute("value"));

        var refused = await (await client.PostFormAsync("/plans/2023/tasks/1/lead", Values(("ResponsibilityId", $"{portal.World.Supporting.Id}"), ("From", "2024-05-01"), ("Reason", "分工调整")))).DocumentAsync();
        Assert.Contains("最晚可以选", refused.QuerySelector("#From-error")!.TextOf());
        Assert.Equal("2024-05-01", refused.QuerySelector("#From")!.GetAttribute("value"));

        var answer = await client.PostFormAsync("/plans/2023/tasks/1/lead", Values(("ResponsibilityId", $"{portal.World.Supporting.Id}"), ("From", "2023-10-20"), ("Reason", "分工调整")));
        var plan = await client.GetDocumentAsync(answer.LocationOf());
        Assert.Contains("基建科 牵头10月20日起", plan.QuerySelector("#task-1 .plan-parts")!.TextOf());
        Assert.Contains("牵头科室（10月20日起）", plan.QuerySelector("#amend-h")!.ParentElement!.ParentElement!.TextOf());
    }

    [Fact]
    public async Task A_supporting_section_is_added_and_taken_away_again()
    {
        var client = portal.ClientOf("coordinator");
        var measure = portal.World.Task1.Measures.First().Id;
        await client.PostFormAsync("/plans/2023/tasks/1/parts/new", Values(("SectionId", $"{portal.World.Decoy.Id}"), ("MeasureIds", $"{measure}"), ("From", "2023-10-20"), ("Reason", "增加力量")));
        var plan = await client.GetDocumentAsync("/plans/2023");
        Assert.Contains("旁观科", plan.QuerySelector("#task-1 .plan-parts")!.TextOf());
        var end = plan.QuerySelectorAll("#task-1 .plan-parts a").Single(a => a.TextContent.Contains("旁观科")).GetAttribute("href")!;

        var missing = await (await client.PostFormAsync(end, Values(("From", "2023-10-20"), ("Reason", "")))).DocumentAsync();
        Assert.Contains("请写明为什么不再配合", missing.QuerySelector(".error-summary")!.TextOf());
        await client.PostFormAsync(end, Values(("From", "2023-10-20"), ("Reason", "不再需要")));

        Assert.DoesNotContain("旁观科", (await client.GetDocumentAsync("/plans/2023")).QuerySelector("#task-1 .plan-parts")!.TextOf());
    }

    [Fact]
    public async Task A_section_is_dissolved_after_a_look_at_what_is_handed_over()
    {
        var client = portal.ClientOf("coordinator");
        var list = await client.GetDocumentAsync("/plans/sections");
        Assert.Equal(3, list.QuerySelectorAll("tbody tr").Length);
        var preview = await client.GetDocumentAsync("/plans/sections/jjk");
        Assert.Equal("2", preview.QuerySelector("#parts-h .count")!.TextOf());
        Assert.Contains("由教育科承接的，并入它原有的责任。", preview.QuerySelector("[aria-labelledby=parts-h]")!.TextOf());
        Assert.Contains("基建科 填报员（jjk-staff）", preview.QuerySelector("[aria-labelledby=people-h]")!.TextOf());

        var answer = await client.PostFormAsync("/plans/sections/jjk", Values(("ToSectionId", $"{portal.World.Jyk.Id}"), ("From", "2023-10-20"), ("Reason", "机构改革")));
        var after = await client.GetDocumentAsync(answer.LocationOf());
        Assert.Contains("基建科已撤并，由教育科承接。", after.QuerySelector("[role=status]")!.TextOf());
        Assert.Equal(2, after.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/plans/sections/jjk", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await portal.ClientOf("jyk-staff").GetAsync("/", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await portal.ClientOf("jjk-staff").GetAsync("/", Cancel)).StatusCode);

        await using var db = portal.Database.Open();
        Assert.Equal(["教育科"], await db.Responsibilities.Where(r => r.PlanTask.WorkPlan.State == PlanState.InForce && r.Until == null).Select(r => r.Section.Name).Distinct().ToListAsync(Cancel));
    }

    private static IEnumerable<KeyValuePair<string, string?>> Values(params (string Name, string Value)[] values) =>
        values.Select(v => new KeyValuePair<string, string?>(v.Name, v.Value));
}
