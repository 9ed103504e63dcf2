using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Units;

namespace Pengshui.RuralEdu.Web.Tests.Units;

public sealed class UnitPageTests : IAsyncLifetime
{
    private PortalFactory portal = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private HttpClient Coordinator { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        portal = await PortalFactory.CreateAsync();
        Coordinator = portal.ClientOf("coordinator");
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    [Fact]
    public async Task The_empty_list_leads_the_coordinator_to_the_import_and_tells_others_who_keeps_it()
    {
        Assert.Equal("/units/import", (await Coordinator.GetDocumentAsync("/units")).QuerySelector(".empty a")!.GetAttribute("href"));
        var others = await portal.ClientOf("jyk-staff").GetDocumentAsync("/units");
        Assert.Contains("名单由统筹员登记", others.QuerySelector(".empty")!.TextOf(), StringComparison.Ordinal);
        Assert.Null(others.QuerySelector("a[href='/units/new']"));
    }

    [Fact]
    public async Task A_unit_is_made_renamed_merged_and_taken_back_by_forms_without_a_script()
    {
        var town = await MakeAsync("Township", ("Name", "示例镇"));
        var first = await MakeAsync("School", ("Name", "示例一小"), ("Code", "２１５０００００01"), ("Stages", "Primary"), ("TownshipId", Id(town)), ("OpenedOn", "1951-09-01"));
        var second = await MakeAsync("School", ("Name", "示例二小"), ("Code", "2150000002"), ("Stages", "Primary"), ("TownshipId", Id(town)));
        var point = await MakeAsync("TeachingPoint", ("Name", "示例教学点"), ("TownshipId", Id(town)), ("SchoolId", Id(first)));

        Assert.Equal(first, (await Coordinator.PostFormAsync(first + "/edit", Values(("Name", "示例实验小学"), ("RenamedFrom", "2023-09-01")))).LocationOf());
        var then = await Coordinator.GetDocumentAsync("/units?day=2023-08-31");
        Assert.Contains("示例一小现名：示例实验小学", then.QuerySelector("tbody")!.TextOf(), StringComparison.Ordinal);

        var merge = await Coordinator.GetDocumentAsync(first + "/merge");
        Assert.Contains("示例教学点", merge.QuerySelector("#moves-h")!.Closest("section")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal(first, (await Coordinator.SubmitAsync(merge, first + "/merge", Values(("SuccessorId", Id(second)), ("ClosedOn", "2023-10-01"), ("Reason", "并入。")))).LocationOf());
        Assert.Equal(first, (await Coordinator.SubmitAsync(merge, first + "/merge", Values(("SuccessorId", Id(second)), ("ClosedOn", "2023-10-01"), ("Reason", "并入。")))).LocationOf());
        Assert.Contains("示例二小", (await Coordinator.GetDocumentAsync(first)).QuerySelector(".notice-line")!.TextOf(), StringComparison.Ordinal);
        Assert.Contains("示例二小", (await Coordinator.GetDocumentAsync(point)).QuerySelector(".facts")!.TextOf(), StringComparison.Ordinal);

        await Coordinator.PostFormAsync(first + "/reopen", Values(("Reason", "登记错了。")));
        await Coordinator.PostFormAsync(point + "/close", Values(("ClosedOn", "2023-10-10")));
        await using var db = portal.Open();
        Assert.Equal((null, new DateOnly(2023, 10, 10)), ((await db.Units.SingleAsync(u => u.Name == "示例实验小学", Cancel)).ClosedOn, (await db.Units.SingleAsync(u => u.Name == "示例教学点", Cancel)).ClosedOn));
        Assert.Equal(
            [UnitAudit.CreateUnit, UnitAudit.CreateUnit, UnitAudit.CreateUnit, UnitAudit.CreateUnit, UnitAudit.ChangeUnit, UnitAudit.MergeUnit, UnitAudit.ReopenUnit, UnitAudit.CloseUnit],
            await db.AuditEntries.OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync(Cancel));
    }

    [Fact]
    public async Task A_refusal_keeps_what_was_typed_and_stands_at_its_field()
    {
        var town = await MakeAsync("Township", ("Name", "示例镇"));
        var long10000 = new string('校', 10_000);
        var page = await (await Coordinator.PostFormAsync("/units/new?kind=School", Values(("Name", long10000), ("Code", "12"), ("TownshipId", Id(town)), ("OpenedOn", "1850-01-01")))).DocumentAsync();

        Assert.StartsWith("错误：", page.Title, StringComparison.Ordinal);
        Assert.Equal((long10000, "12"), (page.QuerySelector("#Name")!.GetAttribute("value"), page.QuerySelector("#Code")!.GetAttribute("value")));
        Assert.Contains("1900 年至", page.QuerySelector("#OpenedOn-error")!.TextOf(), StringComparison.Ordinal);
        page = await (await Coordinator.PostFormAsync("/units/new?kind=School", Values(("Name", "示例 500243199001011234"), ("Code", "12"), ("Stages", "Nonsense")))).DocumentAsync();
        Assert.NotNull(page.QuerySelector("#Stages-error"));
        page = await (await Coordinator.PostFormAsync("/units/new?kind=School", Values(("Name", "示例 500243199001011234"), ("Code", "12")))).DocumentAsync();
        Assert.Contains("身份证号", page.QuerySelector("#Name-error")!.TextOf(), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("#Code-error"));
        Assert.NotNull(page.QuerySelector("#Stages-error"));
        Assert.NotNull(page.QuerySelector("#TownshipId-error"));
    }

    [Fact]
    public async Task Whoever_saves_second_is_told_what_stands_there_now_and_may_save_again()
    {
        var town = await MakeAsync("Township", ("Name", "示例镇"));
        var stale = await Coordinator.GetDocumentAsync(town + "/edit");
        await Coordinator.PostFormAsync(town + "/edit", Values(("Name", "示例先镇")));

        var conflict = await (await Coordinator.SubmitAsync(stale, town + "/edit", Values(("Name", "示例后镇")))).DocumentAsync();
        Assert.Contains("现在是：示例先镇", conflict.QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal("示例后镇", conflict.QuerySelector("#Name")!.GetAttribute("value"));
        Assert.Equal(town, (await Coordinator.SubmitAsync(conflict, town + "/edit", Values(("IsCorrection", "true")))).LocationOf());
    }

    [Fact]
    public async Task A_list_is_looked_through_and_written_once()
    {
        var address = await Coordinator.StartUnitListAsync();
        var preview = await Coordinator.GetDocumentAsync(address);
        Assert.Contains("第 4 行 示例坏校", preview.QuerySelector("#refused-h")!.Closest("section")!.TextOf(), StringComparison.Ordinal);

        var held = await (await Coordinator.SubmitAsync(preview, address, [])).DocumentAsync();
        Assert.Contains("有 1 行不能读入", held.QuerySelector("#LeaveOut-error")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal("/units", (await Coordinator.SubmitAsync(preview, address, Values(("LeaveOut", "true")))).LocationOf());
        Assert.Equal("/units", (await Coordinator.SubmitAsync(preview, address, Values(("LeaveOut", "true")))).LocationOf());
        Assert.Equal("/units", (await Coordinator.GetAsync(address, Cancel)).LocationOf());
        await using var db = portal.Open();
        Assert.Equal(2, await db.Units.CountAsync(Cancel));

        var again = await Coordinator.GetDocumentAsync(await Coordinator.StartUnitListAsync());
        Assert.Contains("没有要写入的内容", again.TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_is_taken_along_and_read_back()
    {
        var template = await (await Coordinator.GetAsync("/units/import/template", Cancel)).Content.ReadAsByteArrayAsync(Cancel);
        var token = (await Coordinator.GetDocumentAsync("/units/import")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var file = new ByteArrayContent(template);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var body = new MultipartFormDataContent { { file, "File", "单位名单.xlsx" }, { new StringContent(token), "__RequestVerificationToken" } };
        var preview = await Coordinator.GetDocumentAsync((await Coordinator.PostAsync("/units/import", body, Cancel)).LocationOf());
        Assert.Equal(3, preview.QuerySelector("#added-h")!.Closest("section")!.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task What_is_no_list_is_refused_and_the_text_stays()
    {
        var page = await (await Coordinator.PostFormAsync("/units/import", Values(("Text", "随便一段话")))).DocumentAsync();
        Assert.Contains("没有找到表头", page.QuerySelector("#Text-error")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal("随便一段话", page.QuerySelector("#Text")!.TextContent);
        page = await (await Coordinator.PostFormAsync("/units/import", [])).DocumentAsync();
        Assert.NotNull(page.QuerySelector("#File-error"));
    }

    [Fact]
    public async Task Others_read_and_do_not_write()
    {
        var town = await MakeAsync("Township", ("Name", "示例镇"));
        foreach (var user in new[] { "jyk-staff", "jyk-head", "leader", "supervisor" })
        {
            Assert.Null((await portal.ClientOf(user).GetDocumentAsync(town)).QuerySelector($"a[href='{town}/edit']"));
            Assert.Equal(HttpStatusCode.Forbidden, (await portal.ClientOf(user).GetAsync(town + "/edit", Cancel)).StatusCode);
        }

        foreach (var user in new[] { "sysadmin", "secadmin", "auditor" })
            Assert.Equal(HttpStatusCode.Forbidden, (await portal.ClientOf(user).GetAsync("/units", Cancel)).StatusCode);
    }

    [Fact]
    public async Task The_pages_cost_the_same_statements_with_ten_units_and_with_four_hundred()
    {
        var town = await MakeAsync("Township", ("Name", "示例镇"));
        await AddAsync(town, 0, 10);
        var few = await CountsAsync(town);
        await AddAsync(town, 10, 400);
        Assert.Equal(few, await CountsAsync(town));
        Assert.All(few, count => Assert.True(count <= 3, $"{count} statements"));
    }

    private async Task<int[]> CountsAsync(string town)
    {
        var counts = new List<int>();
        foreach (var address in new[] { "/units", town, town + "/edit", town + "/merge" })
        {
            await Coordinator.GetDocumentAsync(address);
            portal.Database.Statements.Reset();
            await Coordinator.GetDocumentAsync(address);
            counts.Add(portal.Database.Statements.Count);
        }

        return [.. counts];
    }

    private async Task AddAsync(string town, int from, int count)
    {
        await using var db = portal.Open();
        db.AddRange(Enumerable.Range(from, count).Select(i => new Unit { Kind = UnitKind.Village, Name = $"示例{i}村", TownshipId = int.Parse(Id(town), null) }));
        await db.SaveChangesAsync(Cancel);
    }

    private async Task<string> MakeAsync(string kind, params (string Name, string Value)[] values) =>
        (await Coordinator.PostFormAsync($"/units/new?kind={kind}", Values(values))).LocationOf();

    private static string Id(string address) => address.Split('/')[^1];

    private static IEnumerable<KeyValuePair<string, string?>> Values(params (string Name, string Value)[] values) =>
        values.Select(v => new KeyValuePair<string, string?>(v.Name, v.Value));
}
