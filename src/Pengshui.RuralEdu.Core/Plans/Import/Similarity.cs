using Pengshui.RuralEdu.Notices;

namespace Pengshui.RuralEdu.Core.Plans.Import;

/// <summary>
/// Finds which of two plans' tasks are the same one: by the pairs of neighbouring characters that the titles share (Dice's coefficient), a
/// little more where the numbers agree. Each task has one partner at the most.
/// </summary>
internal static class Similarity
{
    private const double Least = 0.55;
    private const double SameNumber = 0.05;

    // A title that somebody typed too long is not yet refused here.
    private const int Longest = 2 * PlanTask.TitleLength;

    /// <summary>Index in the new list → index in the old one.</summary>
    public static Dictionary<int, int> Match(IReadOnlyList<(int Number, string Title)> old, IReadOnlyList<(int Number, string Title)> next)
    {
        var before = old.Select(t => Pairs(t.Title)).ToList();
        var candidates = new List<(double Score, int New, int Old)>();
        for (var i = 0; i < next.Count; i++)
        {
            var pairs = Pairs(next[i].Title);
            for (var j = 0; j < old.Count; j++)
            {
                var score = Dice(pairs, before[j]);
                if (score >= Least)
                    candidates.Add((score + (next[i].Number == old[j].Number ? SameNumber : 0), i, j));
            }
        }

        var matches = new Dictionary<int, int>();
        var taken = new HashSet<int>();
        foreach (var (_, i, j) in candidates.OrderByDescending(c => c.Score).ThenBy(c => c.New).ThenBy(c => c.Old))
        {
            if (!matches.ContainsKey(i) && taken.Add(j))
                matches.Add(i, j);
        }

        return matches;
    }

    /// <summary>Whether two titles or names are likely the same one's.</summary>
    public static bool AreAlike(string a, string b) => Dice(Pairs(a), Pairs(b)) >= Least;

    private static double Dice(HashSet<string> a, HashSet<string> b) =>
        a.Count + b.Count == 0 ? 0 : 2.0 * a.Count(b.Contains) / (a.Count + b.Count);

    // A single character stands for itself, so that titles of one character can be the same.
    private static HashSet<string> Pairs(string title)
    {
        var letters = string.Concat(Characters.Normalize(title.Length > Longest ? title[..Longest] : title).Where(char.IsLetterOrDigit));
        return letters.Length == 1 ? [letters] : [.. Enumerable.Range(0, Math.Max(0, letters.Length - 1)).Select(i => letters.Substring(i, 2))];
    }
}
