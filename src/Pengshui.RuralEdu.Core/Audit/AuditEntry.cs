using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Audit;

/// <summary>One line of the audit trail (留痕): who did what, when, to what, why, from where. Never changed, never deleted.</summary>
public sealed class AuditEntry
{
    /// <summary>Longest action code.</summary>
    public const int ActionLength = 60;

    /// <summary>Longest names.</summary>
    public const int NameLength = 100;

    /// <summary>Longest title of an object.</summary>
    public const int ObjectTitleLength = 200;

    /// <summary>Longest reason.</summary>
    public const int ReasonLength = 500;

    /// <summary>Longest address.</summary>
    public const int AddressLength = 64;

    /// <summary>A SHA-256 in hexadecimal.</summary>
    public const int HashLength = 64;

    /// <summary>The name of a key (<see cref="AuditKey.Id"/>).</summary>
    public const int KeyIdLength = 16;

    /// <summary>Its place in the chain, from 1, without gaps; the key.</summary>
    public long Sequence { get; set; }

    /// <summary>When, UTC, to the microsecond.</summary>
    public DateTime At { get; set; }

    /// <summary>Who, or null for the command line and failed sign-ins under an unknown name.</summary>
    public int? ActorId { get; set; }

    /// <summary>用户名 (what was typed, for a failed sign-in).</summary>
    public required string ActorName { get; set; }

    /// <summary>Their roles then, comma-separated codes.</summary>
    public string? ActorRoles { get; set; }

    /// <summary>What was done, a code such as <c>report.submit</c> (each room's own).</summary>
    public required string Action { get; set; }

    /// <summary>成功, 被拒 or 失败.</summary>
    public AuditResult Result { get; set; }

    /// <summary>Kind of the object, a type's name.</summary>
    public string? ObjectType { get; set; }

    /// <summary>The object's key.</summary>
    public string? ObjectId { get; set; }

    /// <summary>What the object was called then.</summary>
    public string? ObjectTitle { get; set; }

    /// <summary>Why.</summary>
    public string? Reason { get; set; }

    /// <summary>What changed, as JSON {field: [before, after]}; no personal data, no passwords.</summary>
    public string? Details { get; set; }

    /// <summary>From which address.</summary>
    public string? Address { get; set; }

    /// <summary>The request's id in the log.</summary>
    public string? RequestId { get; set; }

    /// <summary><see cref="Hash"/> of the entry before; 64 zeros for the first.</summary>
    public string PreviousHash { get; set; } = "";

    /// <summary>SHA-256 over all fields and <see cref="PreviousHash"/>, lower-case hexadecimal (AuditChain).</summary>
    public string Hash { get; set; } = "";

    /// <summary>Which key signed it; null where the node had none. Not under <see cref="Hash"/>, which is the same whatever the key is.</summary>
    public string? KeyId { get; set; }

    /// <summary>HMAC-SHA-256 over <see cref="Hash"/> with that key, lower-case hexadecimal; null where the node had none.</summary>
    public string? Mac { get; set; }
}
