using Microsoft.AspNetCore.Identity;

namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>A code that takes the place of one from the app, once.</summary>
public sealed class RecoveryCode
{
    /// <summary>Room for a hash of the password hasher's.</summary>
    public const int HashLength = 256;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Whose.</summary>
    public int UserId { get; set; }

    /// <summary>The code, hashed like a password.</summary>
    public required string Hash { get; set; }

    /// <summary>When it was used, UTC real time; null while it can be.</summary>
    public DateTime? UsedAt { get; set; }
}
