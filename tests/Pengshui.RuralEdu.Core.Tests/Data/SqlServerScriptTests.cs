using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Data;

/// <summary>What can be said about SQL Server without one: its migration script is T-SQL by Microsoft's own grammar.</summary>
public sealed class SqlServerScriptTests
{
    [Fact]
    public void The_idempotent_script_parses_with_the_newest_grammar()
    {
        using var db = Context();
        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
        var fragment = TransactSqlRules.Parser().Parse(new StringReader(script), out var errors);

        Assert.True(errors.Count == 0, string.Join("\n", errors.Select(e => $"{e.Line}:{e.Column} {e.Message}")));
        var tables = new CreatedTables();
        fragment.Accept(tables);
        Assert.Contains("MonthlyReports", tables.Names);
        Assert.Contains("AuditEntries", tables.Names);
    }

    [Fact]
    public void The_check_would_find_a_mistake()
    {
        TransactSqlRules.Parser().Parse(new StringReader("CREATE TABLE x (id INTEGER PRIMARY KEY AUTOINCREMENT);"), out var errors);
        Assert.NotEmpty(errors);
    }

    private static RuralEduDbContext Context() =>
        new((DbContextOptions<RuralEduDbContext>)new DbContextOptionsBuilder<RuralEduDbContext>()
            .UseEngine(DatabaseProvider.SqlServer, "Server=nowhere;Database=nothing").Options, new BusinessClock(TimeProvider.System));

    private sealed class CreatedTables : TSqlFragmentVisitor
    {
        public List<string> Names { get; } = [];

        public override void Visit(CreateTableStatement node) => Names.Add(node.SchemaObjectName.BaseIdentifier.Value);
    }
}
