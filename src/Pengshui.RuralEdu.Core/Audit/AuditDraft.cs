using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Audit;

/// <summary>A note with its moment and its changes, whose object's key may still be in the making.</summary>
internal sealed record AuditDraft(AuditNote Note, DateTime At, EntityEntry? Subject, string? Details)
{
    /// <summary>What Identity keeps secret; the portal's own secrets bear <see cref="UnauditedAttribute"/>.</summary>
    private static readonly string[] Secret =
    [
        nameof(IdentityUser<>.PasswordHash), nameof(IdentityUser<>.SecurityStamp), nameof(IdentityUser<>.ConcurrencyStamp),
        nameof(IdentityUser<>.NormalizedUserName), nameof(IdentityUser<>.NormalizedEmail), nameof(IVersioned.Version),
    ];

    /// <summary>The note as it stands now, with what the context is about to change of its subject.</summary>
    public static AuditDraft Of(AuditNote note, DbContext db, DateTime at)
    {
        var subject = note.Subject is null ? null : db.Entry(note.Subject);
        return new AuditDraft(note, at, subject, note.Details ?? Changes(subject));
    }

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

    private static string? Changes(EntityEntry? entry)
    {
        if (entry is not { State: EntityState.Modified })
            return null;
        var changes = entry.Properties
            .Where(p => p.IsModified && !IsSecret(p.Metadata) && !Equals(p.OriginalValue, p.CurrentValue))
            .ToDictionary(p => p.Metadata.Name, p => new[] { AuditNote.Cut(p.OriginalValue?.ToString()), AuditNote.Cut(p.CurrentValue?.ToString()) });
        return changes.Count == 0 ? null : JsonSerializer.Serialize(changes, AuditNote.Json);
    }

    private static bool IsSecret(IProperty property) =>
        Secret.Contains(property.Name) || property.PropertyInfo?.IsDefined(typeof(UnauditedAttribute), false) == true;
}
