using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Web.Tests.Infrastructure;

/// <summary>A disk of a few megabytes, in memory, that a test can fill. Only root may make one.</summary>
public sealed class SmallDisk : IDisposable
{
    private const int Megabytes = 24;

    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    private string Ballast => Path.Combine(Folder, "ballast");

    /// <summary>Makes one, or skips the test where this account may not.</summary>
    public static SmallDisk Make()
    {
        var folder = Directory.CreateTempSubdirectory("ruraledu-disk-").FullName;
        Assert.SkipUnless(OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={Megabytes}m", "tmpfs", folder), "This account may not mount a small disk.");
        return new SmallDisk(folder);
    }

    /// <summary>A portal whose files and database lie on it, with its own world; nothing is written ahead when it returns.</summary>
    public async Task<PortalFactory> PortalAsync()
    {
        var portal = await PortalFactory.CreateAsync();
        var file = Path.Combine(Folder, "ruraledu.db");
        await using (var db = portal.Open())
            await db.Database.ExecuteSqlAsync($"VACUUM INTO {file}", TestContext.Current.CancellationToken);
        await using (var copy = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await copy.OpenAsync(TestContext.Current.CancellationToken);
            await using var ahead = copy.CreateCommand();
            ahead.CommandText = "PRAGMA journal_mode=WAL";
            await ahead.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        portal.Settings["DataDirectory"] = Folder;
        portal.Settings["ConnectionStrings:RuralEdu"] = $"Data Source={file}";
        portal.Settings["Storage:LeastFreeMegabytes"] = "2";
        return portal;
    }

    /// <summary>Fills it to the last byte.</summary>
    public void Fill()
    {
        using var ballast = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = 1024 * 1024; size > 0;)
        {
            try
            {
                ballast.Write(new byte[size]);
            }
            catch (IOException)
            {
                size /= 2;
            }
        }
    }

    /// <summary>Makes room again.</summary>
    public void Clear() => File.Delete(Ballast);

    public void Dispose()
    {
        Run("umount", "-l", Folder);
        Directory.Delete(Folder);
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true });
        process!.WaitForExit();
        return process.ExitCode == 0;
    }
}
