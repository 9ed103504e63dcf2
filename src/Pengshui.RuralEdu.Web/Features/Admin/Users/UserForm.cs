using System.ComponentModel.DataAnnotations;
using Pengshui.RuralEdu.Core.Accounts;

namespace Pengshui.RuralEdu.Web.Features.Admin.Users;

public sealed class NewUserForm
{
    [Display(Name = "用户名")]
    [Required]
    [StringLength(AccountService.UserNameLength)]
    public string? UserName { get; set; }

    [Display(Name = "显示名称")]
    [Required]
    [StringLength(PortalUser.DisplayNameLength)]
    public string? DisplayName { get; set; }

    public List<string> MemberOf { get; set; } = [];

    public List<string> InCharge { get; set; } = [];

    public CreateUser ToCommand() => new(UserName, DisplayName) { MemberOf = MemberOf, InCharge = InCharge };
}

public sealed class UserForm
{
    public int Version { get; set; }

    [Display(Name = "显示名称")]
    [Required]
    [StringLength(PortalUser.DisplayNameLength)]
    public string? DisplayName { get; set; }

    public List<string> MemberOf { get; set; } = [];

    public List<string> InCharge { get; set; } = [];

    public static UserForm Of(UserDetails user) => new()
    {
        Version = user.Version, DisplayName = user.DisplayName, MemberOf = [.. user.MemberOf], InCharge = [.. user.InCharge],
    };

    public ChangeUser ToCommand(int id) => new(id, Version, DisplayName, MemberOf, InCharge);
}

/// <summary>The two lists of sections in a form.</summary>
public sealed record SectionBoxes(IReadOnlyList<SectionChoice> Sections, IReadOnlyList<string> MemberOf, IReadOnlyList<string> InCharge);

public sealed record UserListPage(Core.Common.Page<UserRow> Users, string? Search);

public sealed record NewUserPage(NewUserForm Form, IReadOnlyList<SectionChoice> Sections);

public sealed record UserPage(UserDetails User, UserForm Form, IReadOnlyList<SectionChoice> Sections, string? FirstPassword);

/// <summary>A button of the account's page, with what it brings about.</summary>
public sealed record UserAct(int Id, int Version, string Act, string Label, string Hint);
