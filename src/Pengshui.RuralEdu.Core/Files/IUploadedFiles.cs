using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Files;

/// <summary>A row that names a content.</summary>
public sealed class NamedContent
{
    /// <summary>SHA-256 under which the content lies.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Its name.</summary>
    public required string FileName { get; init; }
}

/// <summary>The uploaded files of a room: each room that has some registers one.</summary>
public interface IUploadedFiles
{
    /// <summary>Every row that names a content, removed ones too.</summary>
    IQueryable<NamedContent> Contents(RuralEduDbContext db);

    /// <summary>Bytes of each file that stands in a section's name; none where the room's files are no section's.</summary>
    IQueryable<long> LengthsOf(RuralEduDbContext db, int sectionId);
}
