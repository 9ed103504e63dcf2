using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Pengshui.RuralEdu.Web.Tests.Infrastructure;

/// <summary>The build's front end needs Node.js; whoever has none or an old one is told so in one sentence.</summary>
public sealed class NodeTests : IDisposable
{
    private readonly TemporaryDirectory path = new();

    // The build runs its commands through the shell, which it looks for in the same folders.
    public NodeTests()
    {
        if (!OperatingSystem.IsWindows())
            File.CreateSymbolicLink(path["sh"], "/bin/sh");
    }

    public void Dispose() => path.Dispose();

    [Fact]
    public async Task Without_Node_the_build_says_what_to_install() => AssertRefused(await BuildAsync(), "没有找到 Node.js：请安装 Node.js 20 或更高版本");

    [Fact]
    public async Task An_old_Node_is_named_with_its_version()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for Node.js is a shell script.");
        var node = path["node"];
        await File.WriteAllTextAsync(node, "#!/bin/sh\necho v18.19.0\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(node, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        AssertRefused(await BuildAsync(), "Node.js v18.19.0 版本过低");
    }

    private static void AssertRefused((int Code, string Output) build, string sentence)
    {
        Assert.True(build.Code != 0, build.Output);
        Assert.Single(build.Output.Split('\n'), line => line.Contains("error", StringComparison.Ordinal) && line.Contains(sentence, StringComparison.Ordinal));
    }

    /// <summary>The build's own question for Node.js, with nothing but the test's folder to find it in.</summary>
    private async Task<(int Code, string Output)> BuildAsync([CallerFilePath] string here = "")
    {
        var project = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Pengshui.RuralEdu.Web/Pengshui.RuralEdu.Web.csproj"));
        var start = new ProcessStartInfo("dotnet", ["msbuild", project, "-t:RequireNode", "-nologo", "-v:q", "-nodeReuse:false"])
        {
            RedirectStandardOutput = true,
            Environment = { ["PATH"] = path[""], ["DOTNET_CLI_UI_LANGUAGE"] = "en" },
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }
}
