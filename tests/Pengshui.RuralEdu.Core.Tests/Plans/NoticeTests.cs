using System.Text.RegularExpressions;
using Pengshui.RuralEdu.Core.Plans.Seed;

namespace Pengshui.RuralEdu.Core.Tests.Plans;

/// <summary>
/// Holds the plan's input against the notice itself, where its text lies in a folder <c>shared</c> above or beside the
/// repository. The text is not part of the project.
/// </summary>
public sealed partial class NoticeTests
{
    private static readonly PlanSeed Plan = SeedFiles.Plan2023();

    [Fact]
    public void Titles_groups_and_sections_are_the_notices_in_its_order()
    {
        var notice = Notice();
        var names = SeedFiles.Sections().ToDictionary(s => s.Code, s => s.Name);

        var groups = GroupLine().Matches(Between(notice, "三、重点任务", "四、保障措施")).Select(m => m.Groups["title"].Value);
        var tasks = TaskLine().Matches(notice).Select(m => (
            Number: int.Parse(m.Groups["number"].Value),
            Title: m.Groups["title"].Value,
            Sections: m.Groups["sections"].Value));

        Assert.Equal(groups, Plan.Groups.Select(g => g.Title));
        Assert.Equal(tasks, Plan.Tasks.Select(t => (t.Number, t.Title, string.Join('、', t.Sections.Select(s => names[s])))));
    }

    [Fact]
    public void Each_task_stands_in_its_group()
    {
        var notice = Notice();

        Assert.All(Plan.Tasks, t => Assert.Equal(
            Plan.Groups.Last(g => Position(notice, $"）{g.Title}") < Position(notice, $"{t.Number}.{t.Title}。")).Number,
            t.Group));
    }

    [Fact]
    public void Title_issuing_body_and_date_are_the_notices()
    {
        var notice = Notice();

        Assert.Contains($"\n{Plan.Title}\n", notice, StringComparison.Ordinal);
        Assert.Contains($"{Plan.IssuingBody}\n{Plan.IssuedOn:yyyy年M月d日}\n", notice, StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_as_many_measures_as_clauses()
    {
        // Task 2 and task 11 separate their clauses by full stops, the others by semicolons.
        var clauses = TaskLine().Matches(Notice())
            .Select(m => m.Groups["text"].Value.Split(['；', '。'], StringSplitOptions.RemoveEmptyEntries).Length);

        Assert.Equal(clauses, Plan.Tasks.Select(t => t.Measures.Count));
    }

    [Fact]
    public void No_measure_copies_more_than_twelve_characters_of_the_notice()
    {
        const int Longest = 12;
        var notice = Notice();

        Assert.All(Plan.Tasks.SelectMany(t => t.Measures), m =>
        {
            for (var start = 0; start + Longest < m.Text.Length; start++)
                Assert.DoesNotContain(m.Text.Substring(start, Longest + 1), notice, StringComparison.Ordinal);
        });
    }

    private static int Position(string notice, string text)
    {
        var position = notice.IndexOf(text, StringComparison.Ordinal);
        Assert.True(position >= 0, $"The notice does not say: {text}");
        return position;
    }

    private static string Between(string text, string first, string last) =>
        text[Position(text, first)..Position(text, last)];

    private static string Notice()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "notice-2023.txt");
            if (File.Exists(file))
                return File.ReadAllText(file).ReplaceLineEndings("\n").Replace(" ", "", StringComparison.Ordinal);
        }

        Assert.Skip("The notice of 2023 is not at hand: put its text at shared/notice-2023.txt beside the repository to hold the plan against it.");
        return "";
    }

    [GeneratedRegex(@"^（[一二三四]）(?<title>\S+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex GroupLine();

    [GeneratedRegex(@"^(?<number>\d+)\.(?<title>[^。\n]+)。(?<text>.+)\(责任科室：(?<sections>[^)\n]+)\)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex TaskLine();
}
