using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Audit;

/// <summary>An act to be written into the audit trail by the next save (<c>RuralEduDbContext.Note</c>).</summary>
/// <param name="Actor">Who.</param>
/// <param name="Action">What, one of <see cref="AuditActions"/>.</param>
public sealed record AuditNote(Actor Actor, string Action)
{
    private static readonly string[] Secret =
    [
        "PasswordHash", "SecurityStamp", nameof(PortalUser.AuthenticatorKey), nameof(PortalUser.AuthenticatorStep),
        "ConcurrencyStamp", "NormalizedUserName", "NormalizedEmail", nameof(IVersioned.Version),
    ];

    private const int LongestValue = 200;

    /// <summary>Characters as they are, not escaped: the trail is read by people.</summary>
    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>How it ended; success unless said.</summary>
    public AuditResult Result { get; init; } = AuditResult.Succeeded;

    /// <summary>The entity it was done to: gives type, key (also one that this save makes) and what changed.</summary>
    public object? Subject { get; init; }

    /// <summary>Kind of the object, where there is no entity.</summary>
    public string? ObjectType { get; init; }

    /// <summary>Key of the object, where there is no entity.</summary>
    public string? ObjectId { get; init; }

    /// <summary>What people call the object: 任务3 提升农村学校办学能力 · 教育科 · 2023年10月.</summary>
    public string? Title { get; init; }

    /// <summary>Why, as typed.</summary>
    public string? Reason { get; init; }

    /// <summary>More that is worth keeping, as JSON; adds to nothing and replaces the changes of <see cref="Subject"/>.</summary>
    public string? Details { get; init; }

    internal AuditDraft Draft(DbContext db, DateTime at) =>
        new(this, at, Subject is null ? null : db.Entry(Subject), Details ?? Changes(db));

    private string? Changes(DbContext db)
    {
        if (Subject is null || db.Entry(Subject) is not { State: EntityState.Modified } entry)
            return null;
        var changes = entry.Properties
            .Where(p => p.IsModified && !Secret.Contains(p.Metadata.Name) && !Equals(p.OriginalValue, p.CurrentValue))
            .ToDictionary(p => p.Metadata.Name, p => new[] { Shown(p.OriginalValue), Shown(p.CurrentValue) });
        return changes.Count == 0 ? null : JsonSerializer.Serialize(changes, Json);
    }

    private static string? Shown(object? value) => value?.ToString() switch
    {
        null => null,
        { Length: > LongestValue } text => TypedText.Cut(text, LongestValue) + "…",
        var text => text,
    };
}

/// <summary>A note with its moment and its changes, whose object's key may still be in the making.</summary>
internal sealed record AuditDraft(AuditNote Note, DateTime At, EntityEntry? Subject, string? Details)
{
    /// <summary>The entry, once the subject is saved and has its key.</summary>
    public AuditEntry Complete() => new()
    {
        At = new DateTime(At.Ticks - (At.Ticks % TimeSpan.TicksPerMicrosecond), At.Kind),
        ActorId = Note.Actor.UserId,
        ActorName = Cut(Note.Actor.UserName, AuditEntry.NameLength)!,
        ActorRoles = Note.Actor.Roles.Count == 0 ? null : string.Join(',', Note.Actor.Roles.Order()),
        Action = Note.Action,
        Result = Note.Result,
        ObjectType = Note.ObjectType ?? Subject?.Metadata.ClrType.Name,
        ObjectId = Note.ObjectId ?? Key(),
        ObjectTitle = Cut(Note.Title, AuditEntry.ObjectTitleLength),
        Reason = Cut(Note.Reason, AuditEntry.ReasonLength),
        Details = Details,
        Address = Cut(Note.Actor.Address, AuditEntry.AddressLength),
        RequestId = Cut(Note.Actor.RequestId, AuditEntry.NameLength),
    };

    private string? Key() => Subject is null
        ? null
        : string.Join(',', Subject.Metadata.FindPrimaryKey()!.Properties.Select(p => Subject.Property(p.Name).CurrentValue));

    private static string? Cut(string? text, int length) => text is null ? null : TypedText.Cut(TypedText.Clean(text), length);
}
