using Microsoft.AspNetCore.Identity;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>An account.</summary>
[Kept(DataArea.People, Only = nameof(DisplayName))]
public sealed class PortalUser : IdentityUser<int>, IVersioned
{
    /// <summary>Longest display name.</summary>
    public const int DisplayNameLength = 50;

    /// <summary>Longest user name.</summary>
    public const int UserNameLength = 64;

    /// <summary>Longest encrypted <see cref="AuthenticatorKey"/>.</summary>
    public const int AuthenticatorKeyLength = 500;

    /// <summary>What pages call the person: section and role (教育科 填报员), by choice a name.</summary>
    public required string DisplayName { get; set; }

    /// <summary>False: cannot sign in; ends running sign-ins.</summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary>True until the first own password is set.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>When the password was last set, UTC real time.</summary>
    public DateTime PasswordChangedAt { get; set; }

    /// <summary>When the account last signed in, UTC real time.</summary>
    public DateTime? LastSignedInAt { get; set; }

    /// <summary>The secret shared with the holder's authenticator app, encrypted; null unless two-step sign-in is on.</summary>
    [Unaudited]
    public string? AuthenticatorKey { get; set; }

    /// <summary>The 30-second step of the last code that was taken (RFC 6238): none is taken twice.</summary>
    [Unaudited]
    public long? AuthenticatorStep { get; set; }

    /// <summary>
    /// An account of the demonstration, whose password is public: it signs in only where the demonstration is on, whatever
    /// else the database holds.
    /// </summary>
    public bool IsDemonstration { get; set; }

    /// <summary>Codes for the day the phone is lost.</summary>
    public ICollection<RecoveryCode> RecoveryCodes { get; } = [];

    /// <summary>The passwords before the one in force, at most <see cref="FormerPassword.Kept"/>.</summary>
    public ICollection<FormerPassword> FormerPasswords { get; } = [];

    /// <summary>What was counted of wrong passwords and codes.</summary>
    public ICollection<GuessCount> GuessCounts { get; } = [];

    /// <summary>The sections it works in or has in charge.</summary>
    public ICollection<UserSection> Sections { get; } = [];

    /// <summary>The roles it holds.</summary>
    public ICollection<IdentityUserRole<int>> UserRoles { get; } = [];

    /// <summary>Its sign-ins.</summary>
    public ICollection<SignInSession> Sessions { get; } = [];

    /// <inheritdoc/>
    public int Version { get; set; } = 1;
}
