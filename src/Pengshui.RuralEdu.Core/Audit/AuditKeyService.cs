using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Audit;

/// <summary>Begins and changes the key of the audit trail, and says whether this node may write with what it has.</summary>
/// <param name="db">The database.</param>
/// <param name="keys">The node's keys.</param>
public sealed class AuditKeyService(RuralEduDbContext db, AuditKeys keys)
{
    /// <summary>Demands that a node which is about to serve can sign what it writes.</summary>
    /// <exception cref="StartupRefusalException">The file that is named is not there, or lacks the key that the end was signed with.</exception>
    public async Task RequireAsync(CancellationToken cancellationToken)
    {
        if (!keys.IsThere)
            throw new StartupRefusalException($"设置 {AuditKeys.Setting} 里的密钥文件 {keys.Path} 不存在。请放回各节点通用的密钥文件；第一次用的，先执行命令 audit rotate-key。");
        var head = await HeadAsync(cancellationToken);
        if (!keys.Ring.Knows(head))
            throw new StartupRefusalException(keys.MissingSentence(head.KeyId!));
    }

    /// <summary>
    /// Adds a new key to the file and notes it in the trail; the note is the first entry that it signs. The keys before it stay
    /// in the file and still check what they signed.
    /// </summary>
    /// <param name="isLost">The keys before are gone: what they signed is then held against the hash of its end.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The new key's name.</returns>
    public async Task<Result<string>> RotateAsync(bool isLost, Actor actor, CancellationToken cancellationToken)
    {
        if (keys.Path is null)
            return Result.Refused($"还没有设置 {AuditKeys.Setting}。请填写密钥文件的位置（不要放在数据库所在的机器上），再执行这个命令。");
        var head = await HeadAsync(cancellationToken);
        var isKnown = keys.Ring.Knows(head);
        if (!isKnown && !isLost)
            return Result.Refused(keys.MissingSentence(head.KeyId!));
        var key = AuditKey.Make();
        var isFirst = head.KeyId is null && keys.Ring.Newest is null;
        keys.Add(key, DateTime.UtcNow, isFirst ? head.Sequence + 1 : null, isKnown ? null : new AuditAnchor(head.Sequence, head.Hash));
        db.Note(new AuditNote(actor, TrailAudit.RotateAuditKey)
        {
            ObjectType = nameof(AuditEntry),
            Reason = isKnown ? null : "原来的密钥丢失",
            Details = DetailsOf(head, key),
        });
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success(key.Id);
    }

    /// <summary>
    /// What a writer notes by itself: that somebody without a key has moved the end, which would not show any more once it is
    /// signed anew; and that a new key signs from here on. A trail that is signed from its first entry on needs no note.
    /// </summary>
    /// <param name="next">What is about to be written.</param>
    /// <param name="head">The end as it was found.</param>
    /// <param name="ring">The node's keys.</param>
    /// <param name="key">The one that signs.</param>
    internal static IEnumerable<AuditEntry> NotesBefore(AuditEntry next, AuditHead head, AuditKeyRing ring, AuditKey key)
    {
        if (!ring.Fits(head))
            yield return EntryOf(TrailAudit.FindChangedEnd, AuditResult.Failed, next.At, null);
        if (head.Sequence > 0 && head.KeyId != key.Id && next.Action != TrailAudit.RotateAuditKey)
            yield return EntryOf(TrailAudit.RotateAuditKey, AuditResult.Succeeded, next.At, DetailsOf(head, key));
    }

    private static AuditEntry EntryOf(string action, AuditResult result, DateTime at, string? details)
    {
        var actor = Actor.System();
        return new AuditEntry
        {
            At = at,
            ActorName = actor.UserName,
            Action = action,
            Result = result,
            ObjectType = nameof(AuditEntry),
            Details = details,
            Address = actor.Address,
        };
    }

    private static string? DetailsOf(AuditHead head, AuditKey key) => AuditNote.DetailsOf([("密钥编号", head.KeyId, key.Id)]);

    private Task<AuditHead> HeadAsync(CancellationToken cancellationToken) => db.AuditHeads.AsNoTracking().SingleAsync(cancellationToken);
}
