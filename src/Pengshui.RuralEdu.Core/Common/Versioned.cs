namespace Pengshui.RuralEdu.Core.Common;

/// <summary>
/// A row that two people may edit at once. The form carries the version it was made from; the service puts it into the
/// token's original value, and the context raises it by one at each save.
/// </summary>
public interface IVersioned
{
    /// <summary>1 at first, one more after each change. The concurrency token.</summary>
    int Version { get; set; }
}
