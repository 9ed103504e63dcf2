using AngleSharp.Html.Dom;

namespace Pengshui.RuralEdu.Web.Tests.Sampling;

public sealed class SamplingPageTests
{
    [Theory]
    [InlineData("第三批")]
    [InlineData("123456789")]
    [InlineData("0")]
    public async Task A_seed_that_is_refused_is_shown_again(string typed)
    {
        await using var portal = await PortalFactory.CreateAsync();
        var page = await portal.ClientOf("supervisor").GetDocumentAsync($"/inspections/sampling?seed={Uri.EscapeDataString(typed)}");

        var field = (IHtmlInputElement)page.QuerySelector("#seed")!;
        Assert.Equal(typed, field.Value);
        Assert.Contains("种子是 1 到 99999999 的整数", page.QuerySelector(".error-summary a[href='#seed']")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal("种子 20231020", page.QuerySelector("#seed-h")!.TextOf());
    }
}
