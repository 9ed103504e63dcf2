namespace Pengshui.RuralEdu.Core.Common;

/// <summary>The eight roles. Their names are the role names in the database.</summary>
public enum Role
{
    /// <summary>科室填报员: own section.</summary>
    Reporter = 1,

    /// <summary>科室负责人: own section.</summary>
    SectionHead = 2,

    /// <summary>统筹员: the whole plan.</summary>
    Coordinator = 3,

    /// <summary>领导: all; a 分管领导 starts on the sections in their charge.</summary>
    Leader = 4,

    /// <summary>督查员: all.</summary>
    Supervisor = 5,

    /// <summary>系统管理员: the installation.</summary>
    SystemAdministrator = 6,

    /// <summary>安全管理员: grants roles, ends sign-ins.</summary>
    SecurityAdministrator = 7,

    /// <summary>审计管理员: reads, verifies and exports the audit trail.</summary>
    Auditor = 8,
}

/// <summary>What holds for roles.</summary>
public static class Roles
{
    /// <summary>All, in the order of product.md.</summary>
    public static IReadOnlyList<Role> All { get; } = Enum.GetValues<Role>();

    /// <summary>The three separate posts (三员) that GB/T 22239 asks for.</summary>
    public static bool IsPost(this Role role) => role >= Role.SystemAdministrator;

    /// <summary>The name people use.</summary>
    public static string Label(this Role role) => role switch
    {
        Role.Reporter => "科室填报员",
        Role.SectionHead => "科室负责人",
        Role.Coordinator => "统筹员",
        Role.Leader => "领导",
        Role.Supervisor => "督查员",
        Role.SystemAdministrator => "系统管理员",
        Role.SecurityAdministrator => "安全管理员",
        Role.Auditor => "审计管理员",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    /// <summary>Somebody of a section by section and role (教育科 填报员), as pages call people.</summary>
    public static string LabelIn(this Role role, string sectionName) => role switch
    {
        Role.Reporter => sectionName + " 填报员",
        Role.SectionHead => sectionName + " 负责人",
        _ => role.Label(),
    };

    /// <summary>
    /// Why these roles may not be held together, or null where they may: nobody holds two of the three posts, and a
    /// post is not joined with a business role, since none of the three edits reports.
    /// </summary>
    public static string? Conflict(IReadOnlyCollection<Role> roles)
    {
        var posts = roles.Where(IsPost).ToList();
        if (posts.Count > 1)
            return $"{string.Join("、", posts.Select(Label))}要由不同的人担任，请只保留一个。";
        return posts.Count == 1 && roles.Any(r => !r.IsPost())
            ? $"{posts[0].Label()}不能兼任业务角色，请另设账号。"
            : null;
    }
}
