using Microsoft.Playwright;

namespace Pengshui.RuralEdu.Browser.Tests;

/// <summary>The Chromium, Chrome or Edge that is installed; nothing is downloaded.</summary>
internal static class InstalledBrowser
{
    // The first has no windows to draw and is a third quicker.
    private static readonly string[] Places =
    [
        "/usr/bin/chromium-headless-shell",
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
        "/usr/bin/microsoft-edge",
        "/snap/bin/chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    private static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>Its path, or null.</summary>
    public static string? Path =>
        Environment.GetEnvironmentVariable("RURALEDU_TEST_BROWSER") is { Length: > 0 } given ? given : Places.FirstOrDefault(File.Exists);

    /// <summary>Skips the test with a sentence where there is no browser; fails it where this is CI.</summary>
    public static void Require()
    {
        if (Path is not null)
            return;
        const string how = "no browser found: install Chromium (Debian: apt install chromium fonts-noto-cjk), Chrome or Edge, "
            + "or set RURALEDU_TEST_BROWSER to one";
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is "true" or "1", how);
        Assert.Fail(how);
    }

    /// <summary>Starts it without a window.</summary>
    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Path, Headless = true, Args = Switches });
}
