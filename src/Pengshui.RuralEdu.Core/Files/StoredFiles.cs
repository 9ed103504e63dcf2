using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Files;

/// <summary>A content that is not as it should be.</summary>
/// <param name="Kind">丢失, 被改动, 无主.</param>
/// <param name="Hash">SHA-256 under which it lies.</param>
/// <param name="FileName">Its name where a row has one; empty for a content without a row.</param>
public sealed record FileFinding(string Kind, string Hash, string FileName);

/// <summary>What a check of all contents found.</summary>
/// <param name="Checked">Contents that rows name.</param>
/// <param name="Findings">What is wrong.</param>
public sealed record FileVerdict(int Checked, IReadOnlyList<FileFinding> Findings);

/// <summary>Holds the uploaded contents against the rows that name them, whichever room's they are.</summary>
/// <param name="db">The database.</param>
/// <param name="rooms">Whose files there are.</param>
/// <param name="store">Where the bytes lie.</param>
public sealed class StoredFiles(RuralEduDbContext db, IEnumerable<IUploadedFiles> rooms, UploadStore store)
{
    /// <summary>Reads every content and says which are missing, changed or nobody's.</summary>
    public async Task<FileVerdict> VerifyAsync(CancellationToken cancellationToken)
    {
        var findings = new List<FileFinding>();
        var named = new Dictionary<string, string>();
        foreach (var (hash, name) in await NamedAsync(cancellationToken))
            named.TryAdd(hash, name);
        foreach (var (hash, name) in named)
        {
            var (content, state) = await store.OpenAsync(hash, cancellationToken);
            if (content is not null)
                await content.DisposeAsync();
            else
                findings.Add(new FileFinding(state == ContentState.Missing ? "丢失" : "被改动", hash, name));
        }

        findings.AddRange(store.Hashes().Where(h => !named.ContainsKey(h)).Select(h => new FileFinding("无主", h, "")));
        return new FileVerdict(named.Count, findings);
    }

    /// <summary>Deletes contents that no row has named for a day.</summary>
    /// <returns>How many.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var named = (await NamedAsync(cancellationToken)).Select(n => n.Hash).ToHashSet();
        return store.Hashes().ToList().Count(h => !named.Contains(h) && store.Forget(h));
    }

    private async Task<List<(string Hash, string Name)>> NamedAsync(CancellationToken cancellationToken)
    {
        var rows = await rooms.Select(r => r.Contents(db)).Aggregate((all, more) => all.Concat(more)).ToListAsync(cancellationToken);
        return [.. rows.Select(r => (r.ContentHash, r.FileName))];
    }
}
