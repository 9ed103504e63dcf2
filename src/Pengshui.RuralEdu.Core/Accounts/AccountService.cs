using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>A new account.</summary>
/// <param name="UserName">2 to 32 small letters, digits, dots, hyphens, a letter first.</param>
/// <param name="DisplayName">What pages call the person: 教育科 填报员.</param>
public sealed record CreateUser(string? UserName, string? DisplayName)
{
    /// <summary>Codes of the sections it works in.</summary>
    public IReadOnlyList<string> MemberOf { get; init; } = [];

    /// <summary>Codes of the sections in its charge (分管领导).</summary>
    public IReadOnlyList<string> InCharge { get; init; } = [];

    /// <summary>Roles from the start: only on the command line. On pages the security administrator grants them afterwards.</summary>
    public IReadOnlyCollection<Role> Roles { get; init; } = [];

    /// <summary>A first password, or null to have one made.</summary>
    public string? Password { get; init; }
}

/// <summary>What an administrator changes of an account.</summary>
/// <param name="Id">The account.</param>
/// <param name="Version">The version that the form was made from.</param>
/// <param name="DisplayName">What pages call the person.</param>
/// <param name="MemberOf">Codes of the sections it works in.</param>
/// <param name="InCharge">Codes of the sections in its charge.</param>
public sealed record ChangeUser(int Id, int Version, string? DisplayName, IReadOnlyList<string> MemberOf, IReadOnlyList<string> InCharge);

/// <summary>An account with a first password, which is shown once and kept nowhere in the clear.</summary>
/// <param name="Id">The account.</param>
/// <param name="UserName">用户名.</param>
/// <param name="Password">To be changed at the first sign-in.</param>
public sealed record FirstPassword(int Id, string UserName, string Password);

