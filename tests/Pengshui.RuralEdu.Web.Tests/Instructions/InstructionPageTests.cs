using Pengshui.RuralEdu.Web.Tests.Dashboard;

namespace Pengshui.RuralEdu.Web.Tests.Instructions;

/// <summary>An instruction from the leader's task page to the section's answer and back, and an override of a light, by their forms.</summary>
public sealed class InstructionPageTests
{
    private const string Order = "请逐校核实去向";

    [Fact]
    public async Task A_leader_writes_one_on_the_task_the_section_answers_and_the_leader_accepts()
    {
        await using var portal = new BusinessPagesFactory();
        await portal.InitializeAsync();
        var (leader, staff) = (portal.ClientOf("leader"), portal.ClientOf("jyk-staff"));

        var given = await leader.PostFormAsync("/tasks/1", [new("Text", Order)], ".give-form");
        var address = given.LocationOf();
        Assert.Contains(Order, (await staff.GetDocumentAsync("/")).TextOf());
        Assert.Contains(Order, (await staff.GetDocumentAsync("/tasks/1")).TextOf());
        Assert.DoesNotContain("待回复的批示", (await portal.ClientOf("jjk-staff").GetDocumentAsync("/")).TextOf());

        var empty = await staff.PostFormAsync(address, [], ".step-form", "Action=Answer");
        Assert.Contains("请写明办理情况。", (await empty.DocumentAsync()).TextOf());
        await staff.PostFormAsync(address, [new("Text", "已核实")], ".step-form", "Action=Answer");
        Assert.Contains("已回复，等您办结", (await leader.GetDocumentAsync("/")).TextOf());
        await leader.PostFormAsync(address, [], ".step-form", "Action=Accept");

        Assert.Contains("已办结", (await staff.GetDocumentAsync(address)).TextOf());
        Assert.Null((await staff.GetDocumentAsync(address)).QuerySelector(".step-form"));
    }

    [Theory]
    [InlineData("/tasks/1")]
    [InlineData("/tasks/1/instruction")]
    public async Task What_was_typed_is_kept_when_it_is_refused(string address)
    {
        await using var portal = new BusinessPagesFactory();
        await portal.InitializeAsync();
        var text = new string('办', 10_000);

        var page = await (await portal.ClientOf("leader").PostFormAsync(address, [new("Text", text), new("DueOn", null)], ".give-form")).DocumentAsync();

        Assert.StartsWith("错误：", page.Title);
        Assert.Equal(text, page.QuerySelector("textarea[name=Text]")!.TextContent.Trim());
        Assert.Contains("批示最多 500 字，现在 10000 字，请删减。", page.TextOf());
        Assert.Contains("请填写回复期限。", page.TextOf());
    }

    [Fact]
    public async Task Only_leaders_see_the_form_and_only_the_section_the_answer()
    {
        await using var portal = new BusinessPagesFactory();
        await portal.InitializeAsync();
        var address = (await portal.ClientOf("leader").PostFormAsync("/tasks/1", [new("Text", Order)], ".give-form")).LocationOf();
        foreach (var user in new[] { "jyk-staff", "coordinator", "supervisor" })
            Assert.Null((await portal.ClientOf(user).GetDocumentAsync("/tasks/1")).QuerySelector(".give-form"));
        foreach (var user in new[] { "jjk-head", "coordinator", "supervisor" })
            Assert.Null((await portal.ClientOf(user).GetDocumentAsync(address)).QuerySelector(".step-form"));
        Assert.NotNull((await portal.ClientOf("jyk-head").GetDocumentAsync(address)).QuerySelector(".step-form"));
    }

    [Fact]
    public async Task The_coordinator_judges_a_light_anew_and_takes_it_back()
    {
        await using var portal = new BusinessPagesFactory();
        await portal.InitializeAsync();
        var coordinator = portal.ClientOf("coordinator");
        const string Address = "/tasks/2/override?month=2023-09";

        var refused = await (await coordinator.PostFormAsync(Address, [new("Reason", "县里同意顺延")])).DocumentAsync();
        Assert.StartsWith("错误：", refused.Title);
        Assert.Equal("县里同意顺延", refused.QuerySelector("#Reason")!.TextContent.Trim());
        await coordinator.PostFormAsync(Address, [new("Light", "Green"), new("Reason", "县里同意顺延"), new("EndsOn", "2023-11-30")]);

        var why = (await portal.ClientOf("leader").GetDocumentAsync("/tasks/2?month=2023-09")).QuerySelector(".why")!.TextOf();
        Assert.Contains("改判到11月30日：县里同意顺延", why);
        Assert.Contains("9月系统判定为什么是红灯", why);
        Assert.Contains("9月绿灯，完成率 65%。统筹员改判（到11月30日）：县里同意顺延", (await portal.ClientOf("leader").GetDocumentAsync("/dashboard")).DocumentElement.OuterHtml);

        await coordinator.PostFormAsync(Address, [new("Reason", "原因已消除")], "form[action$='/withdraw']");
        Assert.DoesNotContain("改判到", (await coordinator.GetDocumentAsync("/tasks/2?month=2023-09")).TextOf());
    }

    [Fact]
    public async Task Every_figure_leads_to_as_many_rows_as_it_says()
    {
        await using var portal = new BusinessPagesFactory();
        await portal.InitializeAsync();
        var leader = portal.ClientOf("leader");
        var page = await leader.GetDocumentAsync("/dashboard");
        var links = page.QuerySelectorAll(".figures a").Select(a => (Address: a.GetAttribute("href")!, Number: new string([.. a.TextOf().Where(char.IsDigit)]))).ToList();
        Assert.True(links.Count >= 8);
        foreach (var (address, number) in links.Where(l => !l.Address.Contains("completion")))
            Assert.Equal(number, (await leader.GetDocumentAsync(address)).QuerySelector("#rows-h .count")!.TextOf());
    }
}
