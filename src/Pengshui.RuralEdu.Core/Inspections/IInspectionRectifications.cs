using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Inspections;

/// <summary>A rectification that an inspection raised, to be counted inside of another statement.</summary>
public sealed class RaisedLine
{
    /// <summary>The inspection; null where the rectification stands alone.</summary>
    public required int? InspectionId { get; init; }

    /// <summary>Whether it was not closed yet.</summary>
    public required bool IsOpen { get; init; }
}

/// <summary>A rectification that an inspection speaks of.</summary>
/// <param name="Label">整改〔2023〕第3号.</param>
/// <param name="IsOpen">Whether it is not closed.</param>
public sealed record NamedRectification(string Label, bool IsOpen);

/// <summary>What a visit raises and looks at again. The room of the rectifications keeps it and follows it up to its closure.</summary>
public interface IInspectionRectifications
{
    /// <summary>The rectifications of an inspection that is being written; one statement, none for one that is not stored yet.</summary>
    /// <param name="inspection">The inspection.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<IRectificationLines> LinesAsync(Inspection inspection, CancellationToken cancellationToken);

    /// <summary>Those of these keys that were issued; no statement for no key.</summary>
    Task<IReadOnlyDictionary<int, NamedRectification>> FindAsync(IReadOnlyList<int> ids, CancellationToken cancellationToken);

    /// <summary>
    /// What is open at a place, the nearest deadline first: rectifications that a visit to it raised, and those that stand alone and
    /// whose problem names it. One that is to be looked back at is open there too. None for no place; one statement.
    /// </summary>
    /// <param name="town">乡镇（街道）; may be missing.</param>
    /// <param name="place">学校或单位.</param>
    /// <param name="also">Rectifications that are listed in any case: those that the draft speaks of.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<IReadOnlyList<RectificationThere>> OpenAtAsync(string? town, string? place, IReadOnlyCollection<int> also, CancellationToken cancellationToken);

    /// <summary>What an inspection raised, in the order of the numbers; one statement.</summary>
    Task<IReadOnlyList<RaisedRectification>> RaisedAsync(int inspectionId, CancellationToken cancellationToken);

    /// <summary>本次核验 of an inspection; one statement.</summary>
    Task<IReadOnlyList<VerifiedRectification>> VerifiedAsync(int inspectionId, CancellationToken cancellationToken);

    /// <summary>All that inspections raised.</summary>
    IQueryable<RaisedLine> Raised(RuralEduDbContext db);
}

/// <summary>The rectifications of an inspection that is being written, tracked by the context.</summary>
public interface IRectificationLines
{
    /// <summary>As the form carries them, in the order in which they were added.</summary>
    IReadOnlyList<RectificationEntry> Entries { get; }

    /// <summary>Makes them what the form says; those that are not whole yet are left out. The caller saves.</summary>
    void Write(IEnumerable<RectificationEntry> entries);

    /// <summary>Takes them all out. The caller saves.</summary>
    void Discard();

    /// <summary>Reads what issuing needs to know, before the turn is taken.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Issues them with the next numbers. The caller has <see cref="WriteTurn.Supervision"/>, and saves.</summary>
    Task IssueAsync(Actor actor, CancellationToken cancellationToken);
}
