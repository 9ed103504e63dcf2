using Microsoft.AspNetCore.Identity;

namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>How a user belongs to a section.</summary>
public enum SectionRelation
{
    /// <summary>Works in it.</summary>
    Member = 1,

    /// <summary>Has it in charge (分管领导).</summary>
    InCharge = 2,
}

/// <summary>A user's tie to a section.</summary>
public sealed class UserSection
{
    /// <summary>The user.</summary>
    public int UserId { get; set; }

    /// <summary>The section.</summary>
    public int SectionId { get; set; }

    /// <summary>Works in it, or has it in charge.</summary>
    public SectionRelation Relation { get; set; }
}
