using System.Globalization;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Audit;

/// <summary>
/// The content of a key file. A line is a key (64 hexadecimal digits, behind it perhaps the sequence of the entry from which on
/// every entry is signed), or <c>lost sequence:hash</c> (the keys up to that entry are gone, and it is what was there), or a
/// remark behind <c>#</c>. The last key signs, the ones before it still check.
/// </summary>
public sealed class AuditKeyRing
{
    private const string Lost = "lost ";

    private readonly List<AuditKey> keys = [];

    /// <summary>Its lines, as they are written.</summary>
    internal IReadOnlyList<string> Lines { get; private init; } = [];

    /// <summary>Without any.</summary>
    public static AuditKeyRing Empty { get; } = new();

    /// <summary>The key that signs; null where there is none.</summary>
    public AuditKey? Newest => keys.LastOrDefault();

    /// <summary>How many there are.</summary>
    public int Count => keys.Count;

    /// <summary>From which entry on every entry is signed; null where the file does not say.</summary>
    public long? SignedFrom { get; private set; }

    /// <summary>The last entry that was signed with keys that are gone; null where none are.</summary>
    public AuditAnchor? LostUntil { get; private set; }

    /// <summary>Reads the lines of a key file.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="path">Its name, for the sentence.</param>
    /// <exception cref="StartupRefusalException">A line is something else.</exception>
    public static AuditKeyRing Read(IReadOnlyList<string> lines, string path)
    {
        var ring = new AuditKeyRing { Lines = lines };
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].Trim();
            if (line.Length > 0 && !line.StartsWith('#') && !ring.Take(line))
                throw new StartupRefusalException($"密钥文件 {path} 的第 {i + 1} 行读不懂，应是 64 位十六进制数字。");
        }

        return ring;
    }

    /// <summary>The key of a name; null where it is not here.</summary>
    public AuditKey? Find(string id) => keys.Find(k => k.Id == id);

    /// <summary>The place of a key among those of the file, older ones first; -1 where it is not here.</summary>
    public int PlaceOf(string id) => keys.FindIndex(k => k.Id == id);

    /// <summary>Whether whoever finds this end of the chain may write on with the newest key.</summary>
    public bool Knows(AuditHead head) =>
        head.KeyId is null || Find(head.KeyId) is not null || (LostUntil is { } lost && lost == new AuditAnchor(head.Sequence, head.Hash));

    /// <summary>Whether the end of the chain is signed as a node with these keys left it; true where nothing can be said, as with keys that are gone.</summary>
    public bool Fits(AuditHead head) => head.KeyId is null
        ? head.Mac is null && !(SignedFrom <= head.Sequence)
        : Find(head.KeyId) is not { } key || key.Sign(head) == head.Mac;

    /// <summary>The same with one more key, which signs from now on.</summary>
    /// <param name="key">The key.</param>
    /// <param name="on">Remarked beside it.</param>
    /// <param name="signedFrom">From which entry on every entry is signed, where this is the first key.</param>
    /// <param name="lost">The last entry signed with keys that are gone, where they are.</param>
    internal AuditKeyRing With(AuditKey key, DateTime on, long? signedFrom, AuditAnchor? lost = null)
    {
        List<string> lines =
        [
            .. Lines,
            .. lost is null ? Array.Empty<string>() : [$"{Lost}{lost}"],
            $"# {key.Id} {on:yyyy-MM-dd HH:mm} UTC",
            signedFrom is null ? key.Text : $"{key.Text} {signedFrom}",
        ];
        return Read(lines, "");
    }

    private bool Take(string line)
    {
        if (line.StartsWith(Lost, StringComparison.Ordinal))
        {
            LostUntil = AuditAnchor.Parse(line[Lost.Length..].Trim());
            return LostUntil is not null;
        }

        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 2 || AuditKey.Parse(words[0]) is not { } key)
            return false;
        keys.Add(key);
        if (words.Length == 1)
            return true;
        SignedFrom ??= long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from : null;
        return SignedFrom is not null;
    }
}
