using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>A section to choose.</summary>
/// <param name="Id">Key.</param>
/// <param name="Code">Code.</param>
/// <param name="Name">Name.</param>
/// <param name="IsActive">False once it was dissolved.</param>
public sealed record SectionChoice(int Id, string Code, string Name, bool IsActive);

/// <summary>That a section's work went to another.</summary>
public sealed class SectionSuccession
{
    /// <summary>The section that was dissolved.</summary>
    public required int SectionId { get; init; }

    /// <summary>The one that took it over; null where there is none.</summary>
    public required int? SuccessorId { get; init; }
}

/// <summary>The sections, as far as accounts need them. The room of the sections knows them.</summary>
public interface ISectionDirectory
{
    /// <summary>Every section, in their order: dissolved ones too, so that a form does not drop a tie unseen. One statement.</summary>
    Task<IReadOnlyList<SectionChoice>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Keys of the sections whose name holds the words, to be asked for inside of another statement.</summary>
    IQueryable<int> Named(RuralEduDbContext db, string words);

    /// <summary>Who took over from whom, to be asked for inside of another statement.</summary>
    IQueryable<SectionSuccession> Successions(RuralEduDbContext db);
}
