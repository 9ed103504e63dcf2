namespace Pengshui.RuralEdu.Core.Audit;

/// <summary>How the trail is protected by what lies outside the database.</summary>
/// <param name="IsKeyed">Whether this node has a key file, or makes one.</param>
/// <param name="KeyId">The key that signs; null where there is none yet.</param>
/// <param name="Keys">How many keys the file has.</param>
/// <param name="Last">The last anchor that left; null where none has.</param>
/// <param name="AnchorPath">The file of anchors.</param>
/// <param name="Problem">Why no anchor could be left or read, in Chinese; null where it could.</param>
/// <param name="IsOverdue">Whether no anchor has left for two days.</param>
public sealed record AuditProtection(bool IsKeyed, string? KeyId, int Keys, LeftAnchor? Last, string AnchorPath, string? Problem, bool IsOverdue)
{
    /// <summary>What is said where a node has no key.</summary>
    public const string NoKey = $"没有设置留痕的密钥（{AuditKeys.Setting}）：能改写数据库的人可以把留痕连同校验值一起改写。请按部署文档启用。";
}

/// <summary>Reads it, without a statement to the database.</summary>
/// <param name="keys">The node's keys.</param>
/// <param name="anchors">What left by itself.</param>
/// <param name="time">Real time.</param>
public sealed class AuditProtectionQuery(AuditKeys keys, AuditAnchors anchors, TimeProvider time)
{
    private static readonly TimeSpan Overdue = TimeSpan.FromDays(2);

    /// <summary>How things stand on this node.</summary>
    public AuditProtection Read()
    {
        var (last, problem) = LastAnchor();
        var ring = keys.Reread();
        return new AuditProtection(
            keys.Path is not null, ring.Newest?.Id, ring.Count, last, anchors.Path, anchors.Problem ?? problem,
            last is not null && time.GetUtcNow().UtcDateTime - last.At > Overdue);
    }

    private (LeftAnchor? Last, string? Problem) LastAnchor()
    {
        try
        {
            return (anchors.Read().Anchors is [.., var last] ? last : null, null);
        }
        catch (IOException)
        {
            return (null, $"读不出锚点文件 {anchors.Path}，请检查目录和权限。");
        }
    }
}
