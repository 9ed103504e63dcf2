using Microsoft.AspNetCore.Identity;

namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>A password that was in force; it is not taken again.</summary>
public sealed class FormerPassword
{
    /// <summary>How many of an account are kept.</summary>
    public const int Kept = 5;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Whose.</summary>
    public int UserId { get; set; }

    /// <summary>As the password hasher made it.</summary>
    public required string Hash { get; set; }

    /// <summary>Until when it was in force, UTC real time.</summary>
    public DateTime ReplacedAt { get; set; }
}
