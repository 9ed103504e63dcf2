using System.Collections.Frozen;

namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>
/// Passwords that everybody who guesses tries first: the 20 000 most frequent ones of leaked collections (source and licence:
/// docs/security.md), folded, in a file that comes with the program. Nothing is asked of another computer.
/// </summary>
public static class CommonPasswords
{
    private const int Shortest = 4;
    private const string Written = "@4013$57";
    private const string Meant = "aaoiesst";

    private static readonly Lazy<FrozenSet<string>> Folded = new(Read);

    /// <summary>
    /// The listed password that this one only decorates, folded, or null: P@ssw0rd2023! is "password". What is neither letter
    /// nor within letters does not count, nor do capitals and the usual signs for letters.
    /// </summary>
    public static string? RootOf(string password)
    {
        var folded = Fold(password);
        return folded.Length >= Shortest && Folded.Value.Contains(folded) ? folded : null;
    }

    private static string Fold(string password)
    {
        var lower = password.ToLowerInvariant();
        var first = lower.AsSpan().IndexOfAnyInRange('a', 'z');
        var last = lower.AsSpan().LastIndexOfAnyInRange('a', 'z');
        return first < 0 ? "" : string.Concat(lower[first..(last + 1)].Select(c => Written.IndexOf(c, StringComparison.Ordinal) is var at and >= 0 ? Meant[at] : c));
    }

    private static FrozenSet<string> Read()
    {
        using var reader = new StreamReader(typeof(CommonPasswords).Assembly.GetManifestResourceStream(typeof(CommonPasswords), "CommonPasswords.txt")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
    }
}
