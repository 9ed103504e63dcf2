namespace Pengshui.RuralEdu.Core.Common;

/// <summary>Who acts: made once a request from the database, or by the command line. Every service call takes one.</summary>
public sealed record Actor
{
    /// <summary>The account's key; null for the command line and the scheduler.</summary>
    public int? UserId { get; init; }

    /// <summary>用户名, as the audit trail keeps it.</summary>
    public required string UserName { get; init; }

    /// <summary>What pages call the person: 教育科 填报员.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Roles held.</summary>
    public IReadOnlySet<Role> Roles { get; init; } = new HashSet<Role>();

    /// <summary>Sections the person works in, and the dissolved ones that they took over from.</summary>
    public IReadOnlySet<int> SectionIds { get; init; } = new HashSet<int>();

    /// <summary>Sections in a 分管领导's charge; empty for others.</summary>
    public IReadOnlySet<int> SectionsInCharge { get; init; } = new HashSet<int>();

    /// <summary>Whence: the client's address, or "命令行".</summary>
    public string? Address { get; init; }

    /// <summary>The running sign-in that the request belongs to; null where there is none.</summary>
    public int? SessionId { get; init; }

    /// <summary>The request's id, so that a log line and an audit entry can be joined.</summary>
    public string? RequestId { get; init; }

    /// <summary>The command line or the scheduler: whoever may run the program on the server. Never a request.</summary>
    public bool IsProgram { get; private init; }

    /// <summary>Whether the actor holds the role.</summary>
    public bool Is(Role role) => Roles.Contains(role);

    /// <summary>Whether the actor works in the section.</summary>
    public bool IsMemberOf(int sectionId) => SectionIds.Contains(sectionId);

    /// <summary>Whether the permission table allows it.</summary>
    public bool May(Permission permission) => Permissions.Table[permission].Any(Roles.Contains);

    /// <summary>The command line and the program itself: no account, no roles; what they do is audited under this name.</summary>
    public static Actor System(string name = "命令行") => new() { UserName = name, DisplayName = name, Address = name, IsProgram = true };
}
