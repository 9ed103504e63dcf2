using System.ComponentModel.DataAnnotations;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Web.Infrastructure.Binding;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Accounts;

public sealed class PasswordForm
{
    [Display(Name = "现在的密码")]
    [Required]
    [StringLength(PasswordPolicy.Longest)]
    [AsTyped]
    public string? CurrentPassword { get; set; }

    [Display(Name = "新密码")]
    [Required]
    [StringLength(PasswordPolicy.Longest)]
    [AsTyped]
    public string? NewPassword { get; set; }

    [Display(Name = "再输一次新密码")]
    [Required]
    [Compare(nameof(NewPassword), ErrorMessage = "两次输入的新密码不一样，请重新输入")]
    [AsTyped]
    public string? RepeatPassword { get; set; }
}

/// <summary>What the password page shows: no password is ever sent back.</summary>
/// <param name="UserName">Whose.</param>
/// <param name="Shortest">Shortest password, in characters.</param>
/// <param name="Days">For how many days it holds; 0 for ever.</param>
/// <param name="HasTwoFactor">Whether two-step sign-in is on.</param>
/// <param name="Demand">Why it must be changed now, or null.</param>
public sealed record PasswordPage(string UserName, int Shortest, int Days, bool HasTwoFactor, string? Demand)
{
    public PasswordForm Form { get; } = new();
}

/// <summary>Reads the rules in force.</summary>
public sealed class PasswordPageQuery(SettingReader settings, ICurrentActor current)
{
    public async Task<PasswordPage> ReadAsync(Actor actor, CancellationToken cancellationToken)
    {
        var values = await settings.ReadAsync(cancellationToken);
        return new PasswordPage(
            actor.UserName, values[AccountSettings.PasswordLength], values[AccountSettings.PasswordDays], current.HasTwoFactor,
            current.PasswordDemand);
    }
}
