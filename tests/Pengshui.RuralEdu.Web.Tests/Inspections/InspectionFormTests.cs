using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Web.Tests.Inspections;

public sealed class InspectionFormTests : IAsyncLifetime
{
    private PortalFactory portal = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private HttpClient Supervisor { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        portal = await PortalFactory.CreateAsync();
        Supervisor = portal.ClientOf("supervisor");
    }

    public async ValueTask DisposeAsync() => await portal.DisposeAsync();

    [Fact]
    public async Task A_visit_is_written_issued_and_read_by_the_section_without_a_script()
    {
        var id = await Supervisor.DraftInspectionAsync(InspectionForms.Whole(portal.World));
        var key = Guid.NewGuid();
        var fields = new Dictionary<string, string?>
        {
            ["NeedsRectification"] = "true",
            ["Rectifications.Index"] = $"{key}",
            [$"Rectifications[{key}].Key"] = $"{key}",
            [$"Rectifications[{key}].Whose"] = $"{portal.World.Task1.Id}-{portal.World.Jyk.Id}",
            [$"Rectifications[{key}].Problem"] = "补全家长签字。",
            [$"Rectifications[{key}].DueOn"] = "2023-11-03",
            [InspectionForms.Field(portal.World.Lead, "Light")] = "Yellow",
            [InspectionForms.Field(portal.World.Lead, "Seen")] = "签字缺两次。",
        };
        var issued = await Supervisor.SendInspectionAsync(fields, "issue", $"/inspections/{id}/edit");
        Assert.Equal($"/inspections/{id}", issued.LocationOf());

        var page = (await portal.ClientOf("jyk-staff").GetDocumentAsync($"/inspections/{id}")).TextOf();
        Assert.Contains("督〔2023〕第1号", page, StringComparison.Ordinal);
        Assert.Contains("签字缺两次。", page, StringComparison.Ordinal);
        Assert.Contains("黄灯", page, StringComparison.Ordinal);
        Assert.Contains("整改〔2023〕第1号", page, StringComparison.Ordinal);
        await using var db = portal.Open();
        Assert.Equal(RectificationState.Open, (await db.Rectifications.SingleAsync(Token)).State);
    }

    [Fact]
    public async Task Photos_that_come_with_the_issuing_form_are_kept_and_a_bad_one_keeps_it_from_being_issued()
    {
        using (var text = new ByteArrayContent("不是照片"u8.ToArray()))
        {
            var page = await (await Supervisor.SendWithPhotoAsync(portal.World, text, "issue")).DocumentAsync();
            Assert.Contains("还不能签发", page.QuerySelector(".error-summary, [role=alert]")!.TextOf(), StringComparison.Ordinal);
            Assert.Equal("查看了台账，与上报一致。", page.QuerySelector("#Findings")!.TextContent);
        }

        using (var photo = new ByteArrayContent(InspectionForms.Photo()))
            Assert.StartsWith("/inspections/", (await Supervisor.SendWithPhotoAsync(portal.World, photo, "issue")).LocationOf(), StringComparison.Ordinal);
        await using var db = portal.Open();
        Assert.Equal([(InspectionState.Draft, 0), (InspectionState.Issued, 1)], (await db.Inspections.OrderBy(i => i.Id)
            .Select(i => new { i.State, i.Photos.Count }).ToListAsync(Token)).Select(i => (i.State, i.Count)));
    }

    [Fact]
    public async Task The_form_begins_with_the_task_and_section_of_the_address()
    {
        var page = await Supervisor.GetDocumentAsync("/inspections/new?task=1&section=jjk");
        var pick = Assert.Single(page.QuerySelectorAll("[data-place=pick] .pick"));
        Assert.Contains("基建科", pick.TextOf(), StringComparison.Ordinal);
        Assert.Empty((await Supervisor.GetDocumentAsync("/inspections/new")).QuerySelectorAll("[data-place=pick] .pick"));
        Assert.Empty((await Supervisor.GetDocumentAsync("/inspections/new?task=99&section=zzz")).QuerySelectorAll("[data-place=pick] .pick"));
    }

