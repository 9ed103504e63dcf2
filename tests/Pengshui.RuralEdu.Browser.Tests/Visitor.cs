using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Pengshui.RuralEdu.Browser.Tests;

/// <summary>A size of screen, as people have it.</summary>
public sealed record Screen(string Name, int Width, int Height)
{
    /// <summary>An office desktop.</summary>
    public static readonly Screen Desktop = new("desktop", 1440, 900);

    /// <summary>A phone.</summary>
    public static readonly Screen Phone = new("phone", 390, 844);
}

/// <summary>Somebody at a browser: pages of one sign-in, and what the browser complained of.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private readonly IBrowserContext context;
    private readonly string address;

    private Visitor(IBrowserContext context, IPage page, string address)
    {
        this.context = context;
        this.address = address;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !IsAnsweredPage(message))
                Complaints.Add($"{page.Url}: {message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => Complaints.Add($"{page.Url}: {error}");
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Errors of scripts, refused resources, breaches of the content security policy.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Opens a browser on a screen, without a sign-in.</summary>
    public static async Task<Visitor> OpenAsync(
        BrowserFixture fixture, Portal portal, Screen screen, bool javaScript = true, CuttableLine? line = null, string? state = null)
    {
        var address = line?.Address ?? portal.Address;
        var context = await fixture.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address,
            ViewportSize = new ViewportSize { Width = screen.Width, Height = screen.Height },
            DeviceScaleFactor = 1,
            HasTouch = screen == Screen.Phone,
            JavaScriptEnabled = javaScript,
            StorageState = state,
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
        });
        // Long enough for a busy machine; nothing waits longer than it must.
        context.SetDefaultTimeout(30_000);
        return new Visitor(context, await context.NewPageAsync(), address);
    }

    /// <summary>Opens a browser and signs in through the page.</summary>
    public static async Task<Visitor> SignInAsync(
        BrowserFixture fixture, Portal portal, string userName, Screen screen, bool javaScript = true, CuttableLine? line = null)
    {
        var visitor = await OpenAsync(fixture, portal, screen, javaScript, line);
        await visitor.GoAsync("/account/login");
        await visitor.FillAsync("用户名", userName);
        await visitor.FillAsync("密码", Portal.Password);
        await visitor.ClickAsync("登录");
        await visitor.ExpectAddressAsync("/");
        return visitor;
    }

    /// <summary>Opens an address and returns the status.</summary>
    public async Task<int> GoAsync(string address) => (await Page.GotoAsync(address))!.Status;

    /// <summary>A second tab of the same sign-in.</summary>
    public Task<IPage> OpenTabAsync() => context.NewPageAsync();

    /// <summary>Presses the button with exactly these words.</summary>
    public Task ClickAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Types into the field with exactly this label, over what is there.</summary>
    public Task FillAsync(string label, string text) => Page.GetByLabel(label, new() { Exact = true }).FillAsync(text);

    /// <summary>Waits until the page's address is this one.</summary>
    public Task ExpectAddressAsync(string path) => Expect(Page).ToHaveURLAsync(address + path);

    /// <summary>Waits until the words are there to read.</summary>
    public Task ExpectTextAsync(string words) => Expect(Page.GetByText(words).First).ToBeVisibleAsync();

    /// <summary>What axe finds on the page, and by how much it is wider than the screen.</summary>
    public async Task<IReadOnlyList<string>> FindingsAsync()
    {
        // No page has frames: what the library does for them, in a page of its own, would take half of the time.
        await Page.EvaluateAsync(Axe);
        var findings = (await Page.EvaluateAsync<string[]>("""
            () => axe.run({ resultTypes: ['violations'] }).then(result => result.violations.map(v =>
                `${v.id}, ${v.help}\n  ` + v.nodes.slice(0, 4).map(n => n.html).join('\n  ')))
            """)).Select(v => $"{Page.Url}: {v}").ToList();
        var overflow = await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (overflow > 0)
            findings.Add($"{Page.Url} is {overflow} px wider than the screen");
        return findings;
    }

    /// <summary>Opens a browser with the sign-in that somebody of this name has at the portal already; signs in where there is none.</summary>
    public static async Task<Visitor> ReturnAsync(BrowserFixture fixture, Portal portal, string userName, Screen screen)
    {
        if (portal.SignIns.TryGetValue(userName, out var state))
            return await OpenAsync(fixture, portal, screen, state: state);
        var visitor = await SignInAsync(fixture, portal, userName, screen);
        portal.SignIns[userName] = await visitor.context.StorageStateAsync();
        return visitor;
    }

    /// <summary>Fails where the browser complained.</summary>
    public void AssertNoComplaints() => Assert.True(Complaints.Count == 0, string.Join("\n", Complaints));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => context.DisposeAsync();

    /// <summary>The browser notes a page that is answered with 403 or 404; the tests look at the status themselves.</summary>
    private bool IsAnsweredPage(IConsoleMessage message) =>
        message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal) && message.Location.StartsWith(Page.Url, StringComparison.Ordinal);

    private static IPageAssertions Expect(IPage page) => Assertions.Expect(page);

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
