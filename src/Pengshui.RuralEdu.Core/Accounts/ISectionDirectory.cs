using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>A section to choose.</summary>
/// <param name="Id">Key.</param>
/// <param name="Code">Code.</param>
/// <param name="Name">Name.</param>
/// <param name="IsActive">False once it was dissolved.</param>
public sealed record SectionChoice(int Id, string Code, string Name, bool IsActive);

/// <summary>A section, to be joined inside of another statement.</summary>
public sealed class SectionEntry
{
    /// <summary>Key.</summary>
    public required int Id { get; init; }

    /// <summary>Code.</summary>
    public required string Code { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands in lists.</summary>
    public required int SortOrder { get; init; }

    /// <summary>The section that took its work over; null where none did.</summary>
    public required int? SuccessorId { get; init; }
}

/// <summary>The sections, as far as accounts need them. The room of the sections knows them.</summary>
public interface ISectionDirectory
{
    /// <summary>Every section, in their order: dissolved ones too, so that a form does not drop a tie unseen. One statement.</summary>
    Task<IReadOnlyList<SectionChoice>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Every section, to be joined inside of another statement.</summary>
    IQueryable<SectionEntry> Entries(RuralEduDbContext db);
}
