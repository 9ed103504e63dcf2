using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Pengshui.RuralEdu.Web.Tests.Infrastructure;

/// <summary>What <c>dotnet publish</c> would take along, asked of the build without building.</summary>
public sealed class PublishedFilesTests
{
    [Fact]
    public async Task Neither_a_developers_settings_nor_symbols_are_published()
    {
        var files = await ListAsync();
        Assert.Contains("appsettings.json", files);
        Assert.Contains("Pengshui.RuralEdu.Core.dll", files);
        Assert.DoesNotContain("appsettings.Development.json", files);
        Assert.DoesNotContain(files, f => f.EndsWith(".pdb", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<List<string>> ListAsync([CallerFilePath] string here = "")
    {
        var project = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Pengshui.RuralEdu.Web/Pengshui.RuralEdu.Web.csproj"));
        var configuration = AppContext.BaseDirectory.Split(Path.DirectorySeparatorChar).Contains("Release") ? "Release" : "Debug";
        var start = new ProcessStartInfo(
            "dotnet",
            ["msbuild", project, "-t:ResolveReferences;ComputeResolvedFilesToPublishList", "-getItem:ResolvedFileToPublish", "-p:NoBuild=true", "-p:BuildProjectReferences=false", $"-p:Configuration={configuration}", "-nologo", "-nodeReuse:false"])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
        using var answer = JsonDocument.Parse(output);
        return [.. answer.RootElement.GetProperty("Items").GetProperty("ResolvedFileToPublish").EnumerateArray().Select(i => i.GetProperty("RelativePath").GetString()!.Replace('\\', '/'))];
    }
}
