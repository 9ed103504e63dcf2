using System.Runtime.Versioning;
using Pengshui.RuralEdu.Web.Tests.Reports;

namespace Pengshui.RuralEdu.Web.Tests.Infrastructure;

/// <summary>What the portal makes on disk is not for other accounts of the machine.</summary>
[SupportedOSPlatform("linux")]
public sealed class FileModeTests
{
    private const UnixFileMode OfFiles = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
    private const UnixFileMode OfFolders = OfFiles | UnixFileMode.UserExecute | UnixFileMode.GroupExecute;

    [Fact]
    public async Task The_database_and_the_logs_are_closed_to_others()
    {
        using var directory = new TemporaryDirectory();
        using (var portal = await PortalProcess.StartAsync(directory["data"]))
        {
            await portal.ReadyAsync();

            // The log begins with its first line, which the first of two requests on one connection has written when the second is answered.
            using var client = new HttpClient { BaseAddress = new Uri(portal.Address) };
            for (var request = 0; request < 2; request++)
                await client.GetStringAsync("/account/login", TestContext.Current.CancellationToken);
            Assert.Equal(OfFolders, File.GetUnixFileMode(directory["data"]));
            AssertClosed(directory["data"], "ruraledu.db", "ruraledu.db-wal", "logs");
            AssertClosed(directory["data/logs"], Path.GetFileName(Assert.Single(Directory.GetFiles(directory["data/logs"]))));
        }
    }

    [Fact]
    public async Task An_export_on_the_command_line_is_closed_to_others()
    {
        using var directory = new TemporaryDirectory();
        var made = await PortalProcess.RunAsync(directory["data"], ["database", "migrate"]);
        Assert.True(made.Code == 0, $"{made}");
        var exported = await PortalProcess.RunAsync(directory["data"], ["audit", "export", "--output", directory["trail.csv"]]);
        Assert.True(exported.Code == 0, $"{exported}");
        AssertClosed(directory.Path, "trail.csv");
    }

    [Fact]
    public async Task Evidence_is_closed_to_others()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var staff = portal.ClientOf("jyk-staff");
        await staff.FileWithFilesAsync(portal.World.ReportOf(portal.World.Lead).Id, [new("Progress", "有佐证。")], ("佐证.pdf", new ByteArrayContent("%PDF-1.4\n%%EOF\n"u8.ToArray())));
        var uploads = Path.Combine(portal.Database.Directory, "uploads");
        Assert.Contains(Directory.EnumerateFiles(uploads, "*", SearchOption.AllDirectories), f => Path.GetFileName(f).Length == 64);
        AssertClosed(uploads);
    }

    /// <summary>Everything in a folder, and among it what is named.</summary>
    private static void AssertClosed(string folder, params string[] named)
    {
        var entries = new DirectoryInfo(folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).ToList();
        Assert.All(named, name => Assert.Contains(entries, e => e.Name == name));
        foreach (var entry in entries.Where(e => named.Length == 0 || named.Contains(e.Name)))
            Assert.True(entry.UnixFileMode == (entry is DirectoryInfo ? OfFolders : OfFiles), $"{entry.Name}: {entry.UnixFileMode}");
    }
}
