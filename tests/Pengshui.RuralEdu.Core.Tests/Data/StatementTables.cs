using System.Text.RegularExpressions;

namespace Pengshui.RuralEdu.Core.Tests.Data;

/// <summary>Reads out of SQL what a statement depends on.</summary>
internal static class StatementTables
{
    /// <summary>Tables that a statement takes more from than keys, which never change.</summary>
    public static IEnumerable<string> Of(string statement) =>
        Regex.Matches(statement, @"(?:FROM|JOIN) ""(\w+)"" AS ""(\w+)""")
            .Where(table => Regex.Matches(statement, $@"""{table.Groups[2].Value}""\.""(\w+)""").Any(column => !column.Groups[1].Value.EndsWith("Id", StringComparison.Ordinal)))
            .Select(table => table.Groups[1].Value)
            .Distinct();
}
