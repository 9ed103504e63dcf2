using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Units.Import;

/// <summary>Looks for malware in an uploaded list before it is read. The room of the files does it.</summary>
public interface IUploadedLists
{
    /// <summary>Why a list is not taken in, or null where it may be.</summary>
    /// <param name="content">Read once from where it stands.</param>
    /// <param name="name">Its harmless name.</param>
    /// <param name="actor">Who uploads it.</param>
    /// <param name="cancellationToken">Whoever uploads has gone.</param>
    Task<Refusal?> RefusalAsync(Stream content, string name, Actor actor, CancellationToken cancellationToken);
}
