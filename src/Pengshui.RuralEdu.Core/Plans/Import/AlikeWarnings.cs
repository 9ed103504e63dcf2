using System.Text.RegularExpressions;
using Pengshui.RuralEdu.Notices;

namespace Pengshui.RuralEdu.Core.Plans.Import;

/// <summary>Warnings that say the same of several tasks, so that they can be settled together.</summary>
/// <param name="Kind">What they say, without what is a single task's.</param>
/// <param name="Tasks">Numbers of the tasks, in order.</param>
public sealed partial record AlikeWarnings(string Kind, IReadOnlyList<int> Tasks)
{
    /// <summary>Those that at least two tasks share, the most frequent first.</summary>
    public static IReadOnlyList<AlikeWarnings> Of(PlanProposal proposal) =>
    [
        .. proposal.Tasks.SelectMany(t => t.Warnings.Select(w => (Kind: KindOf(w), t.Number))).Distinct()
            .GroupBy(w => w.Kind, w => w.Number).Where(g => g.Count() > 1)
            .Select(g => new AlikeWarnings(g.Key, [.. g])).OrderByDescending(g => g.Tasks.Count),
    ];

    /// <summary>What a warning shares with those of its kind: its first clause, without the names, brackets and numbers in it.</summary>
    public static string KindOf(ParseWarning warning)
    {
        if (warning.Kind == WarningKind.LeftOut)
            return "不在任何任务里的责任字样";
        var end = warning.Message.IndexOfAny(['，', '。', '：']);
        var said = Brackets().Replace(FirstNames().Replace(end > 0 ? warning.Message[..end] : warning.Message, ""), "");
        return Numbers().Replace(Names().Replace(said, "“…”"), "…");
    }

    [GeneratedRegex("^(?:“[^”]*”)+", RegexOptions.CultureInvariant)]
    private static partial Regex FirstNames();

    [GeneratedRegex("“[^”]*”", RegexOptions.CultureInvariant)]
    private static partial Regex Names();

    [GeneratedRegex("（[^）]*）", RegexOptions.CultureInvariant)]
    private static partial Regex Brackets();

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
