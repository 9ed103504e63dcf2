using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
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

    /// <summary>By what it was checked and by what it could not be, a sentence each: keys, anchors.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}

/// <summary>
/// Walks the audit chain from its first entry to its head: a changed field, a missing or an extra entry and a head that
/// does not fit are found, and where. With the keys also what was made without them: entries and an end that were hashed anew.
/// A trail that was cut short or rebuilt shows against the anchors that left by themselves, also without the keys.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="keys">The node's keys; without any only hashes are checked.</param>
/// <param name="anchors">What left by itself.</param>
public sealed class AuditVerifier(RuralEduDbContext db, AuditKeys keys, AuditAnchors anchors)
{
    /// <summary>Entries read at a time.</summary>
    public const int BatchSize = 1000;

    /// <summary>Checks the trail, and notes in it that it was checked and how that ended; where the node cannot sign a note, a remark says that there is none.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="kept">A sequence and its hash that were kept elsewhere, or null. It takes the place of the anchors that left after it.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    public async Task<AuditVerdict> VerifyAsync(Actor actor, AuditAnchor? kept, CancellationToken cancellationToken)
    {
        var verdict = await CheckAsync(kept, cancellationToken);
        db.Note(new AuditNote(actor, TrailAudit.VerifyAudit)
        {
            Result = verdict.Holds ? AuditResult.Succeeded : AuditResult.Failed,
            ObjectType = nameof(AuditEntry),
            Title = verdict.Sentence,
        });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return verdict;
        }
        catch (AuditKeyMissingException)
        {
            return verdict with { Remarks = [.. verdict.Remarks, "没有签名用的密钥，这次核对没有记入留痕。"] };
        }
    }

    /// <summary>Checks the trail without leaving a note.</summary>
    public async Task<AuditVerdict> CheckAsync(AuditAnchor? kept, CancellationToken cancellationToken)
    {
        // The anchors before the head: one that leaves meanwhile belongs to a later end of the chain. The keys after it: whoever
        // changes them writes the file first.
        var (file, remarks) = ReadAnchors();
        var head = await HeadAsync(cancellationToken);
        var ring = keys.Reread();
        var (left, forged) = Sort(file, kept, remarks);
        var walk = new AuditWalk(ring, left);
        var verdict = await WalkAsync(walk, head, cancellationToken);
        if (verdict.Holds && forged is not null)
            verdict = walk.Broken(forged.Anchor.Sequence, $"锚点文件里它那一行的签名不对，锚点文件被改动过（{anchors.Path}）。");
        return verdict with { Remarks = [KeyRemark(walk, head), .. remarks] };
    }

    private async Task<AuditVerdict> WalkAsync(AuditWalk walk, AuditHead head, CancellationToken cancellationToken)
    {
        // The head first: whatever is appended meanwhile lies behind it and is left to the next check.
        while (walk.Sequence < head.Sequence)
        {
            var from = walk.Sequence;
            var batch = await db.AuditEntries.AsNoTracking()
                .Where(e => e.Sequence > from && e.Sequence <= head.Sequence)
                .OrderBy(e => e.Sequence).Take(BatchSize).ToListAsync(cancellationToken);
            if (batch.Count == 0)
                return walk.Broken(from + 1, $"第 {from + 1} 条至第 {head.Sequence} 条缺失。");
            foreach (var entry in batch)
            {
                if (walk.Step(entry) is { } finding)
                    return walk.Broken(walk.Sequence + 1, finding);
            }
        }

        return await EndAsync(walk, head, cancellationToken);
    }

    private async Task<AuditVerdict> EndAsync(AuditWalk walk, AuditHead head, CancellationToken cancellationToken)
    {
        if (walk.End(head) is { } verdict)
            return verdict;

        // Read in this order, since the head never falls behind the entries: a later head covers every earlier entry.
        var last = await db.AuditEntries.MaxAsync(e => (long?)e.Sequence, cancellationToken) ?? 0;
        var first = await db.AuditEntries.MinAsync(e => (long?)e.Sequence, cancellationToken) ?? 1;
        var now = await HeadAsync(cancellationToken);
        if (last > now.Sequence)
            return walk.Broken(now.Sequence + 1, $"链尾登记为第 {now.Sequence} 条，后面还有多出的记录，直到第 {last} 条。");
        return first < 1 ? walk.Broken(first, "开头多出了记录。") : new AuditVerdict(walk.Sequence, walk.Hash);
    }

    private (AnchorFile? File, List<string> Remarks) ReadAnchors()
    {
        try
        {
            var file = anchors.Read();
            return (file, file.Unreadable == 0 ? [] : [$"锚点文件 {anchors.Path} 有 {file.Unreadable} 行读不懂，没有用。"]);
        }
        catch (IOException)
        {
            return (null, [$"读不出锚点文件 {anchors.Path}，没有用自动锚点核对。"]);
        }
    }

    /// <summary>The anchors to hold the trail against, the first that is not as it left, and what is to be said of them.</summary>
    private (IReadOnlyList<LeftAnchor> Anchors, LeftAnchor? Forged) Sort(AnchorFile? file, AuditAnchor? kept, List<string> remarks)
    {
        var all = file?.Anchors ?? [];
        var forged = all.FirstOrDefault(a => !anchors.IsAsItLeft(a));
        List<LeftAnchor> left = [.. all.Where(a => anchors.IsAsItLeft(a) && (kept is null || a.Anchor.Sequence <= kept.Sequence))];
        if (left.Count > 0)
            remarks.Add($"用自动锚点 {left.Count} 个核对，最后一个是 {BusinessClock.ToBeijing(left[^1].At):yyyy-MM-dd HH:mm} 的 {left[^1].Anchor}（{anchors.Path}）。");
        else if (file is { Anchors.Count: 0 })
            remarks.Add($"还没有自动锚点（{anchors.Path}）。");
        if (kept is null)
            return (left, forged);
        remarks.Add($"用给出的锚点核对：{kept}。");
        return ([.. left, new LeftAnchor(default, kept, null, null)], forged);
    }

    private string KeyRemark(AuditWalk walk, AuditHead head) => keys.Ring.Newest is null
        ? "没有密钥，只核对了校验值。"
        : walk.Signed == 0 && head.Sequence > 0 && head.KeyId is null
            ? "密钥还没有启用：没有一条留痕是签过名的。"
            : $"用密钥核对了 {walk.Signed} 条的签名。";

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
