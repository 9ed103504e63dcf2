using System.Globalization;
using System.Text.Json;

namespace Pengshui.RuralEdu.Notices.Tests;

/// <summary>The client's inputs with the right result beside each: <c>NN.expected.json</c>. Skipped where they are not at hand.</summary>
public sealed class NoticeCaseTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static TheoryData<string> Kinds =>
    [
        "bracketed-label-1", "chapter-dropped-1", "date-in-clause-1", "digits-first-1", "grouped-by-section-1", "labelled-lines-1", "merged-rows-1", "rule-in-list-1",
        "run-on-1", "section-names-1", "table-heads-1", "text-and-annex-1", "two-row-head-1",
    ];

    [Theory, MemberData(nameof(Kinds))]
    public async Task Every_kind_is_read_as_the_client_reads_it(string kind)
    {
        var expected = JsonSerializer.Deserialize<Expected>(await File.ReadAllTextAsync(Of($"{kind}.expected.json"), TestContext.Current.CancellationToken), Json)!;

        var reading = await NoticeReader.ReadAsync(kind, new MemoryStream(await File.ReadAllBytesAsync(FileOf(kind), TestContext.Current.CancellationToken)), TestContext.Current.CancellationToken);
        Assert.True(reading.Succeeded, reading.Message);
        var parsed = NoticeParser.Parse(reading.Value);

        Assert.Equal(expected.Exit == 0, parsed.Succeeded);
        Assert.Equal(Told(expected), Told(parsed.Value));
        Assert.Contains(parsed.Value.Title, expected.Title);
        foreach (var (want, task) in expected.Tasks.Zip(parsed.Value.Tasks).Where(p => p.First.Targets is not null))
        {
            Assert.Equal(want.Targets!.Select(t => (t.Value, t.Unit)), task.Targets.Select(t => (t.Value, t.Unit)));
            Assert.All(want.Targets!.Zip(task.Targets), p => Assert.Contains(Sign(p.Second.Operator), Operators(p.First.Operator)));
        }
    }

    /// <summary>A folder of the client's with other kinds in it would otherwise go unread.</summary>
    [Fact]
    public void No_kind_is_left_out() =>
        Assert.Equal(Kinds.Select(k => k.Data).Order(StringComparer.Ordinal), Directory.GetFiles(Folder(), "*.expected.json").Select(f => Path.GetFileName(f)[..^".expected.json".Length]).Order(StringComparer.Ordinal));

    private static string Folder() => Path.GetDirectoryName(Of("run-on-1.expected.json"))!;

    private static string Of(string file) => Notices.Shared(Path.Combine("cases", "notices", file));

    private static string FileOf(string kind) => File.Exists(Path.Combine(Folder(), kind + ".docx")) ? Of(kind + ".docx") : Of(kind + ".txt");

    private static string Told(Expected e) => string.Join('\n', (string[])
    [
        $"{e.Year} {e.IssuedOn} {e.DocumentNumber}",
        .. e.Groups.Select(g => $"{g.Number} {g.Title}"),
        .. e.Tasks.Select(t => $"{t.Ordinal} {t.Number} {t.Group} {t.Title} [{string.Join('、', t.Sections.Select(s => $"{s.Name} {s.Role}"))}] {t.Measures}"),
    ]);

    private static string Told(ParsedNotice n) => string.Join('\n', (string[])
    [
        $"{n.Year} {n.IssuedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} {n.DocumentNumber}",
        .. n.Groups.Select(g => $"{g.Number} {g.Title}"),
        .. n.Tasks.Select((t, i) => $"{i + 1} {t.Number} {t.Group} {t.Title} [{string.Join('、', t.Sections.Select(s => $"{s.Name} {s.Role}"))}] {t.Measures.Count}"),
    ]);

    private static string Sign(TargetBound bound) => bound switch { TargetBound.AtLeast => ">=", TargetBound.AtMost => "<=", _ => "=" };

    private static List<string> Operators(JsonElement written) =>
        written.ValueKind == JsonValueKind.Array ? [.. written.EnumerateArray().Select(o => o.GetString()!)] : [written.GetString()!];

    private sealed record Expected(
        int Exit, int? Year, string? IssuedOn, string? DocumentNumber, IReadOnlyList<string?> Title, IReadOnlyList<ExpectedGroup> Groups, IReadOnlyList<ExpectedTask> Tasks);

    private sealed record ExpectedGroup(int Number, string Title);

    private sealed record ExpectedTask(
        int Number, int Ordinal, int Group, string Title, IReadOnlyList<ExpectedSection> Sections, int Measures, IReadOnlyList<ExpectedTarget>? Targets);

    private sealed record ExpectedSection(string Name, string Role);

    private sealed record ExpectedTarget(JsonElement Operator, decimal Value, string? Unit);
}
