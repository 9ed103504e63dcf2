using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
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

    /// <summary>
    /// What the grammar lets through and the server refuses: names over 128 characters or used twice, an index over long
    /// text or over 1700 bytes (a primary key: 900), two ways on which a delete would cascade.
    /// Source: "Maximum capacity specifications for SQL Server".
    /// </summary>
    [Fact]
    public void The_schema_keeps_to_what_the_server_can_hold()
    {
        using var db = Context();
        var tables = db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables.ToList();
        Assert.True(tables.Count > 40);

        var names = tables.SelectMany(t => t.UniqueConstraints.Select(c => c.Name).Concat(t.ForeignKeyConstraints.Select(f => f.Name))).Concat(tables.Select(t => t.Name)).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(tables, t => Assert.Equal(t.Indexes.Count(), t.Indexes.Select(i => i.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count()));
        Assert.All(names.Concat(tables.SelectMany(t => t.Indexes.Select(i => i.Name))).Concat(tables.SelectMany(t => t.Columns.Select(c => c.Name))), name => Assert.InRange(name.Length, 1, 128));
        Assert.All(tables.SelectMany(t => t.ForeignKeyConstraints), key => Assert.NotEqual(ReferentialAction.Cascade, key.OnDeleteAction));
        foreach (var (name, columns, most) in tables.SelectMany(t => t.Indexes.Select(i => (i.Name, i.Columns, 1700))
            .Concat(t.UniqueConstraints.Select(c => (c.Name, c.Columns, c.GetIsPrimaryKey() ? 900 : 1700)))))
        {
            var bytes = columns.Sum(c => BytesOf(c.StoreType));
            Assert.True(bytes <= most, $"{name} takes {bytes} bytes of {most}: {string.Join(", ", columns.Select(c => $"{c.Name} {c.StoreType}"))}");
        }
    }

    /// <summary>Bytes of a column in an index; long text counts as more than any index holds.</summary>
    private static int BytesOf(string storeType) => storeType switch
    {
        "int" or "real" => 4,
        "bigint" or "float" or "datetime2" => 8,
        "uniqueidentifier" => 16,
        "date" => 3,
        "bit" or "tinyint" => 1,
        "datetimeoffset" => 10,
        _ when storeType.StartsWith("decimal", StringComparison.Ordinal) => 17,
        _ when storeType.StartsWith("nvarchar(", StringComparison.Ordinal) && int.TryParse(storeType[9..^1], out var length) => 2 * length,
        _ when storeType is "nvarchar(max)" or "varbinary(max)" => int.MaxValue / 4,
        _ => throw new NotSupportedException($"How many bytes is {storeType}?"),
    };

    private static RuralEduDbContext Context() =>
        new((DbContextOptions<RuralEduDbContext>)new DbContextOptionsBuilder<RuralEduDbContext>()
            .UseEngine(DatabaseProvider.SqlServer, "Server=nowhere;Database=nothing").Options, new BusinessClock(TimeProvider.System));

    private sealed class CreatedTables : TSqlFragmentVisitor
    {
        public List<string> Names { get; } = [];

        public override void Visit(CreateTableStatement node) => Names.Add(node.SchemaObjectName.BaseIdentifier.Value);
    }
}
