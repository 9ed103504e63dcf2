using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>What somebody did to a thing, for whoever saves second.</summary>
/// <param name="Action">The act's code.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Who">What pages call the person.</param>
/// <param name="Details">The changes, as the trail keeps them.</param>
public sealed record EditEntry(string Action, DateTime At, string Who, string? Details);

/// <summary>
/// Tells what happened to a thing since a form was made. Each audited save raises its version by exactly one, so its
/// newest entries are just that.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="words">What acts are called.</param>
public sealed class EditTrail(RuralEduDbContext db, AuditVocabulary words)
{
    private const int MostEntries = 20;

    /// <summary>The entries since, oldest first.</summary>
    /// <param name="objectType">The kind of thing.</param>
    /// <param name="id">Its key.</param>
    /// <param name="formVersion">The version that the form was made from.</param>
    /// <param name="version">The version now.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<EditEntry>> SinceAsync(
        string objectType, int id, int formVersion, int version, CancellationToken cancellationToken)
    {
        var key = id.ToString();
        var entries = await db.AuditEntries.AsNoTracking()
            .Where(e => e.ObjectType == objectType && e.ObjectId == key && e.Result == AuditResult.Succeeded)
            .OrderByDescending(e => e.Sequence)
            .Take(Math.Clamp(version - formVersion, 0, MostEntries))
            .Select(e => new EditEntry(
                e.Action, e.At, db.Users.Where(u => u.Id == e.ActorId).Select(u => u.DisplayName).FirstOrDefault() ?? e.ActorName, e.Details))
            .ToListAsync(cancellationToken);
        entries.Reverse();
        return entries;
    }

    /// <summary>The sentence for whoever saves second.</summary>
    /// <param name="since">What happened.</param>
    /// <param name="thing">What the thing is called.</param>
    public string Tell(IReadOnlyList<EditEntry> since, string thing)
    {
        var what = since.Count == 0
            ? $"{thing}已有改动"
            : string.Join("；", since.Select(e => $"{e.Who} {BusinessClock.ToBeijing(e.At):M月d日 HH:mm} {words.Actions[e.Action]}{Fields(e.Details)}"));
        return $"您打开这一页以后，{what}。您填写的内容都还在，请核对后再办理。";
    }

    private static string Fields(string? details)
    {
        if (details is null)
            return "";
        using var json = JsonDocument.Parse(details);
        return $"（改动：{string.Join("、", json.RootElement.EnumerateObject().Select(p => p.Name))}）";
    }
}
