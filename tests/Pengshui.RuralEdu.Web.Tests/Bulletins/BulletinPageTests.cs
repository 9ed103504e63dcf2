using System.Net;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Bulletins;
using Pengshui.RuralEdu.Core.Bulletins.Word;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Web.Tests.Bulletins;

public sealed class BulletinPageTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private PortalFactory portal = null!;

    public async ValueTask InitializeAsync() => portal = await PortalFactory.CreateAsync();

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    [Fact]
    public async Task A_month_is_drafted_edited_published_and_read_by_everybody()
    {
        var coordinator = portal.ClientOf("coordinator");
        var drafted = await coordinator.PostFormAsync("/bulletins", Values(("month", "2023-10")));
        var edit = drafted.LocationOf();
        Assert.EndsWith("/edit", edit);
        var address = edit[..^"/edit".Length];
        Assert.Equal(HttpStatusCode.NotFound, (await portal.ClientOf("leader").GetAsync(address, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.ClientOf("leader").GetAsync(address + "/word", Cancel)).StatusCode);

        var saved = await coordinator.PostFormAsync(edit, Values(("Overview", "本月情况良好。\r\n（一）分项\r\n| 项目 | 数 |\r\n| 学校 | 3 |")));
        Assert.Equal(address, saved.LocationOf());
        var preview = await coordinator.GetDocumentAsync(address);
        Assert.Equal("本月情况良好。", preview.QuerySelector(".bulletin h2 + p")!.TextOf());
        Assert.Equal("（一）分项", preview.QuerySelector(".bulletin h3")!.TextOf());
        Assert.Equal("3", preview.QuerySelector(".bulletin td:last-child")!.TextOf());
        Assert.Contains("还有 3 份月报没有确认", preview.QuerySelector(".alert-check")!.TextOf());

        Assert.Equal(address + "/publish", preview.QuerySelector(".actionbar a.btn-primary")!.GetAttribute("href"));
        var asked = await coordinator.GetDocumentAsync(address + "/publish");
        Assert.Contains("内容不能再改，也不能撤回", asked.QuerySelector("main")!.TextOf());
        Assert.Empty(asked.QuerySelectorAll(".bulletin-doubts li"));
        Assert.Equal(address, (await coordinator.PostFormAsync(address + "/publish", Values())).LocationOf());
        var page = await portal.ClientOf("auditor").GetDocumentAsync(address);
        Assert.Contains("2023年第1期", page.QuerySelector(".bulletin-issue")!.TextOf());
        Assert.Contains("内容与发布时一致", page.QuerySelector(".bulletin-seal")!.TextOf());
        Assert.Null(page.QuerySelector(".actionbar"));
        Assert.Contains(address, (await portal.ClientOf("jyk-staff").GetDocumentAsync("/bulletins")).QuerySelector("tbody a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task The_word_file_comes_under_its_title()
    {
        var address = await DraftedAsync();
        var answer = await portal.ClientOf("coordinator").GetAsync(address + "/word", Cancel);

        Assert.Equal(OfficialDocument.ContentType, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("关于2023年10月乡村教育振兴重点任务推进情况的通报（草稿）.docx", answer.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Equal("PK"u8.ToArray(), (await answer.Content.ReadAsByteArrayAsync(Cancel))[..2]);
    }

    [Fact]
    public async Task A_refusal_keeps_all_that_was_typed_and_stands_at_its_part()
    {
        var address = await DraftedAsync();
        var text = new string('长', 10_000) + "<b>身份证</b> 500243201001011234";
        var answer = await portal.ClientOf("coordinator").PostFormAsync(address + "/edit", Values(("Title", ""), ("Tasks", text)));

        var page = await answer.DocumentAsync();
        Assert.StartsWith("错误：", page.Title);
        Assert.Equal("请写标题。", page.QuerySelector("#Title-error")!.TextOf());
        Assert.Contains("身份证号", page.QuerySelector("#Tasks-error")!.TextOf());
        Assert.Equal(text, page.QuerySelector("#Tasks")!.TextContent.TrimStart('\n'));
    }

    [Fact]
    public async Task Whoever_saves_second_keeps_the_text_and_may_save_again()
    {
        var address = await DraftedAsync();
        var client = portal.ClientOf("coordinator");
        var second = await client.GetDocumentAsync(address + "/edit");
        await client.PostFormAsync(address + "/edit", Values(("Overview", "先改的")));

        var conflict = await (await client.SubmitAsync(second, address + "/edit", Values(("Overview", "后改的")))).DocumentAsync();
        Assert.Contains("刚被别人改过", conflict.QuerySelector(".error-summary")!.TextOf());
        Assert.Equal("后改的", conflict.QuerySelector("#Overview")!.TextContent.Trim());
        (await client.SubmitAsync(conflict, address + "/edit", [])).LocationOf();

        await using var db = portal.Open();
        Assert.Equal("后改的", BulletinContent.Parse((await db.Bulletins.SingleAsync(Cancel)).ContentJson)[BulletinPart.Overview]);
    }

    [Fact]
    public async Task Drawing_anew_saves_what_was_typed_first_and_shows_what_would_be_lost()
    {
        var address = await DraftedAsync();
        var client = portal.ClientOf("coordinator");
        var asked = await client.PostFormAsync(address + "/edit", Values(("Overview", "留下的"), ("Problems", "会丢的"), ("Redraw", "Problems")));
        Assert.Equal(address + "/redraw/Problems", asked.LocationOf());
        Assert.Equal("会丢的", (await client.GetDocumentAsync(asked.LocationOf())).QuerySelector("del")!.TextOf());

        await client.PostFormAsync(asked.LocationOf(), Values());

        await using var db = portal.Open();
        var content = BulletinContent.Parse((await db.Bulletins.SingleAsync(Cancel)).ContentJson);
        Assert.Equal(("留下的", "本月还没有已确认的月报。"), (content[BulletinPart.Overview], content[BulletinPart.Problems]));
    }

    [Fact]
    public async Task A_form_of_what_was_published_meanwhile_is_refused_with_a_sentence()
    {
        var address = await DraftedAsync();
        var client = portal.ClientOf("coordinator");
        var form = await client.GetDocumentAsync(address + "/edit");
        await client.PostFormAsync(address + "/publish", Values());

        var page = await (await client.SubmitAsync(form, address + "/edit", Values(("Overview", "迟到的修改")))).DocumentAsync();

        Assert.Contains("已经发布，不能再改", page.QuerySelector(".error-summary")!.TextOf());
        Assert.DoesNotContain("迟到的修改", page.QuerySelector(".bulletin")!.TextContent);
        Assert.Equal(address, (await client.GetAsync(address + "/edit", Cancel)).LocationOf());
    }

    [Fact]
    public async Task What_contradicts_the_data_is_listed_before_publishing_which_stays_possible()
    {
        var address = await DraftedAsync();
        var client = portal.ClientOf("coordinator");
        await client.PostFormAsync(address + "/edit", Values(("Overview", "本月红灯9项，应报月报3份。")));
        var asked = await client.GetDocumentAsync(address + "/publish");
        var doubt = Assert.Single(asked.QuerySelectorAll(".bulletin-doubts li")).TextOf();
        Assert.Contains("本月红灯9项", doubt);
        Assert.Contains("写的是 红灯 9，数据是 没有", doubt);
        Assert.Equal(address, (await client.SubmitAsync(asked, address + "/publish", [])).LocationOf());
    }

    [Fact]
    public async Task A_leader_signs_or_sends_back_what_the_coordinator_sent_where_the_setting_says_so()
    {
        await using (var db = portal.Open())
        {
            db.Add(new Core.Settings.Setting { Key = BulletinSettings.BulletinSigned.Key, Value = 1 });
            await db.SaveChangesAsync(Cancel);
        }

        var address = await DraftedAsync();
        var (client, leader) = (portal.ClientOf("coordinator"), portal.ClientOf("leader"));
        Assert.Equal(["修改", "送审"], (await client.GetDocumentAsync(address)).QuerySelectorAll(".actionbar .btn").Select(b => b.TextOf()));
        Assert.Equal(address, (await client.GetAsync(address + "/publish", Cancel)).LocationOf());
        Assert.Equal(address, (await client.PostFormAsync(address + "/send", Values())).LocationOf());

        Assert.Contains("等您审签的通报", (await leader.GetDocumentAsync("/")).TextOf());
        var refused = await (await leader.PostFormAsync(address, Values(("Reason", " ")), "#sign")).DocumentAsync();
        Assert.Contains("请填写退回理由", refused.QuerySelector("#Reason-error")!.TextOf());
        await leader.PostFormAsync(address, Values(("Reason", "总体情况要写短。")), "#sign");
        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync(address, Cancel)).StatusCode);
        Assert.Contains("总体情况要写短。", (await client.GetDocumentAsync(address)).TextOf());
        Assert.Contains("领导已退回", (await client.GetDocumentAsync("/")).TextOf());

        await client.PostFormAsync(address + "/send", Values());
        var page = await leader.GetDocumentAsync(address);
        page.QuerySelector("#sign")!.SetAttribute("action", address + "/sign");
        Assert.Equal(address, (await leader.SubmitAsync(page, address, [], "#sign")).LocationOf());
        Assert.Equal(["撤回送审", "发布"], (await client.GetDocumentAsync(address)).QuerySelectorAll(".actionbar .btn").Select(b => b.TextOf()));
        Assert.Equal(address, (await client.PostFormAsync(address + "/publish", Values())).LocationOf());
    }

    private async Task<string> DraftedAsync()
    {
        var drafted = await portal.ClientOf("coordinator").PostFormAsync("/bulletins", Values(("month", "2023-10")));
        return drafted.LocationOf()[..^"/edit".Length];
    }

    private static IEnumerable<KeyValuePair<string, string?>> Values(params (string Name, string Value)[] values) =>
        values.Select(v => KeyValuePair.Create(v.Name, (string?)v.Value));
}
