namespace Pengshui.RuralEdu.Notices;

/// <summary>Gives what a notice tells beside words and sections to the task and its measures: who answers for it, by when, what else.</summary>
internal sealed class TaskFields(string source, string text)
{
    private static readonly string[] Nothing = ["无", "-", "－", "/", "／", "—", "——", "略"];

    /// <summary>The task with its leader, person, remark and date, and its measures with theirs.</summary>
    /// <param name="task">The task.</param>
    /// <param name="asides">Its clauses, in order.</param>
    public ParsedTask With(ParsedTask task, IReadOnlyList<Clause> asides)
    {
        var told = asides.SelectMany(c => c.Fields).ToList();
        var dates = asides.Select(c => Due(c.Fields.Where(f => f.Kind == FieldKind.Due).Select(f => f.Value))).OfType<ParsedDue>().ToList();
        var measures = task.Measures.Select(m => m with { Due = Due(DueDates.In(text, m.Place)) }).ToList();

        // A date that stands between measures is the one's before it; one alone behind them all, or before them all, is the task's.
        ParsedDue? whole = null;
        foreach (var date in dates)
        {
            var at = measures.FindLastIndex(m => m.Place.Start < date.Place.Start);
            if (at < 0 || (at == measures.Count - 1 && dates.Count == 1))
                whole ??= date;
            else
                measures[at] = measures[at] with { Due = measures[at].Due ?? date };
        }

        return task with
        {
            Due = whole ?? Due(DueDates.In(text, task.TitlePlace)),
            Leader = Words(told, FieldKind.Leader),
            Person = Words(told, FieldKind.Person),
            Remark = Words(told, FieldKind.Remark),
            Measures = measures,
        };
    }

    /// <summary>The words of a kind, one after the other; null where there are none.</summary>
    public string? Words(IEnumerable<Field> fields, FieldKind kind)
    {
        var words = string.Join("；", fields.Where(f => f.Kind == kind && f.Value.Length > 0).Select(f => Characters.Squeeze(f.Value.Of(source))).Where(w => !Nothing.Contains(w)).Distinct());
        return words.Length == 0 ? null : words;
    }

    /// <summary>The date that some phrases say, as many of them as fit; null where there are none.</summary>
    public ParsedDue? Due(IEnumerable<TextSpan> phrases)
    {
        ParsedDue? due = null;
        foreach (var phrase in phrases)
        {
            var words = Characters.Squeeze(phrase.Of(source));
            if (due is null && words.Length is > 0 and <= DueDates.Longest)
                due = new ParsedDue(words, null, phrase);
            else if (due is not null && due.Words.Length + words.Length < DueDates.Longest && !due.Words.Contains(words, StringComparison.Ordinal))
                due = due with { Words = $"{due.Words}、{words}" };
        }

        return due;
    }
}