    [Fact]
    public async Task Tasks_lines_and_rectifications_are_added_and_taken_out_without_a_script_and_nothing_typed_is_lost()
    {
        var world = portal.World;
        var other = $"{world.Task2.Id}-{world.Jjk.Id}";
        var page = await (await Supervisor.SendInspectionAsync(new Dictionary<string, string?> { ["Findings"] = "写了一半", ["Add"] = other }, "add")).DocumentAsync();
        Assert.Equal(2, page.QuerySelectorAll("[data-place=pick] .pick").Length);
        Assert.Equal("写了一半", page.QuerySelector("#Findings")!.TextContent);

        page = await (await Supervisor.SubmitAsync(page, "/inspections/new", [], "#inspection-form", $"Do=figure:{other}")).DocumentAsync();
        var name = page.QuerySelector<IHtmlInputElement>("tr.own input[aria-label=核对什么]")!.Name!;
        page = await (await Supervisor.SubmitAsync(page, "/inspections/new", [new(name, "教室间数")], "#inspection-form", "Do=rectify")).DocumentAsync();
        Assert.Equal("教室间数", page.QuerySelector<IHtmlInputElement>("tr.own input[aria-label=核对什么]")!.Value);
        Assert.NotEmpty(page.QuerySelectorAll("[data-rectifications] [data-rectification-row]"));

        page = await (await Supervisor.SubmitAsync(page, "/inspections/new", [], "#inspection-form", $"Do=drop:{other}")).DocumentAsync();
        Assert.Single(page.QuerySelectorAll("[data-place=pick] .pick"));
        await using var db = portal.Open();
        Assert.Equal(0, await db.Inspections.CountAsync(Token));
    }

    [Fact]
    public async Task A_rectification_is_offered_what_the_inspection_concerns_first_and_all_else_after_it()
    {
        var (mine, other) = ($"{portal.World.Task1.Id}-{portal.World.Jyk.Id}", $"{portal.World.Task2.Id}-{portal.World.Jjk.Id}");
        var page = await Supervisor.GetDocumentAsync("/inspections/new");
        var all = Choices(page, "option[value*='-']");
        Assert.Empty(Whose(page).QuerySelectorAll("optgroup"));

        // What was posted and what was saved alike.
        page = await (await Supervisor.SendInspectionAsync(new Dictionary<string, string?> { ["Add"] = other }, "add")).DocumentAsync();
        Assert.Equal(["本次督查涉及", "其他任务"], Whose(page).QuerySelectorAll("optgroup").Select(g => g.GetAttribute("label")));
        Assert.Equal([mine, other], Choices(page, "optgroup:first-of-type option"));
        Assert.Equal(all.Except([mine, other]), Choices(page, "optgroup:last-of-type option"));
        Assert.Equal(mine, Whose(page).Value);

        var key = Guid.NewGuid();
        var id = await Supervisor.DraftInspectionAsync(new Dictionary<string, string?>
        {
            ["NeedsRectification"] = "true",
            ["Rectifications.Index"] = $"{key}",
            [$"Rectifications[{key}].Key"] = $"{key}",
            [$"Rectifications[{key}].Whose"] = other,
            [$"Rectifications[{key}].Problem"] = "补全签字。",
            [$"Rectifications[{key}].DueOn"] = "2023-11-03",
        });
        page = await Supervisor.GetDocumentAsync($"/inspections/{id}/edit");
        Assert.Equal([mine], Choices(page, "optgroup:first-of-type option"));
        Assert.Equal(other, Whose(page).Value);

        static IHtmlSelectElement Whose(IHtmlDocument page) => page.QuerySelector<IHtmlSelectElement>("[data-rectifications] [data-whose]")!;
        static List<string?> Choices(IHtmlDocument page, string which) => [.. Whose(page).QuerySelectorAll(which).Select(o => o.GetAttribute("value"))];
    }

