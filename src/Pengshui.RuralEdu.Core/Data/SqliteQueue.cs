using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace Pengshui.RuralEdu.Core.Data;

/// <summary>
/// A SQLite file has one writer at a time. Those of this process queue up here, first come, first served, without a thread
/// each; SQLite itself lets them try again and again, and who tries at the right moment is next.
/// </summary>
internal static class SqliteQueue
{
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Files = [];

    /// <summary>Waits for the place. Who does not get it in time asks SQLite all the same, which says that it is busy.</summary>
    public static async Task<IDisposable?> EnterAsync(DbContext db, TimeSpan patience, CancellationToken cancellationToken)
    {
        var place = Files.GetOrAdd(db.Database.GetConnectionString() ?? "", _ => new SemaphoreSlim(1));
        return await place.WaitAsync(patience, cancellationToken) ? new Place(place) : null;
    }

    private sealed class Place(SemaphoreSlim place) : IDisposable
    {
        public void Dispose() => place.Release();
    }
}
