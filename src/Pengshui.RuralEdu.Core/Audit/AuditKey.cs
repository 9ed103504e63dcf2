using System.Security.Cryptography;
using System.Text;

namespace Pengshui.RuralEdu.Core.Audit;

/// <summary>
/// A secret of 32 random bytes that the nodes hold and the database does not. What it signs, nobody makes who can only write
/// the database. Entries, the end of the chain and anchors are signed for their own purpose each: a signature of one is none
/// of another.
/// </summary>
public sealed class AuditKey
{
    /// <summary>Bytes of a secret.</summary>
    public const int Length = 32;

    private readonly byte[] secret;

    private AuditKey(byte[] secret)
    {
        this.secret = secret;
        Id = Convert.ToHexStringLower(SHA256.HashData(secret))[..AuditEntry.KeyIdLength];
    }

    /// <summary>Its name: the first 16 hexadecimal digits of its SHA-256, so that nodes cannot mean different keys by one name.</summary>
    public string Id { get; }

    /// <summary>The secret, 64 hexadecimal digits, as the key file has it.</summary>
    internal string Text => Convert.ToHexStringLower(secret);

    /// <summary>A new one.</summary>
    public static AuditKey Make() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>Reads 64 hexadecimal digits; null where it is something else.</summary>
    public static AuditKey? Parse(string text) =>
        text.Length == 2 * Length && text.All(char.IsAsciiHexDigit) ? new AuditKey(Convert.FromHexString(text)) : null;

    /// <summary>The signature of an entry, whose hash covers everything else of it.</summary>
    public string Sign(AuditEntry entry) => Sign($"entry:{entry.Hash}");

    /// <summary>The signature of the end of the chain.</summary>
    public string Sign(AuditHead head) => Sign($"head:{head.Sequence}:{head.Hash}");

    /// <summary>The signature of an anchor that left at a moment.</summary>
    public string Sign(AuditAnchor anchor, DateTime at) => Sign($"anchor:{anchor}:{at:yyyy-MM-dd'T'HH:mm:ss'Z'}");

    private string Sign(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(text)));
}
