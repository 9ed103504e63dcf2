using System.Net;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Sections;

namespace Pengshui.RuralEdu.Web.Tests.Admin;

public sealed class SectionPageTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private PortalFactory portal = null!;

    public async ValueTask InitializeAsync() => portal = await PortalFactory.CreateAsync();

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    [Fact]
    public async Task A_section_is_made_and_changed_with_its_aliases()
    {
        var client = portal.ClientOf("sysadmin");
        var made = await client.PostFormAsync("/admin/sections/new", Values(("Name", "安全科"), ("Code", "aqk"), ("Aliases", "县教委安全科\r\n校园安全科")));
        Assert.Equal("/admin/sections", made.LocationOf());

        var list = await client.GetDocumentAsync("/admin/sections");
        Assert.Equal("科室已新建。", list.QuerySelector("[role=status]")!.TextOf());
        var row = list.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("安全科"));
        Assert.Contains("县教委安全科、校园安全科", row.TextContent);
        var address = row.QuerySelector("a")!.GetAttribute("href")!;

        await client.PostFormAsync(address, Values(("Aliases", "校园安全科"), ("IsActive", "false")));

        await using var db = portal.Open();
        var section = await db.Sections.Include(s => s.Aliases).SingleAsync(s => s.Code == "aqk", Cancel);
        Assert.Equal((10, false), (section.SortOrder, section.IsActive));
        Assert.Equal(["校园安全科"], section.Aliases.Select(a => a.Name));
    }

    [Fact]
    public async Task A_refusal_keeps_what_was_typed_and_stands_at_its_field()
    {
        var client = portal.ClientOf("sysadmin");
        var address = $"/admin/sections/{portal.World.Jjk.Id}";
        var answer = await client.PostFormAsync(address, Values(("Name", "教育科"), ("SortOrder", "甲"), ("Aliases", "基本建设科")));
        var page = await answer.DocumentAsync();
        Assert.StartsWith("错误：", page.Title);
        Assert.Equal("甲", page.QuerySelector("#SortOrder")!.GetAttribute("value"));

        page = await (await client.PostFormAsync(address, Values(("Name", "教育科"), ("IsActive", "false")))).DocumentAsync();
        Assert.Equal("true", page.QuerySelector("#Name")!.GetAttribute("aria-invalid"));
        Assert.Contains("“教育科”已是教育科的名称或别名", page.QuerySelector("#Name-error")!.TextOf());
        Assert.Contains("负责任务 1、2", page.QuerySelector("#IsActive-error")!.TextOf());
        Assert.Equal(2, page.QuerySelectorAll(".error-summary a").Length);
    }

    [Fact]
    public async Task Whoever_saves_second_is_told_what_stands_there_now_and_may_save_again()
    {
        var client = portal.ClientOf("sysadmin");
        var address = $"/admin/sections/{portal.World.Decoy.Id}";
        var second = await client.GetDocumentAsync(address);
        await client.PostFormAsync(address, Values(("Name", "先改的科")));

        var conflict = await (await client.SubmitAsync(second, address, Values(("Name", "后改的科")))).DocumentAsync();
        Assert.Contains("现在是：先改的科", conflict.QuerySelector(".error-summary")!.TextOf());
        Assert.Equal("后改的科", conflict.QuerySelector("#Name")!.GetAttribute("value"));
        (await client.SubmitAsync(conflict, address, [])).LocationOf();

        await using var db = portal.Open();
        Assert.Equal("后改的科", (await db.Sections.SingleAsync(s => s.Code == "decoy", Cancel)).Name);
    }

    [Fact]
    public async Task Only_the_system_administrator_comes_in_and_an_unknown_section_answers_404()
    {
        foreach (var userName in new[] { "jyk-head", "coordinator", "leader", "secadmin", "auditor" })
            Assert.Equal(HttpStatusCode.Forbidden, (await portal.ClientOf(userName).GetAsync("/admin/sections", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.ClientOf("sysadmin").GetAsync("/admin/sections/9999", Cancel)).StatusCode);
    }

    private static IEnumerable<KeyValuePair<string, string?>> Values(params (string Name, string Value)[] values) =>
        values.Select(v => new KeyValuePair<string, string?>(v.Name, v.Value));
}
