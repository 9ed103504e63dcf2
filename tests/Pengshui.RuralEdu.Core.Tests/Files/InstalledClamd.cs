using System.Diagnostics;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Files;

/// <summary>
/// The clamd that is installed, started for a test on a socket of its own. It knows one signature, the EICAR test file's, so that
/// no virus database is needed; it takes streams of 60 MB.
/// </summary>
internal sealed class InstalledClamd : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/sbin/clamd", "/usr/local/sbin/clamd", "/opt/homebrew/sbin/clamd"];

    private readonly DirectoryInfo folder;
    private readonly Process process;

    private InstalledClamd(DirectoryInfo folder, Process process)
    {
        this.folder = folder;
        this.process = process;
    }

    /// <summary>As the setting has it.</summary>
    public string Address => $"unix:{Path.Combine(folder.FullName, "clamd.ctl")}";

    /// <summary>Starts it; skips the test with a sentence where there is none, fails it where this is CI.</summary>
    public static async Task<InstalledClamd> StartAsync(CancellationToken cancellationToken)
    {
        if (Places.FirstOrDefault(File.Exists) is not { } program)
        {
            const string how = "no clamd found: install it (Debian: apt install clamav-daemon)";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is "true" or "1", how);
            Assert.Fail(how);
            return null!;
        }

        var folder = Directory.CreateTempSubdirectory("clamd-");
        var settings = Path.Combine(folder.FullName, "clamd.conf");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "eicar.ndb"), $"Eicar-Test-Signature:0:0:{Convert.ToHexStringLower(ClamStandIn.EicarFile())}\n", cancellationToken);
        await File.WriteAllTextAsync(
            settings,
            $"""
            LocalSocket {Path.Combine(folder.FullName, "clamd.ctl")}
            DatabaseDirectory {folder.FullName}
            Foreground yes
            StreamMaxLength 60M

            """,
            cancellationToken);
        return new InstalledClamd(folder, Process.Start(new ProcessStartInfo(program, ["--config-file", settings]) { RedirectStandardOutput = true, RedirectStandardError = true })!);
    }

    /// <summary>Ends it and takes its folder away.</summary>
    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }
}
