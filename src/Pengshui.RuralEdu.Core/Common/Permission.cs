namespace Pengshui.RuralEdu.Core.Common;

/// <summary>What an action of the portal needs. Every action names one; <see cref="Permissions"/> says who has it.</summary>
public enum Permission
{
    /// <summary>One's own workbench, password, sign-out: anybody signed in.</summary>
    UseAccount,

    /// <summary>Plans, tasks, the month and submitted reports, dashboards.</summary>
    ReadBusiness,

    /// <summary>Write for one's own section: its reports, its answers to rectifications.</summary>
    FileReports,

    /// <summary>The list of reports that wait for one's decision.</summary>
    ReviewReports,

    /// <summary>Raise rectifications, verify and close them; see what to check next.</summary>
    Supervise,

    /// <summary>Open, close and reopen periods; change responsibilities.</summary>
    CoordinateMonth,

    /// <summary>Judge a light anew (改判).</summary>
    OverrideLights,

    /// <summary>Give instructions (批示).</summary>
    GiveInstructions,

    /// <summary>Keep the plan.</summary>
    ManagePlans,

    /// <summary>Keep schools, teaching points, townships and villages.</summary>
    ManageUnits,

    /// <summary>Accounts on and off, first passwords, sections of a user.</summary>
    ManageAccounts,

    /// <summary>Sections and their aliases.</summary>
    ManageSections,

    /// <summary>Open the page of settings; which of them one sees and changes, the next two say.</summary>
    OpenSettings,

    /// <summary>Settings of the installation but those of sign-in security, calendar.</summary>
    ManageSettings,

    /// <summary>Settings of sign-in security: password and lockout policy, time-outs.</summary>
    ManageSecuritySettings,

    /// <summary>Grant and take away roles; end sign-ins.</summary>
    GrantRoles,

    /// <summary>Read, verify and export the audit trail.</summary>
    ReadAudit,
}

/// <summary>The one table of who may do what. The scope (own section) is added by services and the workflow.</summary>
public static class Permissions
{
    private static readonly Role[] Business = [Role.Reporter, Role.SectionHead, Role.Coordinator, Role.Leader, Role.Supervisor];

    /// <summary>Permission → roles.</summary>
    public static IReadOnlyDictionary<Permission, IReadOnlyList<Role>> Table { get; } = new Dictionary<Permission, IReadOnlyList<Role>>
    {
        [Permission.UseAccount] = Roles.All,
        [Permission.ReadBusiness] = Business,
        [Permission.FileReports] = [Role.Reporter, Role.SectionHead],
        [Permission.ReviewReports] = [Role.SectionHead, Role.Coordinator],
        [Permission.Supervise] = [Role.Supervisor],
        [Permission.CoordinateMonth] = [Role.Coordinator],
        [Permission.OverrideLights] = [Role.Coordinator],
        [Permission.GiveInstructions] = [Role.Leader],
        [Permission.ManagePlans] = [Role.Coordinator],
        [Permission.ManageUnits] = [Role.Coordinator],
        [Permission.ManageAccounts] = [Role.SystemAdministrator],
        [Permission.ManageSections] = [Role.SystemAdministrator],
        [Permission.OpenSettings] = [Role.SystemAdministrator, Role.SecurityAdministrator],
        [Permission.ManageSettings] = [Role.SystemAdministrator],
        [Permission.ManageSecuritySettings] = [Role.SecurityAdministrator],
        [Permission.GrantRoles] = [Role.SecurityAdministrator],
        [Permission.ReadAudit] = [Role.Auditor],
    };

    /// <summary>Whether any of the roles has the permission.</summary>
    public static bool Allows(this IReadOnlyCollection<Role> roles, Permission permission) => Table[permission].Any(roles.Contains);
}
