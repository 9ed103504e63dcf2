using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Data;

public sealed class DatabaseFaultTests
{
    [Theory]
    [InlineData(1205, DatabaseFault.Busy)]
    [InlineData(-2, DatabaseFault.Busy)]
    [InlineData(1222, DatabaseFault.Busy)]
    [InlineData(10928, DatabaseFault.Busy)]
    [InlineData(2627, DatabaseFault.Taken)]
    [InlineData(2601, DatabaseFault.Taken)]
    [InlineData(40613, DatabaseFault.Unreachable)]
    [InlineData(10060, DatabaseFault.Unreachable)]
    [InlineData(10061, DatabaseFault.Unreachable)]
    [InlineData(10054, DatabaseFault.Unreachable)]
    [InlineData(53, DatabaseFault.Unreachable)]
    [InlineData(11001, DatabaseFault.Unreachable)]
    [InlineData(233, DatabaseFault.Unreachable)]
    [InlineData(18456, DatabaseFault.Refused)]
    [InlineData(4060, DatabaseFault.Refused)]
    [InlineData(-2146893019, DatabaseFault.Untrusted)]
    [InlineData(1105, DatabaseFault.Full)]
    [InlineData(9002, DatabaseFault.Full)]
    [InlineData(547, null)]
    [InlineData(208, null)]
    [InlineData(515, null)]
    public void What_SQL_Server_says_is_read_by_its_number_however_it_is_wrapped(int number, DatabaseFault? fault)
    {
        var exception = SqlExceptions.Make(number);
        Assert.Equal(fault, DatabaseFaults.Of(exception));
        Assert.Equal(fault, DatabaseFaults.Of(new DbUpdateException("", exception)));
        Assert.Equal(fault, DatabaseFaults.Of(new RetryLimitExceededException("", new DbUpdateException("", exception))));
        Assert.Equal(fault, DatabaseFaults.Of(new InvalidOperationException("likely due to a transient failure", exception)));
        Assert.Equal(fault is DatabaseFault.Busy or DatabaseFault.Unreachable, DatabaseFaults.IsPassing(exception));
        Assert.NotNull(DatabaseFaults.Sentence(new InvalidOperationException("", exception)));
    }

    [Fact]
    public void A_connection_that_is_gone_and_a_certificate_that_is_not_trusted_have_no_number_of_their_own()
    {
        Assert.Equal(DatabaseFault.Unreachable, DatabaseFaults.Of(SqlExceptions.Make(0, 20)));
        Assert.Equal(DatabaseFault.Unreachable, DatabaseFaults.Of(SqlExceptions.Make(35, 20, inner: new SocketException(11001))));
        var untrusted = SqlExceptions.Make(35, 20, inner: new AuthenticationException("The remote certificate was rejected"));
        Assert.Equal(DatabaseFault.Untrusted, DatabaseFaults.Of(untrusted));
        Assert.Contains("证书", DatabaseFaults.Sentence(untrusted), StringComparison.Ordinal);
        Assert.Contains("TrustServerCertificate", DatabaseFaults.Sentence(untrusted), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, 5, DatabaseFault.Busy)]
    [InlineData(5, 517, DatabaseFault.Busy)]
    [InlineData(6, 6, DatabaseFault.Busy)]
    [InlineData(19, 2067, DatabaseFault.Taken)]
    [InlineData(19, 1555, DatabaseFault.Taken)]
    [InlineData(19, 787, null)]
    [InlineData(13, 13, DatabaseFault.Full)]
    [InlineData(1, 1, null)]
    public void What_SQLite_says_is_read_by_its_code(int code, int extended, DatabaseFault? fault) =>
        Assert.Equal(fault, DatabaseFaults.Of(new DbUpdateException("", new SqliteException("", code, extended))));

    [Fact]
    public void A_bug_is_no_fault_of_the_database()
    {
        Assert.Null(DatabaseFaults.Of(new InvalidOperationException("", new ArgumentException(""))));
        Assert.Null(DatabaseFaults.Sentence(new InvalidOperationException("")));
    }

    [Theory]
    [InlineData("tcp:127.0.0.1,1")]
    [InlineData("no-such-host.invalid")]
    public async Task A_server_that_is_not_there_may_pass(string server)
    {
        await using var db = Of(server);
        await AssertPassingAsync(db);
    }

    /// <summary>At most five seconds: one attempt, which may take four.</summary>
    [Fact]
    public async Task A_server_that_takes_the_call_and_says_nothing_is_called_once()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var db = Of($"tcp:127.0.0.1,{((IPEndPoint)silent.LocalEndpoint).Port}");
        Assert.InRange(db.Database.GetDbConnection().ConnectionTimeout, 1, 4);
        await AssertPassingAsync(db);
        using var first = await silent.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        Assert.False(silent.Pending());
    }

    private static RuralEduDbContext Of(string server)
    {
        var options = new DbContextOptionsBuilder<RuralEduDbContext>().UseEngine(DatabaseProvider.SqlServer, $"Server={server};Database=x;Encrypt=false;User Id=x;Password=x").Options;
        return new RuralEduDbContext((DbContextOptions<RuralEduDbContext>)options, new BusinessClock(TimeProvider.System));
    }

    private static async Task AssertPassingAsync(RuralEduDbContext db)
    {
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => db.Sections.AnyAsync(TestContext.Current.CancellationToken));
        Assert.True(DatabaseFaults.IsPassing(exception), exception.ToString());
    }
}
