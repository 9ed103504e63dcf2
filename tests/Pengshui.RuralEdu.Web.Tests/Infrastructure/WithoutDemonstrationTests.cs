using System.Diagnostics;
using System.Net;
using System.Runtime.CompilerServices;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Web.Tests.Infrastructure;

/// <summary>The portal as <c>dotnet publish -p:IncludeDemonstration=false</c> makes it.</summary>
public sealed class PortalWithoutDemonstration : IAsyncLifetime
{
    private readonly TemporaryDirectory directory = new();

    public string Program => directory["publish"];

    public string Data => directory["data"];

    public async ValueTask InitializeAsync() => await PublishAsync(Program);

    public ValueTask DisposeAsync()
    {
        directory.Dispose();
        return ValueTask.CompletedTask;
    }

    // What it refers to does not know the property and was built with these tests.
    private static async Task PublishAsync(string folder, [CallerFilePath] string here = "")
    {
        var project = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Pengshui.RuralEdu.Web/Pengshui.RuralEdu.Web.csproj"));
        var configuration = AppContext.BaseDirectory.Split(Path.DirectorySeparatorChar).Contains("Release") ? "Release" : "Debug";
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "publish", project, "-c", configuration, "-o", folder, "-p:IncludeDemonstration=false", "-p:BuildProjectReferences=false",
                "-p:UseSharedCompilation=false", "-nodeReuse:false", "-nologo", "-v", "quiet",
            ])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
    }
}

public sealed class WithoutDemonstrationTests(PortalWithoutDemonstration portal) : IClassFixture<PortalWithoutDemonstration>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Nothing_of_the_demonstration_is_published()
    {
        var files = Directory.GetFiles(portal.Program).Select(Path.GetFileName).ToList();

        Assert.Contains("Pengshui.RuralEdu.Core.dll", files);
        Assert.DoesNotContain(files, f => f!.Contains("Demonstration", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("Pengshui.RuralEdu.Demonstration", File.ReadAllText(Path.Combine(portal.Program, "Pengshui.RuralEdu.Web.deps.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_starts_with_the_reference_data_and_answers()
    {
        using var process = await PortalProcess.StartAsync(portal.Program, portal.Data);
        await process.ReadyAsync();
        using var client = new HttpClient { BaseAddress = new Uri(process.Address) };
        using var answer = await client.GetAsync("/", Cancel);

        Assert.Equal((HttpStatusCode.OK, "/account/login"), (answer.StatusCode, answer.RequestMessage!.RequestUri!.AbsolutePath));
        Assert.Equal(0, await process.StopAsync());
    }

    [Fact]
    public async Task It_refuses_to_be_a_demonstration()
    {
        var data = portal.Data + "-refused";
        string[][] ways = [[], ["database", "migrate"]];
        foreach (var arguments in ways)
        {
            var ended = await PortalProcess.RunAsync(portal.Program, data, arguments, null, PortalProcess.DemonstrationIn(data));

            Assert.True(ended.Code == 1, ended.ToString());
            Assert.Contains("没有带演示", ended.Error, StringComparison.Ordinal);
            Assert.Contains("Demo:Enabled", ended.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(Path.Combine(data, DatabaseOptions.SqliteFileName)));
    }

    [Fact]
    public async Task It_has_no_command_that_stores_one()
    {
        var ended = await PortalProcess.RunAsync(portal.Program, portal.Data, ["demo", "seed"], null);

        Assert.True(ended.Code == 2, ended.ToString());
    }
}
