using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>What came of an upload.</summary>
/// <param name="File">The file as it stands in the report.</param>
/// <param name="ReportVersion">The report's new version, for the form that stays open.</param>
public sealed record EvidenceAdded(SheetFile File, int ReportVersion);

/// <summary>A file to send. The receiver disposes the stream.</summary>
/// <param name="FileName">Its name, Chinese characters as they are.</param>
/// <param name="ContentType">Media type found in the content.</param>
/// <param name="Length">Bytes.</param>
/// <param name="ContentHash">SHA-256, good as an entity tag.</param>
/// <param name="Content">The bytes; seekable.</param>
public sealed record EvidenceContent(string FileName, string ContentType, long Length, string ContentHash, Stream Content);

/// <summary>Evidence files (佐证).</summary>
public sealed class EvidenceService
{
    /// <summary>Most files in a report.</summary>
    public const int MaxFiles = 20;

    /// <summary>Takes a file in. Its kind is found in its content; at most <see cref="EvidenceFile.MaxLength"/> bytes.</summary>
    /// <param name="reportId">The report.</param>
    /// <param name="content">The bytes, read once from where it stands.</param>
    /// <param name="fileName">The name that the browser gave; a path in it is cut off.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Ends a broken upload; nothing of it stays.</param>
    public Task<Result<EvidenceAdded>> AddAsync(int reportId, Stream content, string fileName, Actor actor, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Takes a file out of the report; revisions that have it keep it.</summary>
    /// <returns>The report's new version.</returns>
    public Task<Result<int>> RemoveAsync(int reportId, int fileId, Actor actor, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Opens a file for download.</summary>
    /// <param name="reportId">The report.</param>
    /// <param name="fileId">The file.</param>
    /// <param name="revision">Through which revision it is read; null: through the draft, for those who see it, else through the last revision.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Result<EvidenceContent>> OpenAsync(int reportId, int fileId, int? revision, Actor actor, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
