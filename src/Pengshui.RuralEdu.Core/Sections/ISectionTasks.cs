namespace Pengshui.RuralEdu.Core.Sections;

/// <summary>A task that a section has a part in.</summary>
/// <param name="SectionId">The section.</param>
/// <param name="Number">The task's number in its plan.</param>
public sealed record SectionTask(int SectionId, int Number);

/// <summary>What sections have to do in the plans in force. The room of the plans says it.</summary>
public interface ISectionTasks
{
    /// <summary>The tasks in which a section, or any, has a part that goes on, by number; one statement.</summary>
    /// <param name="sectionId">The section; null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<IReadOnlyList<SectionTask>> InForceAsync(int? sectionId, CancellationToken cancellationToken);
}
