using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Pengshui.RuralEdu.Browser.Tests.BrowserFixture))]

namespace Pengshui.RuralEdu.Browser.Tests;

/// <summary>One browser for all tests of the assembly.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>The browser; skips the test where there is none.</summary>
    public IBrowser Browser
    {
        get
        {
            InstalledBrowser.Require();
            return browser!;
        }
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (InstalledBrowser.Path is null)
            return;
        // Long enough for a busy machine; nothing waits longer than it must.
        Assertions.SetDefaultExpectTimeout(20_000);
        playwright = await Playwright.CreateAsync();
        browser = await InstalledBrowser.LaunchAsync(playwright);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
