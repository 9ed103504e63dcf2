using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Pengshui.RuralEdu.Testing;

/// <summary>
/// What SQL Server refuses although EF writes it, as far as the text of a statement shows it. The numbers are those of
/// SQL Server's own messages.
/// </summary>
public static class TransactSqlRules
{
    private static readonly HashSet<string> Aggregates = new(StringComparer.OrdinalIgnoreCase) { "SUM", "AVG", "MIN", "MAX", "COUNT", "COUNT_BIG", "STRING_AGG" };

    /// <summary>The newest grammar that the library knows, so that an update of the library raises it.</summary>
    public static TSqlParser Parser() => TSqlParser.CreateParser(Enum.GetValues<SqlVersion>().Max(), initialQuotedIdentifiers: true);

    /// <summary>Why the statement would be refused, or null.</summary>
    public static string? Refusal(string statement)
    {
        var fragment = Parser().Parse(new StringReader(statement), out var errors);
        if (errors.Count > 0)
            return string.Join("; ", errors.Select(e => $"{e.Line}:{e.Column} {e.Message}"));
        var finder = new Finder();
        fragment.Accept(finder);
        return finder.Refusal;
    }

    private sealed class Finder : TSqlFragmentVisitor
    {
        public string? Refusal { get; private set; }

        public override void Visit(FunctionCall node)
        {
            if (Aggregates.Contains(node.FunctionName.Value) && node.Parameters.Any(Holds))
                Refusal ??= "130, an aggregate over an expression that holds an aggregate or a sub-query";
        }

        public override void Visit(GroupByClause node)
        {
            if (Holds(node))
                Refusal ??= "144, a GROUP BY over an aggregate or a sub-query";
        }

        public override void Visit(QuerySpecification node)
        {
            if (node.UniqueRowFilter == UniqueRowFilter.Distinct && node.OrderByClause is { } order
                && order.OrderByElements.Any(e => !node.SelectElements.OfType<SelectScalarExpression>().Any(s => Text(s.Expression) == Text(e.Expression))))
                Refusal ??= "145, an ORDER BY over what a SELECT DISTINCT does not select";
        }

        private static bool Holds(TSqlFragment node)
        {
            var inner = new Inner();
            node.Accept(inner);
            return inner.Found;
        }

        private static string Text(TSqlFragment node) =>
            string.Concat(node.ScriptTokenStream.Skip(node.FirstTokenIndex).Take(node.LastTokenIndex - node.FirstTokenIndex + 1).Select(t => t.Text));
    }

    private sealed class Inner : TSqlFragmentVisitor
    {
        public bool Found { get; private set; }

        public override void Visit(ScalarSubquery node) => Found = true;

        public override void Visit(ExistsPredicate node) => Found = true;

        public override void Visit(FunctionCall node) => Found |= Aggregates.Contains(node.FunctionName.Value);
    }
}