    [Fact]
    public async Task What_it_lacks_is_said_beside_its_field_and_what_was_typed_is_kept()
    {
        var long10000 = new string('字', 10_000);
        var answer = await Supervisor.SendInspectionAsync(
            new Dictionary<string, string?> { ["Findings"] = long10000, ["Place"] = "示例小学", ["VisitedOn"] = "2023-10-21", ["NeedsRectification"] = "false" }, "issue");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.DocumentAsync();
        Assert.StartsWith("错误：", page.Title, StringComparison.Ordinal);
        Assert.Contains("还不能签发", page.QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal(["#VisitedOn", "#Dimensions", "#Findings"], page.QuerySelectorAll(".error-summary a").Select(a => a.GetAttribute("href")));
        Assert.All(page.QuerySelectorAll(".error-summary a"), a => Assert.NotNull(page.QuerySelector(a.GetAttribute("href")!)));
        Assert.Equal(long10000, page.QuerySelector("#Findings")!.TextContent);
        Assert.Equal("示例小学", page.QuerySelector<IHtmlInputElement>("#Place")!.Value);
    }

    [Fact]
    public async Task An_identity_number_is_refused_with_its_reason()
    {
        var page = await (await Supervisor.SendInspectionAsync(
            new Dictionary<string, string?> { [InspectionForms.Field(portal.World.Lead, "Seen")] = "500243201201011234 未到" })).DocumentAsync();
        Assert.Contains(IdentityNumbers.Refusal, page.TextOf(), StringComparison.Ordinal);
        Assert.Contains("500243201201011234 未到", page.TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_draft_and_one_number()
    {
        var page = await Supervisor.GetDocumentAsync("/inspections/new?task=1");
        var fields = InspectionForms.Whole(portal.World);
        var first = (await Supervisor.SubmitAsync(page, "/inspections/new", fields, "#inspection-form", "Do=save")).LocationOf();
        var second = (await Supervisor.SubmitAsync(page, "/inspections/new", fields, "#inspection-form", "Do=save")).LocationOf();
        Assert.Equal(first, second);
        var issued = (await Supervisor.SubmitAsync(page, "/inspections/new", fields, "#inspection-form", "Do=issue")).LocationOf();
        Assert.Equal(issued, (await Supervisor.SubmitAsync(page, "/inspections/new", fields, "#inspection-form", "Do=issue")).LocationOf());
        await using var db = portal.Open();
        Assert.Equal((1, 1), (await db.Inspections.CountAsync(Token), (await db.Inspections.SingleAsync(Token)).Number));
    }

    [Fact]
    public async Task The_script_gets_the_draft_s_key_and_version_and_a_second_arrival_the_same()
    {
        var page = await Supervisor.GetDocumentAsync("/inspections/new");
        var first = await Answer(await Supervisor.AutosaveInspectionAsync(page, [new("Findings", "路上写的。")]));
        var again = await Answer(await Supervisor.AutosaveInspectionAsync(page, [new("Findings", "路上写的。")]));
        var later = await Answer(await Supervisor.AutosaveInspectionAsync(page, [new("Findings", "到校后改的。")]));
        Assert.Equal(first, again);
        Assert.Equal((first.Id, first.Version + 1), later);
        await using var db = portal.Open();
        Assert.Equal("到校后改的。", (await db.Inspections.SingleAsync(Token)).Findings);

        static async Task<(int Id, int Version)> Answer(HttpResponseMessage answer)
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token));
            return (json.RootElement.GetProperty("id").GetInt32(), json.RootElement.GetProperty("version").GetInt32());
        }
    }

    [Fact]
    public async Task A_key_that_the_server_knows_leads_to_its_draft()
    {
        var page = await Supervisor.GetDocumentAsync("/inspections/new");
        var key = page.QuerySelector<IHtmlInputElement>("#inspection-form [name=DraftKey]")!.Value;
        Assert.Equal(key, (await Supervisor.GetDocumentAsync($"/inspections/new?key={key}")).QuerySelector<IHtmlInputElement>("#inspection-form [name=DraftKey]")!.Value);
        await Supervisor.AutosaveInspectionAsync(page, [new("Findings", "一句。")]);
        Assert.Equal("/inspections/1/edit", (await Supervisor.GetAsync($"/inspections/new?key={key}", Token)).LocationOf());
    }

