using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Pengshui.RuralEdu.Core.Audit;

/// <summary>How entries are chained: each carries the hash of the one before, so that a change anywhere shows.</summary>
public static class AuditChain
{
    /// <summary>What the first entry has for the hash of the one before.</summary>
    public static readonly string Genesis = new('0', AuditEntry.HashLength);

    /// <summary>Numbers an entry, links it to the head and moves the head on.</summary>
    /// <param name="head">The end of the chain.</param>
    /// <param name="entry">What comes next.</param>
    /// <param name="key">Signs both; null where the node has no key.</param>
    public static void Append(AuditHead head, AuditEntry entry, AuditKey? key = null)
    {
        entry.Sequence = head.Sequence + 1;
        entry.PreviousHash = head.Hash;
        entry.Hash = HashOf(entry);
        head.Sequence = entry.Sequence;
        head.Hash = entry.Hash;
        entry.KeyId = head.KeyId = key?.Id;
        entry.Mac = key?.Sign(entry);
        head.Mac = key?.Sign(head);
    }

    /// <summary>SHA-256, lower-case hexadecimal, over the JSON array of the entry's fields in a fixed order.</summary>
    public static string HashOf(AuditEntry entry)
    {
        string?[] fields =
        [
            entry.Sequence.ToString(CultureInfo.InvariantCulture),
            entry.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
            entry.ActorId?.ToString(CultureInfo.InvariantCulture),
            entry.ActorName,
            entry.ActorRoles,
            entry.Action,
            ((int)entry.Result).ToString(CultureInfo.InvariantCulture),
            entry.ObjectType,
            entry.ObjectId,
            entry.ObjectTitle,
            entry.Reason,
            entry.Details,
            entry.Address,
            entry.RequestId,
            entry.PreviousHash,
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(fields))));
    }
}
