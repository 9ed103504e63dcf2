using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pengshui.RuralEdu.Browser.Tests;

/// <summary>The view for a meeting on a projector.</summary>
public sealed class MeetingTests(BrowserFixture fixture, Portal portal) : IClassFixture<Portal>
{
    private const int Smallest = 20;

    private static readonly Screen Projector = new("projector", 1920, 1080);

    [Theory]
    [InlineData("2023-09")]
    [InlineData("2023-10")]
    public async Task The_meeting_fills_a_projector_without_the_navigation_and_with_nothing_small(string month)
    {
        await using var leader = await Visitor.SignInAsync(fixture, portal, "leader", Projector);
        await leader.GoAsync($"/dashboard/meeting?month={month}");
        await Expect(leader.Page.Locator(".site-header")).ToBeHiddenAsync();
        await Expect(leader.Page.GetByRole(AriaRole.Link, new() { Name = "回到总览" })).ToBeVisibleAsync();

        var small = await leader.Page.EvaluateAsync<string[]>(
            """
            smallest => {
              const found = [];
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const element = node.parentElement;
                if (!node.data.trim() || !element.checkVisibility() || element.closest(".visually-hidden, script, .skip-link")) continue;
                const size = parseFloat(getComputedStyle(element).fontSize);
                if (size < smallest) found.push(`${size}px ${element.className}: ${node.data.trim()}`);
              }
              return found;
            }
            """,
            Smallest);
        Assert.True(small.Length == 0, string.Join('\n', small.Take(20)));

        var (height, end) = (
            await leader.Page.EvaluateAsync<int>("document.documentElement.scrollHeight"),
            await leader.Page.EvaluateAsync<double>("Math.max(...[...document.querySelectorAll('main .card')].map(c => c.getBoundingClientRect().bottom))"));
        Assert.True(height <= Projector.Height, $"It is {height} px high.");
        Assert.True(end > Projector.Height * 0.95, $"It ends at {end} px.");
        leader.AssertNoComplaints();
    }
}
