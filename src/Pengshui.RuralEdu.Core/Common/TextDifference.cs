using DiffPlex;
using DiffPlex.Model;

namespace Pengshui.RuralEdu.Core.Common;

/// <summary>A run of text.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsChanged">Whether it is on this side only.</param>
public sealed record DifferencePiece(string Text, bool IsChanged);

/// <summary>Compares two texts word by word, as far as Chinese has words.</summary>
public static class TextDifference
{
    private static readonly CharacterRuns Runs = new();

    /// <summary>
    /// Both texts in pieces, those that differ marked. It takes time with the product of the texts' lengths where they differ much: who calls
    /// it says how long they may be.
    /// </summary>
    /// <param name="before">The older text.</param>
    /// <param name="after">The newer text.</param>
    /// <param name="least">What stays between two changes counts as changed as well where it is shorter: a character that happens to stand in both says nothing.</param>
    public static (IReadOnlyList<DifferencePiece> Before, IReadOnlyList<DifferencePiece> After) Between(string before, string after, int least = 1)
    {
        var diff = Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, Runs);
        var blocks = Joined(diff, least);
        return (
            Pieces(diff.PiecesOld, [.. blocks.Select(b => (b.DeleteStartA, b.DeleteCountA))]),
            Pieces(diff.PiecesNew, [.. blocks.Select(b => (b.InsertStartB, b.InsertCountB))]));
    }

    private static List<DiffBlock> Joined(DiffResult diff, int least)
    {
        var joined = new List<DiffBlock>();
        foreach (var block in diff.DiffBlocks)
        {
            if (joined.Count > 0 && joined[^1] is var last && last.DeleteStartA + last.DeleteCountA is var end
                && diff.PiecesOld.Skip(end).Take(block.DeleteStartA - end).Sum(p => p.Length) < least)
            {
                joined[^1] = new DiffBlock(
                    last.DeleteStartA,
                    block.DeleteStartA + block.DeleteCountA - last.DeleteStartA,
                    last.InsertStartB,
                    block.InsertStartB + block.InsertCountB - last.InsertStartB);
            }
            else
            {
                joined.Add(block);
            }
        }

        return joined;
    }

    private static List<DifferencePiece> Pieces(IReadOnlyList<string> pieces, IReadOnlyList<(int Start, int Count)> changed)
    {
        var result = new List<DifferencePiece>();
        var at = 0;
        foreach (var (start, count) in changed.Where(c => c.Count > 0))
        {
            Add(at, start, isChanged: false);
            Add(start, start + count, isChanged: true);
            at = start + count;
        }

        Add(at, pieces.Count, isChanged: false);
        return result;

        void Add(int from, int to, bool isChanged)
        {
            if (to > from)
                result.Add(new DifferencePiece(string.Concat(pieces.Skip(from).Take(to - from)), isChanged));
        }
    }

    /// <summary>Chinese has no spaces between words: each character is a piece, a run of digits or Latin letters is one.</summary>
    private sealed class CharacterRuns : IChunker
    {
        public IReadOnlyList<string> Chunk(string text)
        {
            var pieces = new List<string>();
            for (var i = 0; i < text.Length;)
            {
                var start = i++;
                while (i < text.Length && (Joins(text[start], text[i]) || char.IsLowSurrogate(text[i])))
                    i++;
                pieces.Add(text[start..i]);
            }

            return pieces;
        }

        private static bool Joins(char first, char next) => IsRun(first) && IsRun(next);

        private static bool IsRun(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '%';
    }
}
