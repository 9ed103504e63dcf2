namespace Pengshui.RuralEdu.Notices;

/// <summary>
/// Reads a notice's file on behalf of the portal. The file is somebody's, and the libraries that take it apart were not made for
/// hostile ones, so the portal has this done by a process of its own; <see cref="NoticeReader"/> is what works there.
/// </summary>
public interface INoticeFileReader
{
    /// <summary>The source, or a sentence that says why the file cannot be read.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="content">The file; it is read once, from where it stands.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<Reading<NoticeSource>> ReadAsync(string name, Stream content, CancellationToken cancellationToken);
}
