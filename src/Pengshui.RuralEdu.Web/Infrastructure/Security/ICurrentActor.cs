using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Web.Infrastructure.Security;

/// <summary>Who makes this request.</summary>
public interface ICurrentActor
{
    /// <summary>The signed-in person, or null.</summary>
    Actor? Actor { get; }

    /// <summary>Why nothing but the password page is open to them, or null.</summary>
    string? PasswordDemand { get; }

    /// <summary>Whether they sign in in two steps.</summary>
    bool HasTwoFactor { get; }

    /// <summary>Why nothing but the page of two-step sign-in is open to them, or null.</summary>
    string? TwoFactorDemand { get; }
}
