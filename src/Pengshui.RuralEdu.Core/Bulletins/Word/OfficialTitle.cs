namespace Pengshui.RuralEdu.Core.Bulletins.Word;

/// <summary>Breaks a title into centred lines of about the same length without tearing a word apart (7.3.1).</summary>
internal static class OfficialTitle
{
    // 156 mm hold twenty characters of 2号.
    private const double Longest = 20;

    // A line may begin with these.
    private static readonly string[] Beginnings = ["重点任务", "推进", "乡村教育", "实施", "工作", "情况的", "进展", "落实"];

    public static IReadOnlyList<string> Lines(string title)
    {
        if (Width(title) <= Longest)
            return [title];
        var places = Beginnings.SelectMany(word => Places(title, word))
            .Where(i => Width(title[..i]) <= Longest && Width(title[i..]) <= Longest)
            .ToList();
        // A title of three lines, or one without any of these words, is broken by the program that shows it.
        if (places.Count == 0)
            return [title];
        var at = places.MinBy(i => Math.Abs(Width(title[..i]) - Width(title[i..])));
        return [title[..at], title[at..]];
    }

    private static IEnumerable<int> Places(string title, string word)
    {
        for (var i = title.IndexOf(word, StringComparison.Ordinal); i > 0; i = title.IndexOf(word, i + 1, StringComparison.Ordinal))
            yield return i;
    }

    private static double Width(string text) => text.Sum(c => c < 128 ? 0.5 : 1.0);
}
