using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans.Seed;
using Pengshui.RuralEdu.Core.Sections;

namespace Pengshui.RuralEdu.Demonstration;

/// <summary>An account of the demonstration.</summary>
/// <param name="UserName">用户名.</param>
/// <param name="DisplayName">Section and role; nobody is named.</param>
/// <param name="Role">The one role it holds.</param>
/// <param name="SectionCodes">The sections it works in, or has in charge.</param>
/// <param name="Relation">Which of the two.</param>
public sealed record DemonstrationAccount(
    string UserName, string DisplayName, Role Role, IReadOnlyList<string> SectionCodes, SectionRelation Relation = SectionRelation.Member);

/// <summary>The demonstration's accounts (product.md): two for each section, the offices, the leaders, the three posts.</summary>
public static class DemonstrationAccounts
{
    /// <summary>The password of all of them. It is printed in the README; they sign in only where the demonstration is on.</summary>
    public const string Password = "Demo#2023-ps";

    /// <summary>Those that do not belong to one section.</summary>
    public static IReadOnlyList<DemonstrationAccount> Offices { get; } =
    [
        new("sysadmin", "系统管理员", Role.SystemAdministrator, []),
        new("secadmin", "安全管理员", Role.SecurityAdministrator, []),
        new("auditor", "审计管理员", Role.Auditor, []),
        new("coordinator", "统筹员", Role.Coordinator, []),
        new("leader", "主要领导", Role.Leader, []),
        new("deputy", "分管领导", Role.Leader, ["jyk", "rsk"], SectionRelation.InCharge),
        new("supervisor", "督查员", Role.Supervisor, []),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DemonstrationAccount> All(IEnumerable<Section> sections) =>
    [
        .. Offices,
        .. sections.OrderBy(s => s.SortOrder).SelectMany(s => new DemonstrationAccount[]
        {
            new($"{s.Code}-staff", $"{s.Name} 填报员", Role.Reporter, [s.Code]),
            new($"{s.Code}-head", $"{s.Name} 负责人", Role.SectionHead, [s.Code]),
        }),
    ];

    /// <summary>
    /// Stores them: the three posts by the program, the others by the system administrator, their roles by the security
    /// administrator. One hash serves all, since the password is the same and no secret.
    /// </summary>
    /// <returns>User name → actor.</returns>
    internal static async Task<Dictionary<string, Actor>> StoreAsync(
        RuralEduDbContext db, ReplayTimeProvider time, Task<string> passwordHash, DateTime passwordChangedAt, CancellationToken cancellationToken)
    {
        var sections = await db.Sections.ToDictionaryAsync(s => s.Code, cancellationToken);
        var accounts = All(sections.Values);
        var actors = new Dictionary<string, Actor>();
        foreach (var posts in new[] { true, false })
        {
            var users = new List<PortalUser>();
            foreach (var account in accounts.Where(a => a.Role.IsPost() == posts))
            {
                var user = User(account, sections, passwordChangedAt);
                user.PasswordHash = await passwordHash;
                users.Add(user);
                db.Add(user);
                Note(db, time, user, account, actors.GetValueOrDefault("sysadmin"), actors.GetValueOrDefault("secadmin"));
            }

            await db.SaveChangesAsync(cancellationToken);
            foreach (var user in users)
                actors.Add(user.UserName!, ActorOf(user));
        }

        return actors;
    }

    private static PortalUser User(DemonstrationAccount account, Dictionary<string, Section> sections, DateTime passwordChangedAt)
    {
        var user = new PortalUser
        {
            UserName = account.UserName,
            NormalizedUserName = account.UserName.ToUpperInvariant(),
            DisplayName = account.DisplayName,
            SecurityStamp = Guid.NewGuid().ToString("N").ToUpperInvariant(),
            LockoutEnabled = true,
            IsDemonstration = true,
            PasswordChangedAt = passwordChangedAt,
        };
        user.UserRoles.Add(new IdentityUserRole<int> { RoleId = (int)account.Role });
        foreach (var code in account.SectionCodes)
            user.Sections.Add(new UserSection { SectionId = sections[code].Id, Relation = account.Relation });
        return user;
    }

    private static void Note(RuralEduDbContext db, ReplayTimeProvider time, PortalUser user, DemonstrationAccount account, Actor? system, Actor? security)
    {
        time.Advance(TimeSpan.FromSeconds(47));
        db.Note(new AuditNote(system ?? ReferenceSeed.By, AccountAudit.CreateUser) { Subject = user, Title = account.UserName });
        time.Advance(TimeSpan.FromSeconds(21));
        db.Note(new AuditNote(security ?? ReferenceSeed.By, AccountAudit.GrantRoles) { Subject = user, Title = account.UserName, Reason = account.Role.Label() });
    }

    private static Actor ActorOf(PortalUser user) => new()
    {
        UserId = user.Id,
        UserName = user.UserName!,
        DisplayName = user.DisplayName,
        Roles = user.UserRoles.Select(r => (Role)r.RoleId).ToHashSet(),
        SectionIds = user.Sections.Where(s => s.Relation == SectionRelation.Member).Select(s => s.SectionId).ToHashSet(),
        SectionsInCharge = user.Sections.Where(s => s.Relation == SectionRelation.InCharge).Select(s => s.SectionId).ToHashSet(),
        Address = "演示数据",
    };
}
