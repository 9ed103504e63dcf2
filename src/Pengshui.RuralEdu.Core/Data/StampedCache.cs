using System.Collections.Concurrent;

namespace Pengshui.RuralEdu.Core.Data;

/// <summary>
/// The state of the data that a request sees: two requests with the same stamp of some kinds of data see the same data of
/// these kinds, on whichever node. The statement that loads the actor fills it in.
/// </summary>
/// <param name="db">The database.</param>
public sealed class DataStamp(RuralEduDbContext db)
{
    private ChangeCounters? marks;

    /// <summary>Takes the marks that another statement read along.</summary>
    public void Set(ChangeCounters read) => marks = read;

    /// <summary>The stamp of some kinds of data; one statement where nobody has set the marks.</summary>
    public async ValueTask<long> GetAsync(DataArea[] areas, CancellationToken cancellationToken)
    {
        marks ??= await db.ReadChangesAsync(cancellationToken);
        return marks.Of(areas);
    }
}

/// <summary>
/// Keeps read models until the data changes: each key holds the newest value and the stamp it was made at. What is kept
/// must be immutable, and must not hold anything of one person's unless the key names the person.
/// </summary>
public sealed class StampedCache
{
    /// <summary>Keys kept at most; past it everything is dropped, since the keys come from addresses.</summary>
    public const int Capacity = 200;

    private readonly ConcurrentDictionary<object, (long Stamp, object Value)> entries = new();

    /// <summary>The value of this stamp, made where the cache has none or an older one.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="key">Names the value; a record with its parameters.</param>
    /// <param name="stamp">The request's stamp.</param>
    /// <param name="make">Reads it from the database.</param>
    public async Task<T> GetAsync<T>(object key, long stamp, Func<Task<T>> make)
        where T : class
    {
        if (entries.TryGetValue(key, out var entry) && entry.Stamp == stamp)
            return (T)entry.Value;
        var value = await make();
        if (entries.Count >= Capacity)
            entries.Clear();
        entries[key] = (stamp, value);
        return value;
    }
}
