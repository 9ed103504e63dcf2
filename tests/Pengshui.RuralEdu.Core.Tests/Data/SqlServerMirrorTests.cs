using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Data;

/// <summary>The check that every other data test leans on: what SQLite takes and SQL Server would not, fails here already.</summary>
public sealed class SqlServerMirrorTests
{
    [Fact]
    public async Task A_query_is_translated_with_its_sub_queries()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var db = database.Open();
        var newest = db.WorkPlans.OrderByDescending(p => p.Year).Select(p => p.Id);

        var statement = SqlServerMirror.Translate(db.PlanTasks.Where(t => t.WorkPlanId == newest.First()).Select(t => t.Title).Expression);

        Assert.Contains("SELECT TOP(1) [w].[Id]", statement, StringComparison.Ordinal);
        Assert.Null(TransactSqlRules.Refusal(statement));
    }

    [Fact]
    public async Task A_query_that_only_sqlite_knows_fails_where_it_is_sent()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var db = database.Open();

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => db.Sections.CountAsync(s => EF.Functions.Glob(s.Name, "教*"), TestContext.Current.CancellationToken));

        Assert.Contains("Glob", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT SUM((SELECT COUNT(*) FROM a)) FROM b", "130")]
    [InlineData("SELECT COUNT(*) FROM b GROUP BY (SELECT MAX(x) FROM a)", "144")]
    [InlineData("SELECT DISTINCT x FROM b ORDER BY y", "145")]
    [InlineData("SELECT x FROM (SELECT x FROM b ORDER BY x) AS c", "1:")]
    [InlineData("SELECT x FROM b LIMIT 1", "1:")]
    public void A_statement_that_is_refused_is_found(string statement, string number) =>
        Assert.StartsWith(number, TransactSqlRules.Refusal(statement), StringComparison.Ordinal);

    [Theory]
    [InlineData("SELECT SUM(x + 1) FROM b")]
    [InlineData("SELECT DISTINCT x FROM b ORDER BY x")]
    [InlineData("SELECT x FROM (SELECT TOP(1) x FROM b ORDER BY x) AS c")]
    [InlineData("SELECT x FROM (SELECT x FROM b ORDER BY x OFFSET 5 ROWS) AS c")]
    public void A_statement_that_is_taken_passes(string statement) => Assert.Null(TransactSqlRules.Refusal(statement));
}
