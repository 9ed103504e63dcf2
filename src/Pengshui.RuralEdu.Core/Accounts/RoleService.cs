using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>The roles an account is to hold from now on.</summary>
/// <param name="Id">The account.</param>
/// <param name="Version">The version that the form was made from.</param>
/// <param name="Roles">All of them; what is not among them is taken.</param>
public sealed record GrantRoles(int Id, int Version, IReadOnlyCollection<Role> Roles);

/// <summary>Grants and takes roles and ends sign-ins: the security administrator's. Refusals are kept in the trail.</summary>
/// <param name="db">The database.</param>
/// <param name="demonstration">Whose accounts count as somebody who holds a post.</param>
public sealed class RoleService(RuralEduDbContext db, DemonstrationMode demonstration)
{
    /// <summary>Sets an account's roles; its sign-ins end at once. Same roles: nothing is written.</summary>
    public Task<Result> GrantAsync(GrantRoles command, Actor actor, CancellationToken cancellationToken) =>
        db.ActAsync(() => GrantOnceAsync(command, actor, cancellationToken), cancellationToken);

    private async Task<Result> GrantOnceAsync(GrantRoles command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.GrantRoles))
            return Result.Forbidden();
        await db.TakeTurnAsync(WriteTurn.Accounts, cancellationToken);
        var user = await db.Users.Include(u => u.UserRoles).SingleOrDefaultAsync(u => u.Id == command.Id, cancellationToken);
        if (user is null)
            return Result.NotFound();
        if (user.Version != command.Version)
            return Result.Conflict(AccountRules.Changed(user));
        var before = user.UserRoles.Select(r => (Role)r.RoleId).Order().ToList();
        var after = command.Roles.Distinct().Order().ToList();
        if (before.SequenceEqual(after))
            return Result.Success();

        var why = await WhyNotAsync(user, before, after, actor, cancellationToken);
        if (why is null)
        {
            db.RemoveRange(user.UserRoles.Where(r => !after.Contains((Role)r.RoleId)));
            foreach (var role in after.Except(before))
                user.UserRoles.Add(new IdentityUserRole<int> { RoleId = (int)role });
            user.SecurityStamp = SecurityStamps.New();
        }

        db.Note(new AuditNote(actor, AccountAudit.GrantRoles)
        {
            Subject = user,
            Title = user.UserName,
            Reason = why,
            Result = why is null ? AuditResult.Succeeded : AuditResult.Refused,
            Details = JsonSerializer.Serialize(new { Roles = new[] { string.Join(',', before), string.Join(',', after) } }, AuditNote.Json),
        });
        await db.SaveChangesAsync(cancellationToken);
        return why is null ? Result.Success() : Result.Refused(why, nameof(command.Roles));
    }

    /// <summary>Ends every sign-in of an account.</summary>
    public async Task<Result> EndSignInsAsync(int id, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.GrantRoles))
            return Result.Forbidden();
        var user = await db.Users.SingleOrDefaultAsync(u => u.Id == id, cancellationToken);
        if (user is null)
            return Result.NotFound();
        user.SecurityStamp = SecurityStamps.New();
        db.Note(new AuditNote(actor, AccountAudit.EndSignIns) { Subject = user, Title = user.UserName });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.Forget();
            return Result.Conflict(AccountRules.Changed(user));
        }

        return Result.Success();
    }

    private async Task<string?> WhyNotAsync(PortalUser user, List<Role> before, List<Role> after, Actor actor, CancellationToken cancellationToken)
    {
        if (user.Id == actor.UserId)
            return "不能改自己的角色，请由另一位安全管理员办理。";
        if (Roles.Conflict(after) is { } conflict)
            return conflict;
        foreach (var role in AccountRules.Indispensable.Where(r => before.Contains(r) && !after.Contains(r)))
        {
            if (!await db.AnotherHoldsAsync(demonstration, user.Id, role, cancellationToken))
                return $"这是最后一位可用的{role.Label()}，请先另设一位，再收回。";
        }

        return null;
    }
}
