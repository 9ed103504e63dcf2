using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>An account as one request finds it, with the state of all data read along.</summary>
/// <param name="Id">Key.</param>
/// <param name="UserName">用户名.</param>
/// <param name="DisplayName">What pages call the person.</param>
/// <param name="IsEnabled">False: no request is answered.</param>
/// <param name="IsDemonstration">True: no request is answered unless the demonstration is on.</param>
/// <param name="MustChangePassword">True until the first own password is set.</param>
/// <param name="HasTwoFactor">Whether it signs in in two steps.</param>
/// <param name="PasswordChangedAt">When the password was last set, UTC real time.</param>
/// <param name="Roles">Roles held.</param>
/// <param name="Sections">Ties to sections.</param>
/// <param name="TakenOver">Dissolved sections that those where it works took over from.</param>
/// <param name="Sessions">The sign-in that was asked for, while it goes on; else none.</param>
/// <param name="Changes">How often what kind of data has changed, for <see cref="DataStamp"/>.</param>
public sealed record SignedInUser(
    int Id,
    string UserName,
    string DisplayName,
    bool IsEnabled,
    bool IsDemonstration,
    bool MustChangePassword,
    bool HasTwoFactor,
    DateTime PasswordChangedAt,
    IReadOnlyList<int> Roles,
    IReadOnlyList<SectionTie> Sections,
    IReadOnlyList<int> TakenOver,
    IReadOnlyList<RunningSession> Sessions,
    ChangeCounters Changes)
{
    /// <summary>The sign-in of the request; null where it has ended, or none was asked for.</summary>
    public RunningSession? Session => Sessions.Count == 0 ? null : Sessions[0];

    /// <summary>The actor it is.</summary>
    /// <param name="address">Whence the request came.</param>
    /// <param name="requestId">The request's id in the log.</param>
    public Actor ToActor(string? address, string? requestId) => new()
    {
        UserId = Id,
        UserName = UserName,
        DisplayName = DisplayName,
        Roles = Roles.Select(r => (Role)r).ToHashSet(),
        SectionIds = Of(SectionRelation.Member).Concat(TakenOver).ToHashSet(),
        SectionsInCharge = Of(SectionRelation.InCharge),
        Address = address,
        SessionId = Session?.Id,
        RequestId = requestId,
    };

    private HashSet<int> Of(SectionRelation relation) => Sections.Where(s => s.Relation == relation).Select(s => s.SectionId).ToHashSet();
}

/// <summary>A user's tie to a section, as read.</summary>
/// <param name="SectionId">The section.</param>
/// <param name="Relation">Works in it, or has it in charge.</param>
public sealed record SectionTie(int SectionId, SectionRelation Relation);

/// <summary>A sign-in that goes on, as read.</summary>
/// <param name="Id">Key.</param>
/// <param name="BegunAt">UTC real time.</param>
/// <param name="LastUsedAt">UTC real time, to the grain of <see cref="SessionService.Grain"/>.</param>
public sealed record RunningSession(int Id, DateTime BegunAt, DateTime LastUsedAt);

/// <summary>Loads the account of a request.</summary>
/// <param name="db">The database.</param>
/// <param name="directory">The sections.</param>
public sealed class SignedInUserQuery(RuralEduDbContext db, ISectionDirectory directory)
{
    /// <summary>The account with its sign-in, or null where there is none. One statement: every request pays for it.</summary>
    /// <param name="userId">The account.</param>
    /// <param name="sessionId">The sign-in that the request brings along. It goes on until it was ended, or the account has another stamp.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<SignedInUser?> FindAsync(int userId, int? sessionId, CancellationToken cancellationToken)
    {
        var sections = directory.Entries(db);
        return db.Users
            .AsNoTracking()
            .AsSingleQuery()
            .Where(u => u.Id == userId)
            .Select(u => new SignedInUser(
                u.Id,
                u.UserName!,
                u.DisplayName,
                u.IsEnabled,
                u.IsDemonstration,
                u.MustChangePassword,
                u.TwoFactorEnabled,
                u.PasswordChangedAt,
                u.UserRoles.Select(r => r.RoleId).ToList(),
                u.Sections.Select(s => new SectionTie(s.SectionId, s.Relation)).ToList(),
                u.Sections.Where(t => t.Relation == SectionRelation.Member)
                    .Join(sections, t => (int?)t.SectionId, s => s.SuccessorId, (t, s) => s.Id).ToList(),
                u.Sessions.Where(s => s.Id == sessionId && s.EndedAt == null && s.SecurityStamp == u.SecurityStamp)
                    .Select(s => new RunningSession(s.Id, s.BegunAt, s.LastUsedAt)).ToList(),
                db.AuditHeads.Select(h => h.Changes).Single()))
        .SingleOrDefaultAsync(cancellationToken);
    }
}
