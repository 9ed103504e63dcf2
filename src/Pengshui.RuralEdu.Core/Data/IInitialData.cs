namespace Pengshui.RuralEdu.Core.Data;

/// <summary>Data that an installation begins with besides the reference data; whoever has such data registers it.</summary>
public interface IInitialData
{
    /// <summary>Makes sure of it. A database that somebody works in already stays as it is.</summary>
    /// <param name="cancellationToken">Stops it; what was begun is undone.</param>
    /// <returns>Whether it was added now.</returns>
    Task<bool> EnsureAsync(CancellationToken cancellationToken);
}
