using System.Text.RegularExpressions;
using Pengshui.RuralEdu.Core.Lights;

namespace Pengshui.RuralEdu.Core.Bulletins;

/// <summary>How sentences of a bulletin are put together.</summary>
internal static partial class BulletinWords
{
    /// <summary>Lines of a part.</summary>
    public static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Where(l => l.Length > 0));

    /// <summary>What somebody typed as sentences in one line: no line ends, a full stop at the end; empty for nothing.</summary>
    public static string Sentence(string? text)
    {
        var line = Tight(string.Concat((text ?? "").Split(['\r', '\n']).Select(l => l.Trim())));
        return line.Length == 0 || line[^1] is '。' or '！' or '？' or '…' ? line : line.TrimEnd('；', ';', '，', ',', '.') + "。";
    }

    /// <summary>Without the spaces that pages put between figures and words; official documents have none.</summary>
    public static string Tight(string text) => Space().Replace(text, "");

    /// <summary>任务3“提升农村学校办学能力”.</summary>
    public static string Name(YearTask task) => $"任务{task.Number}“{task.Title}”";

    /// <summary>
    /// What speaks against a task by the rules of the lights. Lateness of reports is left out: it is shown to the section
    /// itself and to the coordinator only (product.md, "What it will not do").
    /// </summary>
    public static IEnumerable<LightReason> Against(TaskMonth month) =>
        month.Verdict.Against.Where(r => r.Rule is not (LightRule.LeadReport or LightRule.SupportingReport or LightRule.Return));

    /// <summary>A reason in a phrase: 完成率38%，低32个百分点.</summary>
    public static string Phrase(LightReason reason) => Tight(reason.Name + (char.IsAsciiDigit(reason.Data[0]) ? "" : "：") + reason.Data);

    /// <summary>
    /// What has to be so for what speaks against a task to be gone (怎样转绿), in phrases: by the month's own report while that
    /// can be, else by the next one.
    /// </summary>
    public static IEnumerable<string> WaysOut(TaskMonth month)
    {
        var against = Against(month).ToList();
        foreach (var step in month.Way is { } way ? way.NextSteps.Count > 0 ? way.NextSteps : way.Steps : [])
        {
            foreach (var goal in step.Goals.Where(g => g.Bound is not null && against.Any(r => r.Rule == g.Rule && r.Name == g.Name)))
                yield return Tight((step.Month == month.Month ? "" : $"{step.Month.Number}月月报") + goal.Text);
            if (step.Kind == RemedyKind.SubmitRectification && against.Any(r => r.Rule == LightRule.Rectification))
                yield return Tight(step.Sentence);
        }

        if (against.Any(r => r.Rule == LightRule.Problem))
            yield return "需要协调的事项得到解决";
    }

    /// <summary>Numbered lines: 1．…</summary>
    public static IEnumerable<string> Numbered(IEnumerable<string> lines) => lines.Select((line, i) => $"{i + 1}．{line}");

    [GeneratedRegex(@"(?<=[0-9%]) (?=\p{IsCJKUnifiedIdeographs})|(?<=\p{IsCJKUnifiedIdeographs}) (?=[0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Space();
}