    [Fact]
    public async Task A_stale_form_keeps_what_was_typed()
    {
        var id = await Supervisor.DraftInspectionAsync(InspectionForms.Whole(portal.World));
        var stale = await Supervisor.GetDocumentAsync($"/inspections/{id}/edit");
        await Supervisor.SendInspectionAsync(new Dictionary<string, string?> { ["Findings"] = "手机上写的。" }, "save", $"/inspections/{id}/edit");
        var answer = await Supervisor.SubmitAsync(stale, "", [new("Findings", "电脑上写的。")], "#inspection-form", "Do=save");
        var page = await answer.DocumentAsync();
        Assert.Contains("在别处保存过", page.QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal("电脑上写的。", page.QuerySelector("#Findings")!.TextContent);
        Assert.Equal($"/inspections/{id}/edit", (await Supervisor.SubmitAsync(page, "", [], "#inspection-form", "Do=save")).LocationOf());
    }

    [Fact]
    public async Task A_form_that_was_issued_elsewhere_gives_back_what_was_typed()
    {
        var id = await Supervisor.DraftInspectionAsync(InspectionForms.Whole(portal.World));
        var stale = await Supervisor.GetDocumentAsync($"/inspections/{id}/edit");
        await Supervisor.SendInspectionAsync([], "issue", $"/inspections/{id}/edit");
        var answer = await Supervisor.SubmitAsync(stale, "", [new("Findings", "晚了一步。")], "#inspection-form", "Do=save");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await answer.DocumentAsync();
        Assert.Contains("已经签发", page.TextOf(), StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll("textarea"), a => a.TextContent == "晚了一步。");
    }

    [Fact]
    public async Task A_draft_is_not_found_by_others()
    {
        var id = await Supervisor.DraftInspectionAsync(InspectionForms.Whole(portal.World));
        foreach (var who in new[] { "jyk-staff", "jyk-head", "coordinator", "leader" })
            Assert.Equal(HttpStatusCode.NotFound, (await portal.ClientOf(who).GetAsync($"/inspections/{id}", Token)).StatusCode);
        Assert.DoesNotContain("示例小学", (await portal.ClientOf("leader").GetDocumentAsync("/inspections")).TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_is_deleted_after_a_question()
    {
        var id = await Supervisor.DraftInspectionAsync(InspectionForms.Whole(portal.World));
        Assert.Equal("/inspections", (await Supervisor.PostFormAsync($"/inspections/{id}/discard", [])).LocationOf());
        Assert.Equal(HttpStatusCode.NotFound, (await Supervisor.GetAsync($"/inspections/{id}", Token)).StatusCode);
    }

    [Fact]
    public async Task A_photo_goes_up_is_shown_and_taken_out()
    {
        var id = await Supervisor.DraftInspectionAsync(InspectionForms.Whole(portal.World));
        var row = await (await Supervisor.UploadPhotoAsync(id, InspectionForms.Photo())).DocumentAsync();
        var photo = await Supervisor.GetAsync(row.QuerySelector("img")!.GetAttribute("src"), Token);
        Assert.Equal("image/jpeg", photo.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.ClientOf("leader").GetAsync(row.QuerySelector("img")!.GetAttribute("src"), Token)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Supervisor.UploadPhotoAsync(id, "MZ"u8.ToArray(), "假.jpg")).StatusCode);

        var remove = row.QuerySelector("[data-remove-photo]")!.GetAttribute("value")!;
        await Supervisor.SendInspectionAsync([], remove, $"/inspections/{id}/edit");
        Assert.Empty((await Supervisor.GetDocumentAsync($"/inspections/{id}/edit")).QuerySelectorAll("#photo-list img"));
    }

    [Fact]
    public async Task The_ledger_is_filtered_by_task_section_kind_and_month()
    {
        await Supervisor.IssueInspectionAsync(portal.World);
        var leader = portal.ClientOf("leader");
        foreach (var (query, found) in new[]
        {
            ("task=1", true), ("task=2", false), ("section=jyk", true), ("section=jjk", false), ("kind=Visit", true), ("kind=Papers", false),
            ("month=2023-10", true), ("month=2023-09", false), ("task=1&section=jyk&kind=Visit&month=2023-10&page=7", true),
        })
        {
            Assert.Equal(found, (await leader.GetDocumentAsync($"/inspections?{query}")).TextOf().Contains("督〔2023〕第1号", StringComparison.Ordinal));
        }

        foreach (var nonsense in new[] { "month=x", "kind=x", "task=x" })
            Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync($"/inspections?{nonsense}", Token)).StatusCode);
    }

    [Fact]
    public async Task A_supplement_that_is_refused_keeps_its_text()
    {
        var id = await Supervisor.IssueInspectionAsync(portal.World);
        var text = new string('字', 10_000);
        var page = await (await Supervisor.PostFormAsync($"/inspections/{id}", [new("Text", text)], "#supplements form")).DocumentAsync();
        Assert.Equal(text, page.QuerySelector("#Text")!.TextContent);
        var done = await Supervisor.SubmitAsync(page, "", [new("Text", "又核对了名册。")], "#supplements form");
        Assert.Equal($"/inspections/{id}#supplements", done.LocationOf());
        Assert.Contains("又核对了名册。", (await portal.ClientOf("jyk-staff").GetDocumentAsync($"/inspections/{id}")).TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_pages_cost_a_constant_number_of_statements()
    {
        var addresses = new[] { "/inspections", "/inspections/1", "/inspections/new?task=1", "/inspections/2/edit" };
        await Supervisor.IssueInspectionAsync(portal.World);
        await Supervisor.DraftInspectionAsync(InspectionForms.Whole(portal.World));
        var few = await Counts();
        for (var i = 0; i < 5; i++)
            await Supervisor.IssueInspectionAsync(portal.World, InspectionForms.Photo());
        Assert.Equal(few, await Counts());
        Assert.All(few, n => Assert.InRange(n, 1, 9));

        async Task<List<int>> Counts()
        {
            var counts = new List<int>();
            foreach (var address in addresses)
            {
                await Supervisor.GetDocumentAsync(address);
                portal.Database.Statements.Reset();
                await Supervisor.GetDocumentAsync(address);
                counts.Add(portal.Database.Statements.Count);
            }

            return counts;
        }
    }
}
