namespace Pengshui.RuralEdu.Browser.Tests;

/// <summary>A list of units is pasted, looked through and written, on a desktop and on a phone.</summary>
public sealed class UnitImportTests(BrowserFixture fixture, Portal portal) : IClassFixture<Portal>
{
    private const string List = """
        单位名称,类别,标识码,学段,所在乡镇街道,联系电话
        示例新校,学校,2150990001,九年一贯制,保家镇,
        示例坏校,学校,12,大学,无此镇,
        """;

    public static TheoryData<string> Screens => ["desktop", "phone"];

    [Theory, MemberData(nameof(Screens))]
    public async Task The_preview_is_readable_for_all_and_what_it_shows_is_written(string name)
    {
        var screen = name == Screen.Phone.Name ? Screen.Phone : Screen.Desktop;
        await using var visitor = await Visitor.SignInAsync(fixture, portal, "coordinator", screen);
        await visitor.GoAsync("/units/import");
        await visitor.Page.GetByLabel("或者粘贴名单").FillAsync(screen == Screen.Phone ? List : List.Replace("2150990001", "2150990002", StringComparison.Ordinal).Replace("新校", "新建学校", StringComparison.Ordinal));
        await visitor.ClickAsync("读入");
        await visitor.ExpectTextAsync("没有“无此镇”这个乡镇街道");
        Assert.Empty(await visitor.FindingsAsync());

        await visitor.ClickAsync("确认写入");
        await visitor.ExpectTextAsync("有 1 行不能读入");
        Assert.Empty(await visitor.FindingsAsync());
        await visitor.Page.GetByText("名单里没有的").ClickAsync();
        Assert.Empty(await visitor.FindingsAsync());
        await visitor.Page.GetByLabel("除去这些行").CheckAsync();
        await visitor.ClickAsync("确认写入");

        await visitor.ExpectTextAsync("名单已写入：新增 1 个，除去 1 行。");
        visitor.AssertNoComplaints();
    }
}
