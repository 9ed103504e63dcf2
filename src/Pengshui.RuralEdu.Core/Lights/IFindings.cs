using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>
/// What others than its sections found the tasks of a plan to be, by task. The rooms that know it register one each; the plan's year
/// reads it and keeps it until the data it names change.
/// </summary>
/// <typeparam name="T">What is found; immutable.</typeparam>
public interface IFindings<T>
{
    /// <summary>Every kind of data that the statement reads.</summary>
    IReadOnlyList<DataArea> Areas { get; }

    /// <summary>Reads it in one statement.</summary>
    /// <param name="planId">The plan.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<ILookup<int, T>> ReadAsync(int planId, CancellationToken cancellationToken);
}
