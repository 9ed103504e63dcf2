using Microsoft.Data.Sqlite;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Demonstration;

namespace Pengshui.RuralEdu.Web.Tests.Infrastructure;

/// <summary>What an operator can put right ends the program with one sentence, no stack trace and a non-zero exit code.</summary>
/// <remarks>Some take 20 s or more on a busy machine: a portal is started twice and three times.</remarks>
public sealed class StartupRefusalTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    private string Data => directory["data"];

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        directory.Dispose();
    }

    [Fact]
    public async Task A_port_in_use_is_named_and_a_stop_signal_ends_the_portal_well()
    {
        using var first = await PortalProcess.StartAsync(Data);
        AssertRefused(await PortalProcess.RunAsync(directory["other"], ["--urls", first.Address]), "端口已被别的程序占用", new Uri(first.Address).Port.ToString());
        if (!OperatingSystem.IsWindows())
            Assert.Equal(0, await first.StopAsync());
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_written_is_named()
    {
        await File.WriteAllTextAsync(directory["file"], "", TestContext.Current.CancellationToken);
        var impossible = Path.Combine(directory["file"], "data");
        AssertRefused(await PortalProcess.RunAsync(impossible, []), "不能写入", impossible);
    }

    [Fact]
    public async Task A_database_newer_than_the_program_is_left_alone()
    {
        Assert.Equal(0, (await PortalProcess.RunAsync(Data, ["database", "migrate"])).Code);
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(Data, "ruraledu.db")}"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO __EFMigrationsHistory VALUES ('29991231000000_Later', '99.0.0')";
            command.ExecuteNonQuery();
        }

        AssertRefused(await PortalProcess.RunAsync(Data, []), "数据库比程序新", "29991231000000_Later");
        AssertRefused(await PortalProcess.RunAsync(Data, ["database", "migrate"]), "数据库比程序新");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_named_as_such()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "ruraledu.db"), new string('x', 5000), TestContext.Current.CancellationToken);
        AssertRefused(await PortalProcess.RunAsync(Data, []), "打不开数据库文件");
    }

    [Fact]
    public async Task SQL_Server_without_a_connection_string_is_refused() =>
        AssertRefused(await PortalProcess.RunAsync(Data, [], null, ("Database:Provider", "SqlServer")), "ConnectionStrings:RuralEdu");

    [Fact]
    public async Task A_SQL_Server_that_does_not_answer_is_refused() =>
        AssertRefused(
            await PortalProcess.RunAsync(
                Data, [], null, ("Database:Provider", "SqlServer"), ("ConnectionStrings:RuralEdu", "Server=tcp:127.0.0.1,1;Database=x;Connect Timeout=1;Encrypt=false")),
            "连不上数据库",
            "database migrate");

    [Fact]
    public async Task A_connection_string_that_makes_no_sense_is_refused() =>
        AssertRefused(
            await PortalProcess.RunAsync(Data, [], null, ("Database:Provider", "SqlServer"), ("ConnectionStrings:RuralEdu", "no such=thing")),
            "ConnectionStrings:RuralEdu");

    [Fact]
    public async Task An_unknown_engine_is_refused() =>
        AssertRefused(await PortalProcess.RunAsync(Data, [], null, ("Database:Provider", "Oracle")), "Database:Provider", "Oracle");

    [Fact]
    public async Task A_proxy_that_is_no_address_is_refused() =>
        AssertRefused(await PortalProcess.RunAsync(Data, [], null, ("ForwardedHeaders:KnownProxies:0", "proxy")), "ForwardedHeaders:KnownProxies");

    [Fact]
    public async Task A_certificate_for_the_keys_that_is_not_there_is_named() =>
        AssertRefused(
            await PortalProcess.RunAsync(Data, [], null, ("Security:KeyCertificate", directory["none.pfx"])), "Security:KeyCertificate", "none.pfx");

    /// <summary>The password of its accounts is public: outside of Development a second setting names the database.</summary>
    [Fact]
    public async Task A_demonstration_outside_of_development_must_name_its_database()
    {
        var file = Path.Combine(Data, DatabaseOptions.SqliteFileName);
        foreach (var arguments in new string[][] { [], ["database", "migrate"], ["demo", "seed"] })
        {
            AssertRefused(await PortalProcess.RunAsync(Data, arguments, null, ("Demo:Enabled", "true")), "Demo:Database", file);
            AssertRefused(await PortalProcess.RunAsync(Data, arguments, null, ("Demo:Enabled", "true"), ("Demo:Database", "another.db")), "Demo:Database", file);
        }

        AssertRefused(
            await PortalProcess.RunAsync(
                Data, [], null, ("Demo:Enabled", "true"), ("Database:Provider", "SqlServer"), ("ConnectionStrings:RuralEdu", "Server=nowhere;Database=pengshui")),
            "Demo:Database", "pengshui");
        Assert.False(File.Exists(file));
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task A_database_that_somebody_works_in_is_no_demonstration(string environment)
    {
        Assert.Equal(0, (await PortalProcess.RunAsync(Data, ["database", "migrate"])).Code);
        Assert.Equal(0, (await PortalProcess.RunAsync(Data, ["users", "create", "--name", "zhang", "--display", "某科室", "--role", "Reporter"])).Code);
        (string, string)[] settings = [.. PortalProcess.DemonstrationIn(Data), ("ASPNETCORE_ENVIRONMENT", environment)];
        AssertRefused(await PortalProcess.RunAsync(Data, [], null, settings), "1 个正式账号", "Demo:Enabled");
        AssertRefused(await PortalProcess.RunAsync(Data, ["demo", "seed"], null, settings), "1 个正式账号");
    }

    /// <summary>Once the demonstration is off, its accounts are no way in, and what was signed in is so no more.</summary>
    [Fact]
    public async Task Accounts_of_the_demonstration_do_not_sign_in_after_it_was_switched_off()
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using (var demonstration = await PortalProcess.StartAsync(Data, PortalProcess.DemonstrationIn(Data)))
        {
            await demonstration.ReadyAsync();
            using var client = new HttpClient(handler, disposeHandler: false) { BaseAddress = new Uri(demonstration.Address) };
            Assert.Equal("/", (await client.SignInAsync("leader", DemonstrationAccounts.Password)).LocationOf());
            Assert.True(await client.IsSignedInAsync());
            await demonstration.StopAsync();
        }

        using var portal = await PortalProcess.StartAsync(Data);
        await portal.ReadyAsync();
        using var later = new HttpClient(handler) { BaseAddress = new Uri(portal.Address) };
        Assert.False(await later.IsSignedInAsync());
        Assert.Contains(SignInService.DemonstrationMessage, (await (await later.SignInAsync("leader", DemonstrationAccounts.Password)).DocumentAsync()).TextOf());
        Assert.Contains(SignInService.WrongMessage, (await (await later.SignInAsync("leader", "falsch")).DocumentAsync()).TextOf());
    }

    private static void AssertRefused(Ended ended, params string[] words)
    {
        Assert.True(ended.Code == 1, ended.ToString());
        Assert.All(words, word => Assert.Contains(word, ended.Error, StringComparison.Ordinal));
        Assert.Single(ended.Error.Trim().Split('\n'));
        Assert.DoesNotContain("   at ", ended.Output + ended.Error, StringComparison.Ordinal);
    }
}
