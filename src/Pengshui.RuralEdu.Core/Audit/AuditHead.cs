using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Audit;

/// <summary>
/// The end of the chain, and how often what kind of data has changed: one row. Updating it first is what makes writers on
/// any number of nodes queue up.
/// </summary>
public sealed class AuditHead
{
    /// <summary>The only key there is.</summary>
    public const int TheId = 1;

    /// <summary>Always <see cref="TheId"/>.</summary>
    public int Id { get; set; } = TheId;

    /// <summary>Sequence of the last entry, 0 before the first.</summary>
    public long Sequence { get; set; }

    /// <summary>Hash of the last entry.</summary>
    public required string Hash { get; set; }

    /// <summary>Which key signed the end; null where the last writer had none.</summary>
    public string? KeyId { get; set; }

    /// <summary>HMAC-SHA-256 over <see cref="Sequence"/> and <see cref="Hash"/> with that key, lower-case hexadecimal: the end cannot be moved back without it.</summary>
    public string? Mac { get; set; }

    /// <summary>How often what kind of data has changed.</summary>
    public ChangeCounters Changes { get; set; } = ChangeCounters.None;
}
