using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pengshui.RuralEdu.Browser.Tests;

/// <summary>本机比对: two lists are compared in the browser, and nothing of them leaves it. The people in the lists are invented.</summary>
public sealed class CompareTests(BrowserFixture fixture, Portal portal) : IClassFixture<Portal>
{
    private const int Long = 60_000;

    [Theory]
    [InlineData("510243200901011231", "510243 20090101 1231", true)] // blanks
    [InlineData("51024320090101124X", "５１０２４３２００９０１０１１２４ｘ", true)] // width and case
    [InlineData("510243890101123", "510243198901011231", true)] // 15 digits become 18
    [InlineData("510243890101123", "510243198901011230", false)] // another check digit
    [InlineData("510243200901011231", "510243200901011258", false)]
    public async Task Numbers_are_the_same_however_they_are_written(string left, string right, bool isSame)
    {
        await using var visitor = await OpenAsync();
        await ChooseAsync(visitor.Page, "a", "甲.csv", $"姓名,证件号\n示例甲,{left}\n");
        await ChooseAsync(visitor.Page, "b", "乙.csv", $"姓名,身份证号码\n示例甲,{right}\n");
        await CompareAsync(visitor.Page);
        await Expect(visitor.Page.Locator("[data-sentence]")).ToContainTextAsync(isSame ? "两边都有 1 人" : "只在甲表 1 人，只在乙表 1 人");
    }

    [Theory]
    [InlineData("2012-05-03", "2012年5月")]
    [InlineData("201205", "2012/5/3")]
    [InlineData("20120503", "2012.05")]
    public async Task Names_with_months_of_birth_are_the_same_however_they_are_written(string left, string right)
    {
        await using var visitor = await OpenAsync();
        await visitor.Page.GetByLabel("姓名加出生年月").CheckAsync();
        await ChooseAsync(visitor.Page, "a", "甲.csv", $"姓名,出生日期\n阿依·古丽,{left}\n");
        await ChooseAsync(visitor.Page, "b", "乙.csv", $"学生姓名,出生年月\n阿依 • 古丽,{right}\n");
        await CompareAsync(visitor.Page);
        await Expect(visitor.Page.Locator("[data-sentence]")).ToContainTextAsync("两边都有 1 人");
    }

    [Fact]
    public async Task Each_row_is_told_once_and_what_differs_is_marked()
    {
        await using var visitor = await OpenAsync();
        var page = visitor.Page;

        // A line with the title above the head, GBK as Excel writes it, a number with commas.
        await ChooseAsync(page, "a", "学籍.csv", "2023年学籍名单,,,\n序号,证件号,学校,补助金额\n1,510243200901011231,示例一小,\"1,000\"\n2,51024320090101124X,示例二小,500\n3,510243200901011266,示例三小,500\n4,,示例四小,500\n5,510243200901011231,示例五小,1\n", gbk: true);
        await ChooseAsync(page, "b", "残联.csv", "证件号,学校,补助金额\n510243200901011231,示例一小,1000\n51024320090101124X,示例二中,500\n510243200901011274,示例六小,500\n");
        await CompareAsync(page);

        await Expect(page.Locator("[data-sentence]")).ToContainTextAsync("3 人，乙表《残联.csv》");
        await Expect(page.Locator("[data-sentence]")).ToContainTextAsync("两边都有 2 人，其中内容不同 1 人；只在甲表 1 人，只在乙表 1 人；重复 1 行，不能比对 1 行。");
        await Expect(page.Locator("[data-rows] tbody tr")).ToHaveCountAsync(1);
        await Expect(page.Locator("[data-rows] mark")).ToHaveTextAsync(["示例二小", "示例二中"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "不能比对" }).ClickAsync();
        await Expect(page.Locator("[data-rows] tbody")).ToContainTextAsync("没有证件号");
        Assert.Empty(await visitor.FindingsAsync());
        visitor.AssertNoComplaints();
    }

