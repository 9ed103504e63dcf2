using System.Text;
using Microsoft.Data.Sqlite;

namespace Pengshui.RuralEdu.Web.Tests.Commands;

/// <summary>The command line, as a process.</summary>
/// <remarks>Some take 20 s or more on a busy machine: several processes, one after the other.</remarks>
public sealed class CommandTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        directory.Dispose();
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("database")]
    [InlineData("database", "nonsense")]
    [InlineData("audit", "export")]
    [InlineData("audit", "export", "--output", "x.csv", "--from", "1.10.2023")]
    [InlineData("audit", "verify", "--anchor", "12")]
    [InlineData("demo", "seed", "--plans", "0")]
    public async Task What_is_not_understood_is_answered_with_the_usage(params string[] arguments)
    {
        var ended = await RunAsync(arguments);
        Assert.Equal(2, ended.Code);
        Assert.Contains("用法", ended.Output + ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_the_commands_in_Chinese()
    {
        var ended = await RunAsync("--help");
        Assert.Equal(0, ended.Code);
        Assert.All(["database", "users", "plan", "audit", "demo", "显示帮助"], word => Assert.Contains(word, ended.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_is_made_filled_checked_and_exported_by_commands()
    {
        AssertDone(await RunAsync("database", "migrate"), "Initial");
        AssertDone(await RunAsync("database", "migrate"), "没有改动");
        AssertDone(await RunAsync("plan", "load"), "已就绪");
        var verified = await RunAsync("audit", "verify");
        AssertDone(verified, "留痕完整");
        AssertDone(await RunAsync("plan", "load"), "已就绪");
        var anchor = verified.Output.Trim().Split('：')[^1];
        AssertDone(await RunAsync("audit", "verify", "--anchor", anchor), "留痕完整");

        AssertDone(await RunAsync("audit", "export", "--output", directory["trail.csv"], "--from", "2023-01-01"), "已导出");
        var bytes = await File.ReadAllBytesAsync(directory["trail.csv"], TestContext.Current.CancellationToken);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Contains("载入工作方案", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);

        Tamper("UPDATE AuditEntries SET Reason = 'x' WHERE Sequence = 3");
        var broken = await RunAsync("audit", "verify");
        Assert.Equal(1, broken.Code);
        Assert.Contains("第 3 条断开", broken.Output, StringComparison.Ordinal);
    }

    /// <summary>The only way to a first account of a production database; its password is printed once and must be changed.</summary>
    [Fact]
    public async Task The_first_accounts_are_made_by_command_and_the_three_posts_stay_apart()
    {
        AssertDone(await RunAsync("database", "migrate"));
        AssertDone(await RunAsync("plan", "load"));
        AssertDone(await RunAsync("users", "create", "--name", "gly", "--display", "系统管理员", "--role", "SystemAdministrator"), "已建账号 gly", "初始密码");
        AssertDone(
            await PortalProcess.RunAsync(
                directory["data"],
                ["users", "create", "--name", "jyk-zhang", "--display", "教育科 填报员", "--role", "Reporter", "SectionHead", "--section", "jyk", "--password-stdin"],
                "Shu-Yuan-2026-wan"),
            "已建账号 jyk-zhang");
        var both = await RunAsync("users", "create", "--name", "two", "--display", "兼任", "--role", "SystemAdministrator", "--role", "Auditor");
        Assert.Equal(1, both.Code);
        Assert.Contains("不同的人担任", both.Error, StringComparison.Ordinal);
        var again = await RunAsync("users", "create", "--name", "gly", "--display", "系统管理员", "--role", "SystemAdministrator");
        Assert.Equal(1, again.Code);
        Assert.Contains("已有人使用", again.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("users", "create", "--name", "x", "--display", "x", "--role", "King")).Code);
    }

    /// <summary>How the posts get back in whom no page lets in again.</summary>
    [Fact]
    public async Task A_forgotten_password_and_a_lost_phone_are_mended_by_command()
    {
        AssertDone(await RunAsync("database", "migrate"));
        AssertDone(await RunAsync("users", "create", "--name", "aqy", "--display", "安全管理员", "--role", "SecurityAdministrator"));
        AssertDone(await RunAsync("users", "reset-password", "--name", "AQY"), "初始密码");
        AssertDone(await RunAsync("users", "reset-two-factor", "--name", "aqy"), "已关闭");
        foreach (var command in new[] { "reset-password", "reset-two-factor" })
        {
            var unknown = await RunAsync("users", command, "--name", "nobody");
            Assert.Equal(1, unknown.Code);
            Assert.Contains("没有用户名为“nobody”的账号", unknown.Error, StringComparison.Ordinal);
        }
    }

    /// <summary>Accounts with a published password never come into an installation that is not a demonstration, or that has accounts.</summary>
    [Fact]
    public async Task The_demonstration_is_loaded_only_where_it_is_wanted_and_nobody_is_yet()
    {
        AssertDone(await RunAsync("database", "migrate"));
        var refused = await RunAsync("demo", "seed");
        Assert.Equal(1, refused.Code);
        Assert.Contains("Demo:Enabled", refused.Error, StringComparison.Ordinal);
        AssertDone(await SeedAsync(), "演示数据已载入");
        Assert.Equal(1, (await SeedAsync()).Code);
        AssertDone(await RunAsync("audit", "verify"), "留痕完整");
    }

    [Fact]
    public async Task A_command_on_an_old_database_names_the_command_that_helps()
    {
        var ended = await RunAsync("plan", "load");
        Assert.Equal(1, ended.Code);
        Assert.Contains("database migrate", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_script_for_SQL_Server_needs_no_server()
    {
        var ended = await PortalProcess.RunAsync(
            directory["data"],
            ["database", "script", "--output", directory["upgrade.sql"]],
            null,
            ("Database:Provider", "SqlServer"),
            ("ConnectionStrings:RuralEdu", "Server=nowhere"));
        AssertDone(ended, "upgrade.sql");
        var script = await File.ReadAllTextAsync(directory["upgrade.sql"], TestContext.Current.CancellationToken);
        Assert.Contains("IF NOT EXISTS", script, StringComparison.Ordinal);
        Assert.Contains("CREATE TABLE [MonthlyReports]", script, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_named()
    {
        AssertDone(await RunAsync("database", "migrate"));
        var ended = await RunAsync("audit", "export", "--output", directory["no/such/folder/trail.csv"]);
        Assert.Equal(1, ended.Code);
        Assert.Contains("不能写入", ended.Error, StringComparison.Ordinal);
    }

    private Task<Ended> SeedAsync() => PortalProcess.RunAsync(directory["data"], ["demo", "seed"], null, PortalProcess.DemonstrationIn(directory["data"]));

    private Task<Ended> RunAsync(params string[] arguments) => PortalProcess.RunAsync(directory["data"], arguments);

    private void Tamper(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={directory["data/ruraledu.db"]}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void AssertDone(Ended ended, params string[] words)
    {
        Assert.True(ended.Code == 0, ended.ToString());
        Assert.All(words, word => Assert.Contains(word, ended.Output, StringComparison.Ordinal));
    }
}
