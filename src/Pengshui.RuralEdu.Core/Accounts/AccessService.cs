using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>Keeps refused access in the trail.</summary>
/// <param name="db">The database.</param>
public sealed class AccessService(RuralEduDbContext db)
{
    /// <summary>
    /// Writes that an actor asked for what they may not have, whether or not they wait for the answer. Anything not yet saved in
    /// this request is dropped.
    /// </summary>
    /// <param name="actor">Who.</param>
    /// <param name="what">Method and path, without the query.</param>
    public async Task NoteDeniedAsync(Actor actor, string what)
    {
        db.Forget();
        db.Note(new AuditNote(actor, AccountAudit.AccessDenied) { Result = AuditResult.Refused, Title = what });
        await db.SaveChangesAsync();
    }
}
