using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>A line of the lists of accounts.</summary>
/// <param name="Id">Key.</param>
/// <param name="UserName">用户名.</param>
/// <param name="DisplayName">What pages call the person.</param>
/// <param name="IsEnabled">Whether it can sign in.</param>
/// <param name="IsLocked">Locked after wrong passwords, now.</param>
/// <param name="MustChangePassword">Has its first password yet.</param>
/// <param name="LastSignedInAt">UTC real time.</param>
/// <param name="Roles">Roles held.</param>
/// <param name="Sections">Names of the sections it works in.</param>
/// <param name="IsDemonstration">Whether it came with the demonstration, or was made while it was on: elsewhere it cannot sign in.</param>
public sealed record UserRow(
    int Id, string UserName, string DisplayName, bool IsEnabled, bool IsLocked, bool MustChangePassword, DateTime? LastSignedInAt, IReadOnlyList<Role> Roles, IReadOnlyList<string> Sections, bool IsDemonstration);

/// <summary>One account, for its pages.</summary>
/// <param name="Id">Key.</param>
/// <param name="Version">What its forms carry.</param>
/// <param name="UserName">用户名.</param>
/// <param name="DisplayName">What pages call the person.</param>
/// <param name="IsEnabled">Whether it can sign in.</param>
/// <param name="LockedUntil">End of a lockout that still lasts, UTC real time.</param>
/// <param name="MustChangePassword">Has its first password yet.</param>
/// <param name="PasswordChangedAt">UTC real time.</param>
/// <param name="LastSignedInAt">UTC real time.</param>
/// <param name="IsSelf">Whether it is the actor's own.</param>
/// <param name="HasTwoFactor">Whether it signs in in two steps.</param>
/// <param name="Roles">Roles held.</param>
/// <param name="MemberOf">Codes of the sections it works in.</param>
/// <param name="InCharge">Codes of the sections in its charge.</param>
public sealed record UserDetails(
    int Id,
    int Version,
    string UserName,
    string DisplayName,
    bool IsEnabled,
    DateTime? LockedUntil,
    bool MustChangePassword,
    DateTime PasswordChangedAt,
    DateTime? LastSignedInAt,
    bool IsSelf,
    bool HasTwoFactor,
    IReadOnlyList<Role> Roles,
    IReadOnlyList<string> MemberOf,
    IReadOnlyList<string> InCharge);

/// <summary>Reads accounts for the pages of the two administrators.</summary>
/// <param name="db">The database.</param>
/// <param name="time">Real time, for lockouts.</param>
/// <param name="directory">The sections.</param>
public sealed class UserQueries(RuralEduDbContext db, TimeProvider time, ISectionDirectory directory)
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 20;

    /// <summary>Accounts whose name, display name or section holds the words, by user name. Four statements.</summary>
    /// <param name="search">Words, or null for all.</param>
    /// <param name="page">From 1; past the end the last.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Page<UserRow>> ListAsync(string? search, int page, CancellationToken cancellationToken)
    {
        var users = db.Users.AsNoTracking();
        var sections = directory.Entries(db);
        if (TypedText.Line(search) is { } words)
        {
            var upper = words.ToUpperInvariant();
            users = users.Where(u => u.NormalizedUserName!.Contains(upper)
                || u.DisplayName.Contains(words)
                || u.Sections.Any(s => sections.Any(n => n.Id == s.SectionId && n.Name.Contains(words))));
        }

        var total = await users.CountAsync(cancellationToken);
        var number = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var rows = await users
            .OrderBy(u => u.NormalizedUserName).ThenBy(u => u.Id)
            .Skip((number - 1) * PageSize).Take(PageSize)
            .Select(u => new
            {
                u.Id, u.UserName, u.DisplayName, u.IsEnabled, u.LockoutEnd, u.MustChangePassword, u.LastSignedInAt, u.IsDemonstration,
                Roles = u.UserRoles.Select(r => r.RoleId).ToList(),
                Sections = u.Sections.Where(s => s.Relation == SectionRelation.Member)
                    .Join(sections, t => t.SectionId, s => s.Id, (t, s) => new { s.SortOrder, s.Name }).OrderBy(s => s.SortOrder).Select(s => s.Name).ToList(),
            })
            .ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        return new Page<UserRow>(
            [.. rows.Select(u => new UserRow(
                u.Id, u.UserName!, u.DisplayName, u.IsEnabled, u.LockoutEnd > now, u.MustChangePassword, u.LastSignedInAt,
                [.. u.Roles.Select(r => (Role)r).Order()], u.Sections, u.IsDemonstration))],
            number, PageSize, total);
    }

    /// <summary>One account, or null.</summary>
    public async Task<UserDetails?> FindAsync(int id, Actor actor, CancellationToken cancellationToken)
    {
        var sections = directory.Entries(db);
        var user = await db.Users.AsNoTracking().Where(u => u.Id == id)
            .Select(u => new
            {
                u.Id, u.Version, u.UserName, u.DisplayName, u.IsEnabled, u.LockoutEnd, u.MustChangePassword, u.PasswordChangedAt, u.LastSignedInAt, u.TwoFactorEnabled,
                Roles = u.UserRoles.Select(r => r.RoleId).ToList(),
                Sections = u.Sections.Join(sections, t => t.SectionId, s => s.Id, (t, s) => new { s.SortOrder, s.Code, t.Relation }).OrderBy(s => s.SortOrder).ToList(),
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (user is null)
            return null;
        IReadOnlyList<string> Codes(SectionRelation relation) => [.. user.Sections.Where(s => s.Relation == relation).Select(s => s.Code)];
        return new UserDetails(
            user.Id, user.Version, user.UserName!, user.DisplayName, user.IsEnabled,
            user.LockoutEnd > time.GetUtcNow() ? user.LockoutEnd.Value.UtcDateTime : null,
            user.MustChangePassword, user.PasswordChangedAt, user.LastSignedInAt, user.Id == actor.UserId, user.TwoFactorEnabled,
            [.. user.Roles.Select(r => (Role)r).Order()],
            Codes(SectionRelation.Member),
            Codes(SectionRelation.InCharge));
    }

    /// <summary>Every section, in their order: dissolved ones too, so that a form does not drop a tie unseen.</summary>
    public Task<IReadOnlyList<SectionChoice>> SectionsAsync(CancellationToken cancellationToken) => directory.ListAsync(cancellationToken);
}
