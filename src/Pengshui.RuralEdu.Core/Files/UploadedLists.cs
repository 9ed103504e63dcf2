using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Units.Import;

namespace Pengshui.RuralEdu.Core.Files;

/// <summary>Has the lists of units scanned like every other upload.</summary>
/// <param name="scan">Looks for malware.</param>
internal sealed class UploadedLists(UploadScan scan) : IUploadedLists
{
    /// <inheritdoc/>
    public Task<Refusal?> RefusalAsync(Stream content, string name, Actor actor, CancellationToken cancellationToken) =>
        scan.RefusalAsync(content, name, "File", new UploadedFor(actor, nameof(UnitListDraft)), cancellationToken);
}
