using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Audit;

/// <summary>What a check of the audit trail found.</summary>
/// <param name="Checked">Entries looked at, up to the break where there is one.</param>
/// <param name="LastHash">Hash of the last entry that was found in order. Kept elsewhere, it proves later that nothing up to it was rewritten.</param>
/// <param name="BrokenAt">Sequence of the entry where the chain breaks, or null where it holds.</param>
/// <param name="Finding">What is wrong there, as a sentence; null where it holds.</param>
public sealed record AuditVerdict(long Checked, string LastHash, long? BrokenAt = null, string? Finding = null)
{
    /// <summary>Whether the chain holds.</summary>
    public bool Holds => BrokenAt is null;

    /// <summary>The outcome in one sentence.</summary>
    public string Sentence => Holds
        ? $"留痕完整：共核对 {Checked} 条，未发现改动、缺失或多出。"
        : $"留痕在第 {BrokenAt} 条断开：{Finding}";
}

/// <summary>
/// Walks the audit chain from its first entry to its head: a changed field, a missing or an extra entry and a head that
/// does not fit are found, and where. A trail that was rewritten as a whole shows only against a hash kept elsewhere.
/// </summary>
/// <param name="db">The database.</param>
public sealed class AuditVerifier(RuralEduDbContext db)
{
    /// <summary>Entries read at a time.</summary>
    public const int BatchSize = 1000;

    /// <summary>Checks the trail, and notes in it that it was checked and how that ended.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="anchor">A sequence and its hash that were kept elsewhere, or null.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    public async Task<AuditVerdict> VerifyAsync(Actor actor, AuditAnchor? anchor, CancellationToken cancellationToken)
    {
        var verdict = await CheckAsync(anchor, cancellationToken);
        db.Note(new AuditNote(actor, TrailAudit.VerifyAudit)
        {
            Result = verdict.Holds ? AuditResult.Succeeded : AuditResult.Failed,
            ObjectType = nameof(AuditEntry),
            Title = verdict.Sentence,
        });
        await db.SaveChangesAsync(cancellationToken);
        return verdict;
    }

    /// <summary>Checks the trail without leaving a note.</summary>
    public async Task<AuditVerdict> CheckAsync(AuditAnchor? anchor, CancellationToken cancellationToken)
    {
        // The head first: whatever is appended meanwhile lies behind it and is left to the next check.
        var head = await HeadAsync(cancellationToken);
        var sequence = 0L;
        var hash = AuditChain.Genesis;
        while (sequence < head.Sequence)
        {
            var from = sequence;
            var batch = await db.AuditEntries.AsNoTracking()
                .Where(e => e.Sequence > from && e.Sequence <= head.Sequence)
                .OrderBy(e => e.Sequence).Take(BatchSize).ToListAsync(cancellationToken);
            if (batch.Count == 0)
                return new AuditVerdict(sequence, hash, sequence + 1, $"第 {sequence + 1} 条至第 {head.Sequence} 条缺失。");
            foreach (var entry in batch)
            {
                if (Finding(entry, sequence, hash, anchor) is { } finding)
                    return new AuditVerdict(sequence, hash, sequence + 1, finding);
                sequence = entry.Sequence;
                hash = entry.Hash;
            }
        }

        return await EndAsync(head, sequence, hash, anchor, cancellationToken);
    }

    private static string? Finding(AuditEntry entry, long before, string hash, AuditAnchor? anchor) => entry switch
    {
        _ when entry.Sequence != before + 1 => $"这一条缺失，后面是第 {entry.Sequence} 条。",
        _ when entry.PreviousHash != hash => "它与上一条衔接不上，其中一条被换过。",
        _ when AuditChain.HashOf(entry) != entry.Hash => "它的内容在写入后被改动过。",
        _ when anchor is not null && entry.Sequence == anchor.Sequence && entry.Hash != anchor.Hash => "它与另行保存的校验值不符，留痕被整体改写过。",
        _ => null,
    };

    private async Task<AuditVerdict> EndAsync(AuditHead head, long sequence, string hash, AuditAnchor? anchor, CancellationToken cancellationToken)
    {
        if (hash != head.Hash)
            return new AuditVerdict(sequence, hash, sequence, "它与链尾登记的校验值不符，末尾被改动过。");
        if (anchor is not null && anchor.Sequence > sequence)
            return new AuditVerdict(sequence, hash, sequence + 1, $"另行保存的校验值属于第 {anchor.Sequence} 条，末尾的记录被删除过。");

        // Read in this order, since the head never falls behind the entries: a later head covers every earlier entry.
        var last = await db.AuditEntries.MaxAsync(e => (long?)e.Sequence, cancellationToken) ?? 0;
        var first = await db.AuditEntries.MinAsync(e => (long?)e.Sequence, cancellationToken) ?? 1;
        var now = await HeadAsync(cancellationToken);
        if (last > now.Sequence)
            return new AuditVerdict(sequence, hash, now.Sequence + 1, $"链尾登记为第 {now.Sequence} 条，后面还有多出的记录，直到第 {last} 条。");
        return first < 1
            ? new AuditVerdict(sequence, hash, first, "开头多出了记录。")
            : new AuditVerdict(sequence, hash);
    }

    private Task<AuditHead> HeadAsync(CancellationToken cancellationToken) => db.AuditHeads.AsNoTracking().SingleAsync(cancellationToken);
}

/// <summary>A place of the chain whose hash was kept outside the database.</summary>
/// <param name="Sequence">Which entry.</param>
/// <param name="Hash">Its hash.</param>
public sealed record AuditAnchor(long Sequence, string Hash)
{
    /// <summary>Reads <c>1234:abcd…</c>; null where it is something else.</summary>
    public static AuditAnchor? Parse(string text) =>
        text.Split(':', 2) is [var sequence, { Length: AuditEntry.HashLength } hash] && long.TryParse(sequence, out var number) && number > 0
            ? new AuditAnchor(number, hash.ToLowerInvariant())
            : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Sequence}:{Hash}";
}
