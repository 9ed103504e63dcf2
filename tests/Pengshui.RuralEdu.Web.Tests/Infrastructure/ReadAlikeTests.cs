using System.Diagnostics;
using Pengshui.RuralEdu.Testing.Examples;

namespace Pengshui.RuralEdu.Web.Tests.Infrastructure;

public sealed class ReadAlikeTests
{
    [Fact]
    public async Task Scripts_read_text_and_numbers_as_the_server_does()
    {
        var root = TypedExamples.Root();
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(root, "tests", "Pengshui.RuralEdu.Web.Tests", "Infrastructure", "read-alike.mjs"));
        start.ArgumentList.Add(Path.Combine(root, "src", "Pengshui.RuralEdu.Web", "Assets"));
        start.ArgumentList.Add(TypedExamples.Folder);
        using var node = Process.Start(start)!;
        var error = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(node.ExitCode == 0, output + await error);
    }
}
