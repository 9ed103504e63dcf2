using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
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

/// <summary>The portal on a real port, with the demonstration in a database of its own.</summary>
public sealed class Portal : WebApplicationFactory<Program>
{
    /// <summary>Password of every demonstration account.</summary>
    public const string Password = "Demo#2023-ps";

    private readonly string directory = Directory.CreateTempSubdirectory("ruraledu-browser-").FullName;

    /// <summary>Starts it.</summary>
    public Portal()
    {
        UseKestrel(0);
        StartServer();
    }

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Address => ClientOptions.BaseAddress.ToString().TrimEnd('/');

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("DataDirectory", directory);
        builder.UseSetting("Database:Provider", "Sqlite");
        builder.UseSetting("Demo:Enabled", "true");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(directory))
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(directory, recursive: true);
        }
    }
}

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
    private readonly IBrowserContext context;
    private readonly Portal portal;

    private Visitor(IBrowserContext context, IPage page, Portal portal)
    {
        this.context = context;
        this.portal = portal;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Complaints.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => Complaints.Add($"{page.Url}: {error}");
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Errors of scripts, refused resources, breaches of the content security policy.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Opens a browser on a screen, without a sign-in.</summary>
    public static async Task<Visitor> OpenAsync(BrowserFixture fixture, Portal portal, Screen screen, bool javaScript = true)
    {
        var context = await fixture.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = portal.Address,
            ViewportSize = new ViewportSize { Width = screen.Width, Height = screen.Height },
            DeviceScaleFactor = 1,
            HasTouch = screen == Screen.Phone,
            JavaScriptEnabled = javaScript,
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
        });
        context.SetDefaultTimeout(15_000);
        return new Visitor(context, await context.NewPageAsync(), portal);
    }

    /// <summary>Opens a browser and signs in through the page.</summary>
    public static async Task<Visitor> SignInAsync(BrowserFixture fixture, Portal portal, string userName, Screen screen, bool javaScript = true)
    {
        var visitor = await OpenAsync(fixture, portal, screen, javaScript);
        await visitor.GoAsync("/account/login");
        await visitor.Page.GetByLabel("用户名").FillAsync(userName);
        await visitor.Page.GetByLabel("密码").FillAsync(Portal.Password);
        await visitor.ClickAsync("登录");
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(portal.Address + "/");
        return visitor;
    }

    /// <summary>Opens an address and returns the status.</summary>
    public async Task<int> GoAsync(string address) => (await Page.GotoAsync(address))!.Status;

    /// <summary>Presses the button with exactly these words.</summary>
    public Task ClickAsync(string button) =>
        Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button, Exact = true }).ClickAsync();

    /// <summary>Fails where axe finds anything on the page, or where the page is wider than the screen.</summary>
    public async Task AssertAccessibleAsync()
    {
        // An axe run needs its script in the page; the policy forbids that to pages, not to the test's own injection.
        var result = await Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        Assert.True(result.Violations.Length == 0, $"{Page.Url}\n" + string.Join("\n", result.Violations.Select(v =>
            $"{v.Id}: {v.Help}\n  " + string.Join("\n  ", v.Nodes.Take(5).Select(n => n.Html)))));
        var overflow = await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{Page.Url} is {overflow} px wider than the screen");
    }

    /// <summary>Fails where the browser complained.</summary>
    public void AssertNoComplaints() => Assert.True(Complaints.Count == 0, string.Join("\n", Complaints));

    /// <summary>The address of the portal.</summary>
    public string Address => portal.Address;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => context.DisposeAsync();
}
