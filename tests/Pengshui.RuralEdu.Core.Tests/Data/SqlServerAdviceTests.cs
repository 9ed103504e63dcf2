using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Data;

public sealed class SqlServerAdviceTests
{
    [Theory]
    [InlineData(true, SqlServerAdvice.Collation, 160)]
    [InlineData(true, "Chinese_Simplified_Pinyin_160_CI_AS", 170)]
    [InlineData(true, "Latin1_General_100_CI_AS_SC_UTF8", 150)]
    [InlineData(false, SqlServerAdvice.Collation, 150, "READ_COMMITTED_SNAPSHOT")]
    [InlineData(true, "Chinese_PRC_CI_AS", 150, "生僻字")]
    [InlineData(true, "Chinese_PRC_90_CS_AS_SC", 150, "大小写")]
    [InlineData(false, "Chinese_PRC_CS_AS", 120, "READ_COMMITTED_SNAPSHOT", "兼容级别", "大小写", "生僻字")]
    public void What_should_be_set_otherwise_is_said(bool readsSnapshots, string collation, int level, params string[] words)
    {
        var advice = SqlServerAdvice.Of(new SqlServerState(readsSnapshots, collation, level)).ToList();
        Assert.Equal(words.Length, advice.Count);
        Assert.All(words.Zip(advice), pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
    }

    [Theory, Engines]
    public async Task A_database_is_asked_how_it_is_set(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        var advice = await SqlServerAdvice.ReadAsync(db, TestContext.Current.CancellationToken);
        Assert.All(advice, a => Assert.NotEmpty(a));
        Assert.True(engine == DatabaseProvider.SqlServer || advice.Count == 0);
    }

    /// <summary>The portal's only SQL of its own.</summary>
    [Fact]
    public void The_statements_at_the_end_of_the_chain_are_T_SQL()
    {
        using var db = new RuralEduDbContext(
            (DbContextOptions<RuralEduDbContext>)new DbContextOptionsBuilder<RuralEduDbContext>()
                .UseEngine(DatabaseProvider.SqlServer, "Server=nowhere;Database=nothing").Options, new BusinessClock(TimeProvider.System));
        Assert.Equal(
            "UPDATE [AuditHeads] SET [Sequence] = [Sequence] OUTPUT inserted.[Id], inserted.[Changes], inserted.[Hash], inserted.[KeyId], inserted.[Mac], inserted.[Sequence]", AuditTail.LockSql(db));
        foreach (var sql in new[] { AuditTail.LockSql(db), AuditTail.WriteSql(db, movesHead: true, entries: 0), AuditTail.WriteSql(db, true, 1), AuditTail.WriteSql(db, false, 100) })
            Assert.Null(TransactSqlRules.Refusal(sql));
        Assert.True(AuditTail.WriteSql(db, true, 100).Count(c => c == '@') < 2100, "SQL Server takes 2100 parameters at most");
    }
}
