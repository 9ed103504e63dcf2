namespace Pengshui.RuralEdu.Browser.Tests;

/// <summary>What the other tests lean on would find something where there is something to find.</summary>
public sealed class VisitorTests(BrowserFixture fixture, Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_picture_without_words_and_a_page_that_is_too_wide_are_found()
    {
        await using var visitor = await Visitor.OpenAsync(fixture, portal, Screen.Phone);
        await visitor.GoAsync("/account/login");
        Assert.Empty(await visitor.FindingsAsync());

        await visitor.Page.EvaluateAsync("""
            () => {
              document.querySelector('main').append(document.createElement('img'));
              document.querySelector('main').append(Object.assign(document.createElement('div'), { textContent: '宽' }));
              document.querySelector('main > div:last-child').style.width = '500px';
            }
            """);
        var findings = await visitor.FindingsAsync();

        Assert.Contains(findings, f => f.Contains("image-alt", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.Contains("px wider than the screen", StringComparison.Ordinal));
    }
}