/// <summary>Makes accounts and keeps what pages call them and where they belong.</summary>
/// <param name="db">The database.</param>
/// <param name="hasher">Hashes passwords.</param>
/// <param name="normalizer">Names without regard to case.</param>
/// <param name="settings">Shortest password.</param>
/// <param name="demonstration">Whether what is made belongs to the demonstration.</param>
/// <param name="directory">The sections.</param>
/// <param name="time">Real time.</param>
public sealed partial class AccountService(
    RuralEduDbContext db,
    IPasswordHasher<PortalUser> hasher,
    ILookupNormalizer normalizer,
    SettingReader settings,
    DemonstrationMode demonstration,
    ISectionDirectory directory,
    TimeProvider time)
{
    /// <summary>Longest user name of a new account.</summary>
    public const int UserNameLength = 32;

    /// <summary>Makes an account. Its first password must be changed at the first sign-in.</summary>
    public Task<Result<FirstPassword>> CreateAsync(CreateUser command, Actor actor, CancellationToken cancellationToken) =>
        db.ActAsync(() => CreateOnceAsync(command, actor, cancellationToken), cancellationToken);

    private async Task<Result<FirstPassword>> CreateOnceAsync(CreateUser command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.MayKeepAccounts() || (command.Roles.Count > 0 && !actor.IsProgram))
            return Result.Forbidden();
        await db.TakeTurnAsync(WriteTurn.Accounts, cancellationToken);
        var clean = command with { UserName = TypedText.Line(command.UserName), DisplayName = TypedText.Line(command.DisplayName) };
        var shortest = (await settings.ReadAsync(cancellationToken))[AccountSettings.PasswordLength];
        var sections = (await directory.ListAsync(cancellationToken)).ToDictionary(s => s.Code, s => s.Id);
        var problems = Check(clean, shortest).Concat(Ties(clean.DisplayName, clean.MemberOf, clean.InCharge, sections)).ToList();
        var normalized = normalizer.NormalizeName(clean.UserName);
        if (problems.Count == 0 && await db.Users.AnyAsync(u => u.NormalizedUserName == normalized, cancellationToken))
            problems.Add(new Problem($"用户名“{clean.UserName}”已有人使用，请换一个。", nameof(command.UserName)));
        if (problems.Count > 0)
            return Result.Refused(problems);

        var password = clean.Password ?? PasswordPolicy.Generate(clean.UserName!, shortest);
        var user = new PortalUser
        {
            UserName = clean.UserName,
            NormalizedUserName = normalized,
            DisplayName = clean.DisplayName!,
            MustChangePassword = true,
            IsDemonstration = demonstration.IsOn,
            PasswordChangedAt = time.GetUtcNow().UtcDateTime,
            SecurityStamp = SecurityStamps.New(),
            LockoutEnabled = true,
        };
        user.PasswordHash = hasher.HashPassword(user, password);
        Tie(user, clean.MemberOf, clean.InCharge, sections);
        foreach (var role in clean.Roles.Distinct())
            user.UserRoles.Add(new IdentityUserRole<int> { RoleId = (int)role });
        db.Add(user);
        db.Note(new AuditNote(actor, AccountAudit.CreateUser)
        {
            Subject = user,
            Title = user.UserName,
            Details = JsonSerializer.Serialize(
                new { user.DisplayName, clean.MemberOf, clean.InCharge, Roles = clean.Roles.Select(r => r.ToString()) }, AuditNote.Json),
        });
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success(new FirstPassword(user.Id, user.UserName!, password));
    }

    /// <summary>Changes an account's display name and sections. What was already so is not written.</summary>
    public Task<Result> ChangeAsync(ChangeUser command, Actor actor, CancellationToken cancellationToken) =>
        db.ActAsync(() => ChangeOnceAsync(command, actor, cancellationToken), cancellationToken);

    private async Task<Result> ChangeOnceAsync(ChangeUser command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.MayKeepAccounts())
            return Result.Forbidden();
        await db.TakeTurnAsync(WriteTurn.Accounts, cancellationToken);
        var user = await db.Users.Include(u => u.Sections).SingleOrDefaultAsync(u => u.Id == command.Id, cancellationToken);
        if (user is null)
            return Result.NotFound();
        if (user.Version != command.Version)
            return Result.Conflict(AccountRules.Changed(user));
        var sections = (await directory.ListAsync(cancellationToken)).ToDictionary(s => s.Code, s => s.Id);
        var name = TypedText.Line(command.DisplayName);
        var problems = Ties(name, command.MemberOf, command.InCharge, sections).ToList();
        if (problems.Count > 0)
            return Result.Refused(problems);

        var codes = sections.ToDictionary(s => s.Value, s => s.Key);
        var before = (user.DisplayName, Of(SectionRelation.Member), Of(SectionRelation.InCharge));
        user.DisplayName = name!;
        db.RemoveRange(user.Sections.Where(s => !(s.Relation == SectionRelation.Member ? command.MemberOf : command.InCharge).Contains(codes[s.SectionId])));
        Tie(user, command.MemberOf.Except(Codes(SectionRelation.Member)), command.InCharge.Except(Codes(SectionRelation.InCharge)), sections);
        var after = (user.DisplayName, string.Join('、', command.MemberOf.Order(StringComparer.Ordinal)), string.Join('、', command.InCharge.Order(StringComparer.Ordinal)));
        if (before == after)
            return Result.Success();

        // The sections are part of what the form showed, so a change of theirs is a new version too.
        db.Entry(user).Property(u => u.Version).IsModified = true;
        db.Note(new AuditNote(actor, AccountAudit.ChangeUser)
        {
            Subject = user,
            Title = user.UserName,
            Details = JsonSerializer.Serialize(
                new { DisplayName = new[] { before.DisplayName, after.DisplayName }, MemberOf = new[] { before.Item2, after.Item2 }, InCharge = new[] { before.Item3, after.Item3 } },
                AuditNote.Json),
        });
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success();

        List<string> Codes(SectionRelation relation) => [.. user.Sections.Where(s => s.Relation == relation).Select(s => codes[s.SectionId])];
        string Of(SectionRelation relation) => string.Join('、', Codes(relation).Order(StringComparer.Ordinal));
    }

    private static void Tie(PortalUser user, IEnumerable<string> memberOf, IEnumerable<string> inCharge, Dictionary<string, int> sections)
    {
        foreach (var code in memberOf.Distinct().ToList())
            user.Sections.Add(new UserSection { SectionId = sections[code], Relation = SectionRelation.Member });
        foreach (var code in inCharge.Distinct().ToList())
            user.Sections.Add(new UserSection { SectionId = sections[code], Relation = SectionRelation.InCharge });
    }

    private static IEnumerable<Problem> Check(CreateUser command, int shortest)
    {
        if (command.UserName is not { Length: >= 2 and <= UserNameLength } name || !NameForm().IsMatch(name))
            yield return new Problem($"用户名请写 2 至 {UserNameLength} 位小写字母、数字、点或连字符，以字母开头。", nameof(command.UserName));
        else if (command.Password is not null && PasswordPolicy.Objection(command.Password, name, shortest) is { } objection)
            yield return new Problem(objection, nameof(command.Password));
        if (Roles.Conflict(command.Roles) is { } conflict)
            yield return new Problem(conflict, nameof(command.Roles));
    }

    private static IEnumerable<Problem> Ties(string? displayName, IReadOnlyList<string> memberOf, IReadOnlyList<string> inCharge, Dictionary<string, int> sections)
    {
        if (string.IsNullOrEmpty(displayName))
            yield return new Problem("请填写显示名称，如“教育科 填报员”。", nameof(CreateUser.DisplayName));
        else if (displayName.Length > PortalUser.DisplayNameLength)
            yield return new Problem($"显示名称最多 {PortalUser.DisplayNameLength} 个字。", nameof(CreateUser.DisplayName));
        if (IdentityNumbers.AppearIn(displayName))
            yield return new Problem(IdentityNumbers.Refusal, nameof(CreateUser.DisplayName));
        if (memberOf.FirstOrDefault(c => !sections.ContainsKey(c)) is { } member)
            yield return new Problem($"没有代码为“{member}”的科室。", nameof(CreateUser.MemberOf));
        if (inCharge.FirstOrDefault(c => !sections.ContainsKey(c)) is { } charge)
            yield return new Problem($"没有代码为“{charge}”的科室。", nameof(CreateUser.InCharge));
    }

    [GeneratedRegex("^[a-z][a-z0-9.-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex NameForm();
}
