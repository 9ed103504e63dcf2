using Microsoft.Playwright;

namespace Pengshui.RuralEdu.Browser.Tests;

/// <summary>What people do on the report form, by the words that they see.</summary>
internal static class ReportFormSteps
{
    /// <summary>Everything that the form of task 13 asks for.</summary>
    public static async Task FillWholeAsync(this Visitor visitor, string progress)
    {
        await visitor.ChooseAsync("常态化推进");
        await visitor.FillAsync("参加耕读劳动学生人次", "11520");
        await visitor.FillAsync("本月进展", progress);
        await visitor.FillAsync("存在问题", "无");
        await visitor.FillAsync("下月打算", "11月对 3 个基地开展一次现场指导。");
        await visitor.FillAsync("完成率", "80");
        await visitor.ChooseAsync("绿灯");
    }

    /// <summary>Chooses one of several by its words; the words, not the hidden button, are what a finger meets.</summary>
    public static Task ChooseAsync(this Visitor visitor, string words) =>
        visitor.Page.Locator("label.btn", new() { HasText = words }).First.ClickAsync();

    /// <summary>A picture with a Chinese name, of some bytes.</summary>
    public static FilePayload Picture(string name) => new()
    {
        Name = name,
        MimeType = "image/png",
        Buffer = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
    };
}
