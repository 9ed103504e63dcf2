namespace Pengshui.RuralEdu.Core.Data;

/// <summary>
/// Keeps what a statement reads until data of the kinds that it reads from change: a page that is asked for again and again
/// then costs no statement for it. For what is everybody's; the key names all that the answer depends on.
/// </summary>
/// <param name="cache">Where it is kept.</param>
/// <param name="stamp">What this request sees.</param>
public sealed class KeptRows(StampedCache cache, DataStamp stamp)
{
    /// <summary>The rows; read where they were never read, or have changed since.</summary>
    /// <typeparam name="T">What they are; immutable.</typeparam>
    /// <param name="key">Names them: a record of the query's own.</param>
    /// <param name="areas">Every kind of data that the statement reads.</param>
    /// <param name="read">The statement.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<T> GetAsync<T>(object key, DataArea[] areas, Func<Task<T>> read, CancellationToken cancellationToken)
        where T : class =>
        await cache.GetAsync(key, await stamp.GetAsync(areas, cancellationToken), read);
}
