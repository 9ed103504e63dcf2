using System.Globalization;
using System.Text.RegularExpressions;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Bulletins;

/// <summary>A sentence of a bulletin that says something else than the data.</summary>
/// <param name="Part">In which part.</param>
/// <param name="Sentence">The sentence as it stands there.</param>
/// <param name="Says">What it says: 红灯 3.</param>
/// <param name="Data">What the data say: 2.</param>
public sealed record BulletinDoubt(BulletinPart Part, string Sentence, string Says, string Data);

/// <summary>
/// Holds the text that people wrote against the data: the numbers beside words that the writer uses (lights, counts of
/// reports, problems, inspections and rectifications, the average) and the light and rate of each task. What the data say is
/// read out of the text that the writer would draw now, so the two are never of different minds. A warning, no more: what is
/// written in other words is not found, and publishing stays possible.
/// </summary>
internal static partial class BulletinDoubts
{
    // Of a number of any length each place could be the first: held to a length, so that a row of digits costs no more than another text.
    private const string Number = "(?<n>[0-9]{1,9}(?:\\.[0-9]{1,9})?|[一二三四五六七八九十两]{1,4})";
    private const string None = "没有";

    /// <summary>Names and patterns of what is counted. What the writer does not say is 0; an average or a share that it does not say is not compared.</summary>
    private static readonly (string Name, Regex Pattern, bool IsCount)[] Known =
    [
        .. new[] { "绿灯", "黄灯", "红灯", "灰灯" }.SelectMany(light => new[]
        {
            (light, Of($"{light}(?:任务)?(?:共|有|为|共有)?{Number}(?:项|个|盏)"), true),
            (light, Of($"{Number}(?:项|个)(?:重点)?(?:任务)?(?:均|都)?(?:为|是|亮|判为|被判为)?{light}"), true),
        }),
        ("重点任务", Of($"重点任务(?:共)?{Number}项"), true),
        ("应报月报", Of($"应报月报{Number}份"), true),
        ("已确认月报", Of($"已确认(?:月报)?{Number}份"), true),
        ("零报告", Of($"零报告{Number}份"), true),
        ("没有确认的月报", Of($"{Number}份(?:月报)?(?:还)?没有确认"), true),
        ("需要协调的事项", Of($"需(?:要)?协调的(?:事项|问题)(?:共)?{Number}[项个]"), true),
        ("平均完成率", Of($"完成率平均(?:为|是|达到|达)?{Number}%"), true),
        ("平均完成率", Of($"平均完成率(?:为|是|达到|达)?{Number}%"), true),
        ("低于进度要求的百分点", Of($"比进度要求低{Number}个百分点"), true),
        ("高于进度要求的百分点", Of($"比进度要求高{Number}个百分点"), true),
        ("好转的任务", Of($"{Number}项(?:任务)?好转"), true),
        ("变差的任务", Of($"{Number}项(?:任务)?变差"), true),
        ("督查次数", Of($"开展督查{Number}次"), true),
        ("提出的整改问题", Of($"提出整改问题{Number}个"), true),
        ("销号", Of($"(?<!没有)销号{Number}[个件]"), true),
        ("没有销号", Of($"没有销号的(?:问题)?{Number}[个件]"), true),
        ("等待核验", Of($"等待核验{Number}[个件]"), true),
        ("整改逾期", Of($"(?:超过整改期限|整改逾期|逾期)(?:的)?{Number}[个件]"), true),
        ("已确认指标数据", Of($"已确认指标数据{Number}项"), true),
        ("达到目标的指标", Of($"{Number}项达到目标"), true),
        ("未达到目标的指标", Of($"{Number}项尚未达到"), true),
    ];

    /// <summary>The sentences that contradict the data, in the order of the text; each once.</summary>
    /// <param name="content">What stands there.</param>
    /// <param name="source">The data.</param>
    public static IReadOnlyList<BulletinDoubt> Find(BulletinContent content, BulletinSource source)
    {
        var drawn = BulletinWriter.Write(source);
        var right = drawn.Sections.SelectMany(Facts).ToLookup(f => f.Name, f => f.Value);
        return
        [
            .. from fact in content.Sections.OrderBy(s => s.Part).SelectMany(Facts)
               let values = right[fact.Name].Distinct().ToList()
               where values.Count > 0 ? !values.Contains(fact.Value) : fact.IsCount && fact.Value != "0"
               group fact by (fact.Part, fact.Sentence, fact.Name, fact.Value) into same
               let values = right[same.Key.Name].Distinct().ToList()
               select new BulletinDoubt(same.Key.Part, same.Key.Sentence, $"{same.Key.Name} {same.Key.Value}", values.Count == 0 ? None : string.Join("、", values)),
        ];
    }

    private static IEnumerable<Fact> Facts(BulletinSection section)
    {
        foreach (var line in section.Text.Split('\n'))
        {
            foreach (var sentence in SentenceEnd().Split(line).Where(s => s.Trim().Length > 0))
            {
                var text = Plain(sentence);
                foreach (var (name, pattern, isCount) in Known)
                {
                    foreach (var match in pattern.Matches(text).Where(m => ValueOf(m.Groups["n"].Value) is not null))
                        yield return new Fact(section.Part, sentence.Trim(), name, ValueOf(match.Groups["n"].Value)!, isCount);
                }
            }

            if (section.Part == BulletinPart.Tasks && TaskLine().Match(Plain(line)) is { Success: true } task)
            {
                foreach (var fact in OfTask(section.Part, line, task))
                    yield return fact;
            }
        }
    }

    /// <summary>The light and the rate with which a task's paragraph begins.</summary>
    private static IEnumerable<Fact> OfTask(BulletinPart part, string line, Match task)
    {
        var sentence = line.Length > 80 ? string.Concat(line.AsSpan(0, 80), "…") : line;
        var name = $"任务{task.Groups["task"].Value}";
        yield return new Fact(part, sentence, name + "的灯", task.Groups["light"].Value, false);
        if (task.Groups["rate"].Success)
            yield return new Fact(part, sentence, name + "的完成率", ValueOf(task.Groups["rate"].Value) + "%", false);
    }

    private static string Plain(string text) => BulletinWords.Tight(TypedText.Fold(text)).Replace(" ", "", StringComparison.Ordinal);

    /// <summary>38.50 and 三十八点五 are written as the writer does; null for characters that are no number.</summary>
    private static string? ValueOf(string text)
    {
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return (number / 1.0000000000m).ToString("0.##", CultureInfo.InvariantCulture);
        var value = Enumerable.Range(1, 99).FirstOrDefault(n => BulletinLabels.Chinese(n) == text.Replace('两', '二'));
        return value == 0 ? null : value.ToString(CultureInfo.InvariantCulture);
    }

    private static Regex Of(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    [GeneratedRegex("(?<=[。！？；])", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex("^(?<task>[0-9]+)[.．].*?。(?<light>绿灯|黄灯|红灯|灰灯)(?:,完成率(?<rate>[0-9]+(?:\\.[0-9]+)?)%)?[。,;]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TaskLine();

    private sealed record Fact(BulletinPart Part, string Sentence, string Name, string Value, bool IsCount);
}
