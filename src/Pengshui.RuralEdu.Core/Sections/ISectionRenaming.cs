using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Sections;

/// <summary>What a new name means for what a section has reported and for its parts in plans. The room of the reports does it.</summary>
public interface ISectionRenaming
{
    /// <summary>The command with the old name among the aliases, or why not. The caller gives the new name and saves.</summary>
    /// <param name="section">The section with its aliases, still under its old name.</param>
    /// <param name="command">With the new name.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<(SectionCommand Command, Refusal? Stop)> PrepareAsync(Section section, SectionCommand command, Actor actor, CancellationToken cancellationToken);
}
