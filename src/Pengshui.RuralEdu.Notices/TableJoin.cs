namespace Pengshui.RuralEdu.Notices;

/// <summary>Joins the tasks of a text with the rows of a table that says who does what of them.</summary>
internal sealed class TableJoin
{
    private const double LeastAlike = 0.4;

    private readonly IReadOnlyList<UnnumberedTask> rows;
    private readonly Dictionary<string, UnnumberedTask> byTitle;
    private readonly Dictionary<int, UnnumberedTask> byNumber;

    /// <param name="rows">The tasks of the tables.</param>
    public TableJoin(IReadOnlyList<UnnumberedTask> rows)
    {
        this.rows = rows;
        byTitle = rows.GroupBy(r => Key(r.Task.Title)).ToDictionary(g => g.Key, g => g.First());
        byNumber = rows.GroupBy(r => r.Label).Where(g => g.Key > 0 && g.Count() == 1).ToDictionary(g => g.Key, g => g.First());
    }

    /// <summary>The row of a task: the same title, or the same number and a title alike; null where there is none.</summary>
    public UnnumberedTask? Of(string title, int number) =>
        byTitle.GetValueOrDefault(Key(title)) ?? (byNumber.TryGetValue(number, out var same) && Alike(title, same.Task.Title) ? same : null);

    /// <summary>The tasks completed by their rows, in the text's order, with the rows between them that no task has; and how many those are.</summary>
    /// <param name="tasks">The tasks of the text.</param>
    public (List<UnnumberedTask> Tasks, int Added) With(IReadOnlyList<UnnumberedTask> tasks)
    {
        var used = new HashSet<UnnumberedTask>(ReferenceEqualityComparer.Instance);
        var joined = new List<UnnumberedTask>();
        foreach (var task in tasks)
        {
            var row = Of(task.Task.Title, task.Label);
            joined.Add(row is null ? task : With(task, row));
            if (row is not null)
                used.Add(row);
        }

        var added = rows.Where(r => !used.Contains(r)).ToList();
        return ([.. joined.Concat(added).OrderBy(t => t.Task.Place.Start)], added.Count);
    }

    // The text's words and sections, and of the row what the text leaves open.
    private static UnnumberedTask With(UnnumberedTask task, UnnumberedTask row)
    {
        var (of, told) = (task.Task, row.Task);
        var isBare = of.Measures.Count == 0 || (of.Measures.Count == 1 && Key(of.Measures[0].Text) == Key(of.Title));
        var words = isBare && told.Measures.Count > 0 ? of with { Text = told.Text, Measures = told.Measures, Targets = told.Targets } : of with { Measures = Measures(of, told) };
        var takesSections = of.Sections.Count == 0 && told.Sections.Count > 0;
        return task with
        {
            GroupTitle = task.GroupTitle ?? row.GroupTitle,
            Task = words with
            {
                Sections = of.Sections.Count == 0 ? told.Sections : of.Sections,
                Due = of.Due ?? told.Due,
                Leader = of.Leader ?? told.Leader,
                Person = of.Person ?? told.Person,
                Remark = of.Remark ?? told.Remark,
                Warnings =
                [
                    .. of.Warnings.Where(w => w.Kind != WarningKind.NoSection || !takesSections),
                    .. takesSections ? told.Warnings.Where(w => w.Kind != WarningKind.Title) : [],
                ],
            },
        };
    }

    // The same measure in both may have sections, a date and a remark in the table only.
    private static IReadOnlyList<ParsedMeasure> Measures(ParsedTask task, ParsedTask row)
    {
        var told = row.Measures.GroupBy(m => Key(m.Text)).ToDictionary(g => g.Key, g => g.First());
        return
        [
            .. task.Measures.Select(m => told.TryGetValue(Key(m.Text), out var same)
                ? m with { Due = m.Due ?? same.Due, Sections = m.Sections.Count > 0 || task.Sections.Count > 0 ? m.Sections : same.Sections, Remark = m.Remark ?? same.Remark }
                : m),
        ];
    }

    // What is compared of a title: its letters and digits.
    private static string Key(string title) => string.Concat(title.Where(char.IsLetterOrDigit));

    // One says what the other says, with more or other words: half of the pairs of neighbouring letters are the same.
    private static bool Alike(string one, string other)
    {
        var (a, b) = (Pairs(Key(one)), Pairs(Key(other)));
        return a.Count > 0 && b.Count > 0 && a.Count(b.Contains) >= LeastAlike * Math.Min(a.Count, b.Count);
    }

    private static HashSet<string> Pairs(string key) => [.. Enumerable.Range(0, Math.Max(0, key.Length - 1)).Select(i => key.Substring(i, 2))];
}
