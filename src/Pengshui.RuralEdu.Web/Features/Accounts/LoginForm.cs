using System.ComponentModel.DataAnnotations;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Web.Infrastructure.Binding;

namespace Pengshui.RuralEdu.Web.Features.Accounts;

public sealed class LoginForm
{
    [Display(Name = "用户名")]
    [Required(ErrorMessage = "请填写用户名。")]
    [StringLength(PortalUser.UserNameLength, ErrorMessage = "用户名最长 {1} 个字。")]
    public string? UserName { get; set; }

    [Display(Name = "密码")]
    [Required(ErrorMessage = "请填写密码。")]
    [StringLength(PasswordPolicy.Longest, ErrorMessage = "密码最长 {1} 位。")]
    [DataType(DataType.Password)]
    [AsTyped]
    public string? Password { get; set; }

    public string? ReturnUrl { get; set; }

    public bool Expired { get; set; }
}
