using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Pengshui.RuralEdu.Web.Tests.Infrastructure;

/// <summary>The tables of docs/asvs.md and docs/gbt22239.md say "met" with a test that exists, and "not met" with a reason.</summary>
public sealed partial class SecurityTablesTests
{
    private static readonly string[] Verdicts = ["met", "partly", "not met", "does not apply"];

    [Theory]
    [InlineData("asvs.md")]
    [InlineData("gbt22239.md")]
    public async Task Every_row_has_a_verdict_and_every_test_that_is_named_exists(string name)
    {
        var root = Root();
        var rows = Rows(await File.ReadAllLinesAsync(Path.Combine(root, "docs", name), TestContext.Current.CancellationToken));
        var tests = await TestsAsync(Path.Combine(root, "tests"));

        Assert.NotEmpty(rows);
        foreach (var row in rows)
        {
            Assert.True(Verdicts.Contains(row[2]), $"{name}, {row[0]}: {row[2]}");
            Assert.True(row[3].Length > 0, $"{name}, {row[0]} says neither a test nor a reason.");
        }

        var named = rows.SelectMany(r => Named().Matches(r[3]).Select(m => m.Groups[1].Value)).Distinct().ToList();
        Assert.NotEmpty(named);
        Assert.Equal([], named.Where(n => !tests.Contains(n)));
    }

    [Fact]
    public async Task Every_requirement_of_ASVS_stands_once_and_in_order()
    {
        var rows = Rows(await File.ReadAllLinesAsync(Path.Combine(Root(), "docs", "asvs.md"), TestContext.Current.CancellationToken));
        var numbers = rows.Select(r => r[0].Split('.').Select(int.Parse).ToArray()).ToList();
        Assert.Equal(253, numbers.Count); // Levels 1 and 2 of version 5.0.0.
        Assert.All(numbers.Zip(numbers.Skip(1)), pair => Assert.True(Order(pair.First) < Order(pair.Second), string.Join('.', pair.Second)));
    }

    private static int Order(int[] number) => (((number[0] * 100) + number[1]) * 100) + number[2];

    private static List<string[]> Rows(string[] lines) =>
        [.. lines.Where(l => Row().IsMatch(l)).Select(l => l.Trim('|', ' ').Split(" | ").Select(c => c.Trim()).ToArray())];

    /// <summary>"Class" and "Class.Method" of every class of tests.</summary>
    private static async Task<HashSet<string>> TestsAsync(string folder)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var separator = Path.DirectorySeparatorChar;
        foreach (var file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains($"{separator}obj{separator}", StringComparison.Ordinal)))
        {
            var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            foreach (var type in Class().Matches(text).Select(m => m.Groups[1].Value))
            {
                found.Add(type);
                found.UnionWith(Method().Matches(text).Select(m => $"{type}.{m.Groups[1].Value}"));
            }
        }

        return found;
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));

    [GeneratedRegex(@"^\| \d+\.\d")]
    private static partial Regex Row();

    [GeneratedRegex(@"`(\w+Tests(?:\.\w+)?)`")]
    private static partial Regex Named();

    [GeneratedRegex(@"class (\w+Tests)\b")]
    private static partial Regex Class();

    [GeneratedRegex(@"public (?:static )?(?:async )?(?:Task|void) (\w+)\(")]
    private static partial Regex Method();
}
