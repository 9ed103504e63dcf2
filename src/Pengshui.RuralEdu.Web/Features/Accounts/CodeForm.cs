using System.ComponentModel.DataAnnotations;

namespace Pengshui.RuralEdu.Web.Features.Accounts;

/// <summary>The second step of a sign-in.</summary>
public sealed class CodeForm
{
    /// <summary>Longest code, a recovery code with hyphens and blanks.</summary>
    public const int Longest = 40;

    [Display(Name = "验证码")]
    [Required(ErrorMessage = "请填写验证码。")]
    [StringLength(Longest, ErrorMessage = "验证码最长 {1} 位。")]
    public string? Code { get; set; }

    public string? Ticket { get; set; }

    public string? ReturnUrl { get; set; }
}
