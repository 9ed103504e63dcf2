using System.Data.Common;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Web.Infrastructure.Logging;
using Serilog.Events;
using Serilog.Parsing;

namespace Pengshui.RuralEdu.Web.Tests.Infrastructure;

/// <summary>The log can be read by a program, cannot be forged by what a stranger sends, and holds nothing that was typed.</summary>
public sealed class LogTests
{
    private const string Marker = "记号4711";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\u0085")]
    [InlineData("\u2028")]
    [InlineData("\u2029")]
    [InlineData("\u001b[2K\r")]
    [InlineData("\u009b2K")]
    [InlineData("\u202e")]
    [InlineData("\",\"@l\":\"Fatal")]
    public void No_value_begins_a_line_of_its_own_or_steers_a_terminal(string sign)
    {
        var line = Line(new LogEvent(
            DateTimeOffset.UnixEpoch, LogEventLevel.Warning, null, new MessageTemplateParser().Parse("before {Value:l} after"), [new("Value", new ScalarValue($"a{sign}b"))]));

        Assert.DoesNotContain(line, c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u202e');
        using var read = JsonDocument.Parse(line);
        Assert.Equal($"before a{sign}b after", read.RootElement.GetProperty("@m").GetString());
        Assert.Equal("Warning", read.RootElement.GetProperty("@l").GetString());
    }

    [Fact]
    public void An_exception_is_told_with_its_kinds_and_its_way_and_without_the_values_in_its_message()
    {
        string line;
        try
        {
            Refuse();
            return;
        }
        catch (DbUpdateException exception)
        {
            line = Line(new LogEvent(DateTimeOffset.UnixEpoch, LogEventLevel.Error, exception, new MessageTemplateParser().Parse("failed"), []));
        }

        Assert.DoesNotContain(Marker, line, StringComparison.Ordinal);
        Assert.Contains(nameof(DbUpdateException), line, StringComparison.Ordinal);
        Assert.Contains(nameof(FormatException), line, StringComparison.Ordinal);
        Assert.Contains($"{nameof(LogTests)}.{nameof(Refuse)}", line, StringComparison.Ordinal);
        Assert.Contains("no room", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_into_a_form_that_breaks_inside_is_nowhere_in_the_log()
    {
        await using var portal = new BreakingPortal();
        await portal.InitializeAsync();
        var client = portal.ClientOf("sysadmin");

        var broken = await client.PostFormAsync("/admin/sections/new", [new("Code", "xinke"), new("Name", Marker), new("SortOrder", "5"), new("IsActive", "true")]);
        await client.PostFormAsync("/admin/sections/new", [new("Code", "xinke"), new("Name", "新科"), new("SortOrder", Marker), new("IsActive", "true")]);
        await client.GetAsync($"/admin/sections?q={Uri.EscapeDataString(Marker)}", Ct);

        Assert.Equal(HttpStatusCode.InternalServerError, broken.StatusCode);
        Assert.True(BreakingPortal.Refusal.WasThrown);
        var log = LogOf(portal);
        Assert.Contains(nameof(FormatException), log, StringComparison.Ordinal);
        Assert.Contains("POST /admin/sections/new 500", log, StringComparison.Ordinal);
        Assert.All(log.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.DoesNotContain(Marker, Unescaped(line), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_address_with_line_ends_stays_one_line()
    {
        await using var portal = await PortalFactory.CreateAsync();
        await portal.Stranger().GetAsync("/x%0D%0A2026-11-27%20ERR%20forged%E2%80%A8forged%1B", Ct);
        var lines = LogOf(portal).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind));
        Assert.Single(lines, line => line.Contains("forged", StringComparison.Ordinal));
    }

    /// <summary>EF Core would write the values of a statement into its messages.</summary>
    [Fact]
    public async Task The_database_is_not_asked_to_log_values()
    {
        await using var portal = await PortalFactory.CreateAsync();
        await using var scope = portal.Services.CreateAsyncScope();
        var options = scope.ServiceProvider.GetRequiredService<DbContextOptions<RuralEduDbContext>>();
        Assert.False(options.FindExtension<CoreOptionsExtension>()!.IsSensitiveDataLoggingEnabled);
    }

    // A text that is escaped is as readable as one that is not.
    private static string Unescaped(string line) => JsonDocument.Parse(line).RootElement.EnumerateObject().Aggregate(line, (text, p) => text + p.Value);

    private static string LogOf(PortalFactory portal)
    {
        using var reader = new StreamReader(new FileStream(Directory.GetFiles(Path.Combine(portal.Database.Directory, "logs")).Single(), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    private static string Line(LogEvent happened)
    {
        using var text = new StringWriter();
        new LogLine().Format(happened, text);
        return text.ToString().TrimEnd('\r', '\n');
    }

    private static void Refuse() => throw new DbUpdateException(
        $"The duplicate key value is ({Marker}).", new AggregateException(new FormatException($"The input string '{Marker}' was not in a correct format."), new IOException("no room")));

    /// <summary>A database that says which value it does not like, as SQL Server does.</summary>
    private sealed class BreakingPortal : PortalFactory
    {
        public static RefusingDatabase Refusal { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.ConfigureDbContext<RuralEduDbContext>(o => o.AddInterceptors(Refusal)));
        }
    }

    private sealed class RefusingDatabase : DbCommandInterceptor
    {
        public bool WasThrown { get; private set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (!command.CommandText.Contains("INSERT", StringComparison.OrdinalIgnoreCase) || !command.Parameters.Cast<DbParameter>().Any(p => p.Value is Marker))
                return ValueTask.FromResult(result);
            WasThrown = true;
            throw new FormatException($"The duplicate key value is ({Marker}).");
        }
    }
}
