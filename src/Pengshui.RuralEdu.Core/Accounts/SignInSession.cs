namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>
/// A sign-in (登录), from the password to the signing out. The cookie names it and nothing more: what ends it here ends it
/// wherever that cookie is. One whose stamp is no longer the account's has ended too.
/// </summary>
public sealed class SignInSession
{
    /// <summary>Longest <see cref="Device"/>.</summary>
    public const int DeviceLength = 60;

    /// <summary>Longest stamp.</summary>
    public const int StampLength = 64;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Whose.</summary>
    public int UserId { get; set; }

    /// <summary>The account's stamp when it began.</summary>
    public required string SecurityStamp { get; set; }

    /// <summary>What people call the device: Windows 电脑 · Edge.</summary>
    public required string Device { get; set; }

    /// <summary>The client's address when it began.</summary>
    public string? Address { get; set; }

    /// <summary>When it began, UTC real time.</summary>
    public DateTime BegunAt { get; set; }

    /// <summary>Its last request, UTC real time, to the grain of <see cref="SessionService.Grain"/>.</summary>
    public DateTime LastUsedAt { get; set; }

    /// <summary>When somebody ended it, UTC real time; null while nobody has.</summary>
    public DateTime? EndedAt { get; set; }
}
