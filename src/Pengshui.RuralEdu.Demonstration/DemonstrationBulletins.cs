using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pengshui.RuralEdu.Core;
using Pengshui.RuralEdu.Core.Bulletins;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Demonstration;

/// <summary>
/// The demonstration's bulletins: one for each closed month, drafted and published in the two working days after the month
/// was closed; the last of them is still a draft. Their text is drawn by the portal's own writer once all else is stored.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="coordinator">Who drafts and publishes.</param>
/// <param name="calendar">Working days.</param>
internal sealed class DemonstrationBulletins(RuralEduDbContext db, Actor coordinator, WorkingCalendar calendar)
{
    private readonly List<Bulletin> bulletins = [];

    /// <summary>What is done with a month's bulletin.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="month">The month.</param>
    /// <param name="closedAt">When its period was closed, UTC.</param>
    /// <param name="isPublished">Whether it is published, or still a draft.</param>
    public IEnumerable<(DateTime At, Action Act)> Tell(WorkPlan plan, Month month, DateTime closedAt, bool isPublished)
    {
        var bulletin = new Bulletin { WorkPlan = plan, Month = month, Title = BulletinLabels.TitleOf(month), ContentJson = "" };
        var day = calendar.AddWorkingDays(BusinessClock.BeijingDay(closedAt), 1);
        bulletin.EditedAt = BusinessClock.ToUtc(day, new TimeOnly(15, 12));
        bulletins.Add(bulletin);
        yield return (bulletin.EditedAt, () =>
        {
            db.Add(bulletin);
            db.Note(Note(bulletin, BulletinAudit.DraftBulletin));
        }
        );
        if (!isPublished)
            yield break;
        bulletin.Number = bulletins.Count;
        bulletin.State = BulletinState.Published;
        bulletin.PublishedAt = bulletin.EditedAt = BusinessClock.ToUtc(calendar.AddWorkingDays(day, 1), new TimeOnly(10, 26));
        bulletin.PublishedById = coordinator.UserId;
        yield return (bulletin.EditedAt, () => db.Note(Note(bulletin, BulletinAudit.PublishBulletin) with
        {
            Details = JsonSerializer.Serialize(
                new Dictionary<string, string?[]> { ["State"] = [nameof(BulletinState.Draft), nameof(BulletinState.Published)], ["Number"] = [null, $"{bulletin.Number}"] },
                AuditNote.Json),
        }));
    }

    /// <summary>Draws their texts from what is stored. Called once the context has forgotten the bulletins.</summary>
    /// <param name="clock">Set to the end of the story.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task FillAsync(BusinessClock clock, CancellationToken cancellationToken)
    {
        await using var rooms = CoreServices.RoomsOver(db, clock);
        var reader = rooms.GetRequiredService<BulletinReader>();
        foreach (var bulletin in bulletins)
        {
            var source = await reader.ReadAsync(bulletin.WorkPlan.Year, bulletin.Month, cancellationToken)
                ?? throw new InvalidOperationException($"There is no period of {bulletin.Month}.");
            bulletin.ContentJson = BulletinWriter.Write(source).ToJson();
            bulletin.ContentHash = bulletin.State == BulletinState.Published ? BulletinSeal.Of(bulletin) : null;
            db.Entry(bulletin).State = EntityState.Modified;
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private AuditNote Note(Bulletin bulletin, string code) => new(coordinator, code) { Subject = bulletin, Title = bulletin.Month.ToChinese() + "通报" };
}
