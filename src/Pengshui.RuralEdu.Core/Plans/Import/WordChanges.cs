using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Plans.Import;

/// <summary>Words of a task that differ from a plan's.</summary>
/// <param name="Field">题目, 原文 or 举措.</param>
/// <param name="Before">The plan's.</param>
/// <param name="After">The notice's.</param>
public sealed record ChangedWords(string Field, string Before, string After);

/// <summary>Marks the words that changed, for as long as that is quick.</summary>
public sealed class WordChanges
{
    // Comparing takes time with the product of the lengths where texts differ much.
    private const long MostWork = 100_000_000;

    private const int LeastInCommon = 3;

    private long left = MostWork;

    /// <summary>Both texts in pieces; null where they are too long to be compared, or too much was compared already.</summary>
    public (IReadOnlyList<DifferencePiece> Before, IReadOnlyList<DifferencePiece> After)? Of(ChangedWords words)
    {
        var work = (long)words.Before.Length * words.After.Length;
        if (words.Before.Length > PlanTask.FullTextLength || words.After.Length > PlanTask.FullTextLength || work > left)
            return null;
        left -= work;
        return TextDifference.Between(words.Before, words.After, LeastInCommon);
    }
}
