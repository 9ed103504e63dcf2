using System.Buffers.Binary;
using Microsoft.Playwright;

namespace Pengshui.RuralEdu.Browser.Tests;

/// <summary>
/// Takes the pictures of docs/manual.md with the demonstration's data. They go to the directory that the environment variable
/// RURALEDU_SCREENSHOTS names (docs/images, to renew the manual), else to one that is thrown away.
/// </summary>
public sealed class ManualScreenshots(BrowserFixture fixture, Portal portal) : IClassFixture<Portal>, IDisposable
{
    private static readonly Screen Window = new("desktop", 1280, 800);

    private readonly string? given = Environment.GetEnvironmentVariable("RURALEDU_SCREENSHOTS");
    private readonly DirectoryInfo thrownAway = Directory.CreateTempSubdirectory("ruraledu-screenshots-");

    /// <summary>Name of the picture, who looks, on which screen, and where; a report by task, section and what is done with it.</summary>
    public static TheoryData<string, string, bool, string> Pictures => new()
    {
        { "login", "", false, "/account/login" },
        { "workbench-staff", "jyk-staff", false, "/" },
        { "workbench-staff-phone", "jyk-staff", true, "/" },
        { "report-edit", "jyk-staff", false, "report 1 jyk /edit" },
        { "report-edit-phone", "jyk-staff", true, "report 1 jyk /edit" },
        { "report-errors", "jyk-staff", false, "report 8 jyk /edit" },
        { "report-returned", "jyk-staff", false, "report 9 jyk /edit" },
        { "reviews-head", "jyk-head", false, "/reviews" },
        { "review", "jyk-head", false, "report 10 jyk " },
        { "review-phone", "jyk-head", true, "report 10 jyk " },
        { "workbench-coordinator", "coordinator", false, "/" },
        { "month", "coordinator", false, "/reports" },
        { "periods", "coordinator", false, "/periods" },
        { "bulletin", "coordinator", false, "/bulletins/7" },
        { "ledgers", "leader", false, "/ledgers" },
        { "dashboard", "leader", false, "/dashboard" },
        { "dashboard-phone", "leader", true, "/dashboard" },
        { "meeting", "leader", false, "/dashboard/meeting" },
        { "instructions", "leader", false, "/instructions" },
        { "task", "leader", false, "/tasks/7" },
        { "workbench-supervisor", "supervisor", false, "/" },
        { "inspection-phone", "supervisor", true, "/inspections/6/edit" },
        { "rectification", "supervisor", false, "/rectifications/4" },
        { "sampling", "supervisor", false, "/inspections/sampling?seed=2023" },
        { "import", "coordinator", false, "/plans/import" },
        { "users", "sysadmin", false, "/admin/users" },
        { "calendar", "sysadmin", false, "/admin/calendar" },
        { "roles", "secadmin", false, "/admin/roles" },
        { "audit", "auditor", false, "/audit" },
    };

    [Theory, MemberData(nameof(Pictures))]
    public async Task The_manual_shows(string name, string user, bool phone, string where)
    {
        var screen = phone ? Screen.Phone : Window;
        await using var visitor = user.Length == 0
            ? await Visitor.OpenAsync(fixture, portal, screen)
            : await Visitor.ReturnAsync(fixture, portal, user, screen);
        Assert.Equal(200, await visitor.GoAsync(await AddressAsync(where)));
        if (name == "report-errors")
        {
            await visitor.ClickAsync("提交");
            await visitor.ExpectTextAsync("请填写");
        }

        var path = Path.Combine(given ?? thrownAway.FullName, name + ".png");
        await visitor.Page.ScreenshotAsync(new() { Path = path, FullPage = name is "dashboard" or "month", Animations = ScreenshotAnimations.Disabled });

        var picture = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], picture[..4]);
        Assert.Equal(screen.Width, BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(16)));
        Assert.InRange(BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(20)), screen.Height, 4 * screen.Height);
        Assert.InRange(picture.Length, 10_000, 600_000);
    }

    /// <inheritdoc/>
    public void Dispose() => thrownAway.Delete(recursive: true);

    private async Task<string> AddressAsync(string where)
    {
        if (!where.StartsWith("report ", StringComparison.Ordinal))
            return where;
        var words = where.Split(' ');
        return $"/reports/{await portal.ReportIdAsync(int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture), words[2])}{words[3]}";
    }
}
