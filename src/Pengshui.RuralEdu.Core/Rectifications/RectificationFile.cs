using Pengshui.RuralEdu.Core.Files;

namespace Pengshui.RuralEdu.Core.Rectifications;

/// <summary>A file with which the section shows what it did, or the supervisor what was seen. Never demanded: a visit is enough.</summary>
public sealed class RectificationFile : UploadedFile
{
    /// <summary>Whose.</summary>
    public int RectificationId { get; set; }

    /// <summary>Whether the supervisor added it while verifying or looking back; else it is the section's.</summary>
    public bool IsVerification { get; set; }

    /// <summary>When it was taken out again, UTC. What was submitted once, or decided on, stays.</summary>
    public DateTime? RemovedAt { get; set; }
}
