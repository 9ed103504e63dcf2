using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Pengshui.RuralEdu.Web.Tests.Commands;

/// <summary>Every command that the help names is run as a process, in development (which <c>dotnet run</c> sets) and in production.</summary>
/// <remarks>Slow (half a minute each): a dozen processes, one after the other, each with a start of its own.</remarks>
public sealed partial class EveryCommandTests : IDisposable
{
    private static readonly string[] English = ["fail:", "crit:", "warn:", "   at ", "Unhandled exception", " ERR ", " WRN "];

    private readonly TemporaryDirectory directory = new();

    public static TheoryData<string> Environments { get; } = new("Development", "Production");

    /// <summary>In an order in which one makes what the next needs.</summary>
    private Dictionary<string, string[]> Commands() => new()
    {
        ["database migrate"] = [],
        ["database script"] = ["--output", directory["upgrade.sql"]],
        ["demo seed"] = [],
        ["plan load"] = [],
        ["plan import"] = [directory["notice.txt"]],
        ["users create"] = ["--name", "gly2", "--display", "系统管理员", "--role", "SystemAdministrator"],
        ["users reset-password"] = ["--name", "gly2"],
        ["users reset-two-factor"] = ["--name", "gly2"],
        ["audit verify"] = [],
        ["audit rotate-key"] = [],
        ["files verify"] = [],
        ["audit export"] = ["--output", directory["trail.csv"]],
    };

    [Theory, MemberData(nameof(Environments))]
    public async Task Every_command_does_its_work(string environment)
    {
        await File.WriteAllTextAsync(
            directory["notice.txt"],
            "某县教育委员会关于印发2025年乡村教育振兴工作方案的通知\n2025年3月1日\n（一）改善办学条件\n1.改善办学条件。改善食堂。改善宿舍。（责任科室：教育科）\n",
            TestContext.Current.CancellationToken);
        foreach (var (command, arguments) in Commands())
        {
            var ended = await RunAsync(environment, [.. command.Split(' '), .. arguments], OnServer(command));
            Assert.True(ended.Code == 0, $"{command}: {ended}");
            AssertPlain(command, ended);
        }
    }

    /// <summary>The table above is the help's.</summary>
    [Fact]
    public async Task The_help_names_no_other()
    {
        var named = new List<string>();
        foreach (var group in await NamesAsync("--help"))
            named.AddRange((await NamesAsync(group, "--help")).Select(name => $"{group} {name}"));
        Assert.Equal(Commands().Keys.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    /// <summary>A file that is nobody's is named, and the exit code says that something is wrong.</summary>
    [Fact]
    public async Task Files_that_are_wrong_are_named()
    {
        await RunAsync("Production", ["database", "migrate"]);
        var (hash, folder) = (new string('a', 64), Directory.CreateDirectory(Path.Combine(directory["data"], "uploads", "aa")).FullName);
        await File.WriteAllTextAsync(Path.Combine(folder, hash), "x", TestContext.Current.CancellationToken);

        var ended = await RunAsync("Production", ["files", "verify"]);

        Assert.Equal(1, ended.Code);
        Assert.Contains($"无主：{hash}", ended.Output, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> Refusals()
    {
        var rows = new TheoryData<string, string, string>();
        foreach (var environment in new[] { "Development", "Production" })
        {
            foreach (var server in new[] { "tcp:127.0.0.1,1", "no-such-host.invalid" })
            {
                foreach (var command in new[] { "", "database migrate", "users reset-password --name gly", "audit verify" })
                    rows.Add(environment, server, command);
            }
        }

        return rows;
    }

    /// <summary>No server, or a name that does not resolve: one sentence, exit code 1, for the portal and for its commands.</summary>
    [Theory, MemberData(nameof(Refusals))]
    public async Task A_server_that_is_not_there_is_said_in_one_sentence(string environment, string server, string command)
    {
        var ended = await RunAsync(
            environment, command.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            ("Database:Provider", "SqlServer"), ("ConnectionStrings:RuralEdu", $"Server={server};Database=x;User Id=x;Password=x;Connect Timeout=2"));
        Assert.True(ended.Code == 1, ended.ToString());
        Assert.StartsWith("连不上数据库", ended.Error, StringComparison.Ordinal);
        Assert.Single(ended.Error.Trim().Split('\n'));
        AssertPlain(command, ended);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        directory.Dispose();
    }

    private (string Key, string Value)[] OnServer(string command) => command == "database script"
        ? [("Database:Provider", "SqlServer"), ("ConnectionStrings:RuralEdu", "Server=nowhere")]
        : PortalProcess.DemonstrationIn(directory["data"]);

    private static void AssertPlain(string command, Ended ended) =>
        Assert.All(English, word => Assert.False((ended.Output + ended.Error).Contains(word, StringComparison.Ordinal), $"{command}: {ended}"));

    private Task<Ended> RunAsync(string environment, string[] arguments, params (string Key, string Value)[] settings) =>
        PortalProcess.RunAsync(directory["data"], arguments, null, [("ASPNETCORE_ENVIRONMENT", environment), .. settings]);

    // The commands of a help text: a name at the beginning of a line of their part.
    private async Task<List<string>> NamesAsync(params string[] arguments)
    {
        var help = (await RunAsync("Production", arguments)).Output.ReplaceLineEndings("\n");
        var part = help[(help.LastIndexOf("命令:", StringComparison.Ordinal) + 3)..];
        return [.. Name().Matches(part).Select(m => m.Groups[1].Value)];
    }

    [GeneratedRegex("^  ([a-z][a-z-]+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
