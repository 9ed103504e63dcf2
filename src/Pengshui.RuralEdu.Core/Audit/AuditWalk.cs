namespace Pengshui.RuralEdu.Core.Audit;

/// <summary>Where a check stands in the chain, and what it finds at the next entry and at the end.</summary>
/// <param name="keys">The node's keys.</param>
/// <param name="anchors">Places whose hash was kept elsewhere.</param>
internal sealed class AuditWalk(AuditKeyRing keys, IReadOnlyList<LeftAnchor> anchors)
{
    private readonly ILookup<long, LeftAnchor> kept = anchors.ToLookup(a => a.Anchor.Sequence);

    private string? keyId;

    /// <summary>Sequence of the last entry that was in order.</summary>
    public long Sequence { get; private set; }

    /// <summary>Its hash.</summary>
    public string Hash { get; private set; } = AuditChain.Genesis;

    /// <summary>How many signatures were checked with their keys.</summary>
    public long Signed { get; private set; }

    /// <summary>The verdict of a chain that breaks.</summary>
    public AuditVerdict Broken(long at, string finding) => new(Sequence, Hash, at, finding);

    /// <summary>Takes the next entry; what is wrong with it, or null.</summary>
    public string? Step(AuditEntry entry)
    {
        if (Finding(entry) is { } finding)
            return finding;
        Sequence = entry.Sequence;
        Hash = entry.Hash;
        keyId = entry.KeyId;
        return null;
    }

    /// <summary>Holds the end against the last entry; the verdict where they do not fit, or null.</summary>
    public AuditVerdict? End(AuditHead head)
    {
        if (Hash != head.Hash)
            return Broken(Sequence, "它与链尾登记的校验值不符，末尾被改动过。");
        if (anchors.Where(a => a.Anchor.Sequence > Sequence).MaxBy(a => a.Anchor.Sequence) is { } beyond)
            return Broken(Sequence + 1, $"另行保存的校验值属于第 {beyond.Anchor.Sequence} 条，末尾的记录被删除过。");
        if (keys.SignedFrom > Sequence)
            return Broken(Sequence + 1, $"密钥从第 {keys.SignedFrom} 条起签名，它和后面的记录被删除过。");
        if (head.KeyId != keyId || (head.Mac is null) != (head.KeyId is null))
            return Broken(Sequence, "它与链尾登记的密钥不符，末尾被改动过。");
        return keys.Newest is not null && !keys.Fits(head) ? Broken(Sequence, "链尾的密钥签名不对，末尾是没有密钥的人改的。") : null;
    }

    private string? Finding(AuditEntry entry) => entry switch
    {
        _ when entry.Sequence != Sequence + 1 => $"这一条缺失，后面是第 {entry.Sequence} 条。",
        _ when entry.PreviousHash != Hash => "它与上一条衔接不上，其中一条被换过。",
        _ when AuditChain.HashOf(entry) != entry.Hash => "它的内容在写入后被改动过。",
        _ when kept[entry.Sequence].Any(a => a.Anchor.Hash != entry.Hash) => "它与另行保存的校验值不符，留痕被整体改写过。",
        _ when keys.LostUntil is { } lost && lost.Sequence == entry.Sequence && lost.Hash != entry.Hash => "它与更换密钥时登记的校验值不符，留痕被整体改写过。",
        _ => SignatureFinding(entry)
            ?? (entry.Action == TrailAudit.FindChangedEnd ? "写入它的时候，链尾的签名已经不对：它前面的记录被删除过，是没有密钥的人做的。" : null),
    };

    private string? SignatureFinding(AuditEntry entry)
    {
        if (entry.KeyId is null || entry.Mac is null)
            return entry.KeyId is null && entry.Mac is null && !MustBeSigned(entry.Sequence) ? null : "它没有密钥签名，签名被抹去，或是没有密钥的人写的。";
        if (keys.Newest is null)
            return null;
        if (keys.Find(entry.KeyId) is not { } key)
            return entry.Sequence <= keys.LostUntil?.Sequence ? null : $"它的密钥 {entry.KeyId} 不在密钥文件里：密钥编号被换过，或密钥文件不全。";
        if (keyId is not null && keys.PlaceOf(entry.KeyId) < keys.PlaceOf(keyId))
            return $"它用的密钥 {entry.KeyId} 在它之前已经换下。";
        if (key.Sign(entry) != entry.Mac)
            return "它的密钥签名不对，是没有密钥的人写的。";
        Signed++;
        return null;
    }

    // From the first signed entry on all are: what has none was stripped of it, or was written without a key.
    private bool MustBeSigned(long sequence) =>
        keyId is not null || keys.SignedFrom <= sequence || kept[sequence].Any(a => a.KeyId is not null);
}