    [Fact]
    public async Task Not_one_request_carries_anything_of_the_lists_and_the_result_is_a_file_on_this_computer()
    {
        await using var visitor = await OpenAsync();
        var page = visitor.Page;
        var requests = new List<IRequest>();
        page.Request += (_, request) => requests.Add(request);

        await ChooseAsync(page, "a", "甲.csv", "证件号,姓名\n510243200901011231,示例甲\n");
        await ChooseAsync(page, "b", "乙.csv", "证件号,姓名\n51024320090101124X,示例乙\n");
        await CompareAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "只在乙表" }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "存到本机" }).ClickAsync());

        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await download.SaveAsAsync(file);
        Assert.Equal("PK"u8.ToArray(), (await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken))[..2]);
        File.Delete(file);

        // What the browser asked for are the scripts of the workers; the file itself has an address in this browser only.
        Assert.All(requests.Where(r => !r.Url.StartsWith("blob:", StringComparison.Ordinal)), r =>
            Assert.Matches(new Regex("^GET [^?]+/dist/[^?/]*\\.(js|svg) null$"), $"{r.Method} {r.Url} {r.PostData ?? "null"}"));

        // And it could not: the policy of page and workers allows no connection.
        var answers = new[] { await page.APIRequest.GetAsync(page.Url), await page.APIRequest.GetAsync(new Uri(new Uri(page.Url), "/dist/compare-worker.js").ToString()) };
        Assert.All(answers, a => Assert.Contains("connect-src 'none'", a.Headers["content-security-policy"], StringComparison.Ordinal));
        Assert.Equal("refused", await page.EvaluateAsync<string>("fetch('/healthz/live').then(() => 'sent', () => 'refused')"));
    }

    [Theory]
    [InlineData("名单.xlsx", "这不是工作簿", "这个文件不是 Excel 工作簿")]
    [InlineData("空.csv", " , \n,\n", "表里没有内容")]
    [InlineData("名单.xls", "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", "请在 Excel 里另存为 .xlsx")]
    public async Task What_cannot_be_read_is_said_in_a_sentence(string name, string content, string sentence)
    {
        await using var visitor = await OpenAsync();
        await visitor.Page.Locator("#file-a").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = content[0] == '\u00d0' ? Encoding.Latin1.GetBytes(content) : Encoding.UTF8.GetBytes(content) });
        await Expect(visitor.Page.Locator("#status-a")).ToContainTextAsync(sentence, new() { Timeout = Long });
        await Expect(visitor.Page.Locator("[data-start]")).ToBeDisabledAsync();
    }

    [Fact]
    public async Task The_counts_are_taken_to_a_report_and_nothing_else()
    {
        await using var visitor = await OpenAsync();
        var page = visitor.Page;
        await ChooseAsync(page, "a", "甲.csv", "证件号,姓名\n510243200901011231,示例甲\n");
        await ChooseAsync(page, "b", "乙.csv", "证件号,姓名\n510243200901011231,示例甲\n");
        await CompareAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "带到月报" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "加到本月进展" }).ClickAsync();
        var progress = await page.Locator("#Progress").InputValueAsync();
        Assert.Matches(new Regex("由教育科 填报员在本机比对：甲表《甲.csv》（\\d{4}年\\d{1,2}月\\d{1,2}日修改，SHA-256 [0-9a-f]{64}）1 人"), progress);
        Assert.DoesNotContain("示例甲", progress, StringComparison.Ordinal);
        Assert.DoesNotContain("510243", progress, StringComparison.Ordinal);
        await Expect(page.GetByText("本机比对的结果")).ToBeHiddenAsync();
    }

    private async Task<Visitor> OpenAsync()
    {
        var visitor = await Visitor.SignInAsync(fixture, portal, "jyk-staff", Screen.Desktop);
        await visitor.GoAsync("/compare");
        return visitor;
    }

    private static async Task ChooseAsync(IPage page, string side, string name, string content, bool gbk = false)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var bytes = (gbk ? Encoding.GetEncoding("gb18030") : Encoding.UTF8).GetBytes(content);
        await page.Locator($"#file-{side}").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = bytes });
        await Expect(page.Locator($"#status-{side}")).ToContainTextAsync(string.Create(CultureInfo.InvariantCulture, $"共 {content.TrimEnd('\n').Split('\n').Length} 行"), new() { Timeout = Long });
    }

    private static async Task CompareAsync(IPage page)
    {
        await page.Locator("[data-start]").ClickAsync();
        await Expect(page.Locator("#result-h")).ToBeVisibleAsync(new() { Timeout = Long });
    }
}
