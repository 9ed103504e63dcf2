using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Bulletins;

/// <summary>Saves a draft.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that the form was made from.</param>
/// <param name="Title">标题; required.</param>
/// <param name="Content">Every part's text.</param>
public sealed record SaveBulletin(int Id, int Version, string? Title, BulletinContent Content);

/// <summary>Drafts, edits and publishes bulletins: the coordinator's acts, each audited. What is published never changes.</summary>
/// <param name="db">The database.</param>
/// <param name="reader">What drafts are drawn from.</param>
/// <param name="clock">Now.</param>
public sealed class BulletinService(RuralEduDbContext db, BulletinReader reader, BusinessClock clock)
{
    /// <summary>Longest text of a part.</summary>
    public const int TextLength = 100_000;

    /// <summary>Makes the draft of a month of the plan in force from its confirmed data; field <c>Month</c>.</summary>
    /// <returns>The bulletin's key.</returns>
    public async Task<Result<int>> DraftAsync(Month month, Actor actor, CancellationToken cancellationToken = default)
    {
        if (!actor.May(Permission.CoordinateMonth))
            return Result.Forbidden();
        if (await reader.ReadAsync(null, month, cancellationToken) is not { } source)
            return Result.Refused($"{month.ToChinese()}没有开启过月报期，不能起草通报。", "Month");
        if (await IsDraftedAsync(source.Plan, month, cancellationToken))
            return AlreadyDrafted(month);
        if (await ArchivedPlan.RefuseAsync(db.WorkPlans.Where(p => p.Id == source.Plan.PlanId), cancellationToken) is { } archived)
            return archived;
        var bulletin = new Bulletin
        {
            WorkPlanId = source.Plan.PlanId,
            Month = month,
            Title = BulletinLabels.TitleOf(month),
            ContentJson = BulletinWriter.Write(source).ToJson(),
            EditedAt = clock.UtcNow,
        };
        db.Add(bulletin);
        db.Note(Note(bulletin, AuditActions.DraftBulletin, actor));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return Result.Success(bulletin.Id);
        }
        catch (DbUpdateException)
        {
            // Two coordinators at once: the unique index lets one through.
            db.Forget();
            if (await IsDraftedAsync(source.Plan, month, cancellationToken))
                return AlreadyDrafted(month);
            throw;
        }
    }

    /// <summary>Saves what was typed. Problems name the part, or <c>Title</c>.</summary>
    public Task<Result> SaveAsync(SaveBulletin command, Actor actor, CancellationToken cancellationToken = default) =>
        ChangeAsync(command.Id, command.Version, AuditActions.SaveBulletin, null, actor, bulletin =>
        {
            var title = TypedText.Line(command.Title) ?? "";
            var content = new BulletinContent(
                [.. Enum.GetValues<BulletinPart>().Select(p => new BulletinSection(p, TypedText.Lines(command.Content[p]) ?? ""))]);
            var problems = Problems(title, content).ToList();
            if (problems.Count > 0)
                return Task.FromResult<Refusal?>(Result.Refused(problems));
            bulletin.Title = title;
            bulletin.ContentJson = content.ToJson();
            return Task.FromResult<Refusal?>(null);
        }, cancellationToken);

    /// <summary>Draws a part of a draft anew from the data; what was written in it is lost.</summary>
    public Task<Result> RedrawAsync(int id, int version, BulletinPart part, Actor actor, CancellationToken cancellationToken = default) =>
        ChangeAsync(id, version, AuditActions.RedrawBulletin, part.Label(), actor, async bulletin =>
        {
            if (await reader.ReadAsync(bulletin.WorkPlan.Year, bulletin.Month, cancellationToken) is not { } source)
                return Result.NotFound();
            bulletin.ContentJson = BulletinContent.Parse(bulletin.ContentJson).With(part, BulletinWriter.Write(source, part)).ToJson();
            return null;
        }, cancellationToken);

    /// <summary>Publishes a draft: it gets the plan's next number and its seal, and never changes again.</summary>
    public Task<Result> PublishAsync(int id, int version, Actor actor, CancellationToken cancellationToken = default) =>
        db.ActAsync(() => PublishOnceAsync(id, version, actor, cancellationToken), cancellationToken);

    private async Task<Result> PublishOnceAsync(int id, int version, Actor actor, CancellationToken cancellationToken)
    {
        // The number is read and taken in one turn, so that no number is given twice and none is left out.
        await db.TakeTurnAsync(WriteTurn.Bulletins, cancellationToken);
        return await ChangeAsync(id, version, AuditActions.PublishBulletin, null, actor, async bulletin =>
        {
            if (BulletinContent.Parse(bulletin.ContentJson).Sections.All(s => s.Text.Length == 0))
                return Result.Refused("通报还没有内容，不能发布。");
            var last = await db.Bulletins.Where(b => b.WorkPlanId == bulletin.WorkPlanId).MaxAsync(b => b.Number, cancellationToken);
            bulletin.Number = (last ?? 0) + 1;
            bulletin.State = BulletinState.Published;
            bulletin.PublishedAt = clock.UtcNow;
            bulletin.PublishedById = actor.UserId;
            bulletin.ContentHash = BulletinSeal.Of(bulletin);
            return null;
        }, cancellationToken);
    }

    private async Task<Result> ChangeAsync(
        int id, int version, string code, string? reason, Actor actor, Func<Bulletin, Task<Refusal?>> change, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.CoordinateMonth))
            return Result.Forbidden();
        var bulletin = await db.Bulletins.Include(b => b.WorkPlan).SingleOrDefaultAsync(b => b.Id == id, cancellationToken);
        if (bulletin is null)
            return Result.NotFound();
        if (ArchivedPlan.Refuse(bulletin.WorkPlan.State) is { } archived)
            return archived;
        if (bulletin.State == BulletinState.Published)
            return Result.Refused("这期通报已经发布，不能再改。有变动请写进下一期。");
        if (bulletin.Version != version)
            return Overtaken();
        if (await change(bulletin) is { } refusal)
            return refusal;
        if (!db.ChangeTracker.HasChanges())
            return Result.Success();
        bulletin.EditedAt = clock.UtcNow;
        db.Expect(bulletin, version);
        db.Note(Note(bulletin, code, actor) with { Reason = reason });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return Result.Success();
        }
        catch (DbUpdateConcurrencyException)
        {
            db.Forget();
            return Overtaken();
        }
    }

    private Task<bool> IsDraftedAsync(PlanYear plan, Month month, CancellationToken cancellationToken) =>
        db.Bulletins.AnyAsync(b => b.WorkPlanId == plan.PlanId && b.Month == month, cancellationToken);

    private static IEnumerable<Problem> Problems(string title, BulletinContent content)
    {
        if (title.Length == 0)
            yield return new Problem("请写标题。", nameof(SaveBulletin.Title));
        if (title.Length > Bulletin.TitleLength)
            yield return new Problem($"标题最多 {Bulletin.TitleLength} 字，现在 {title.Length} 字，请删减。", nameof(SaveBulletin.Title));
        if (IdentityNumbers.AppearIn(title))
            yield return new Problem(IdentityNumbers.Refusal, nameof(SaveBulletin.Title));
        foreach (var (part, text) in content.Sections)
        {
            if (text.Length > TextLength)
                yield return new Problem($"“{part.Label()}”最多 {TextLength} 字，现在 {text.Length} 字，请删减。", part.ToString());
            if (IdentityNumbers.AppearIn(text))
                yield return new Problem(IdentityNumbers.Refusal, part.ToString());
        }
    }

    private static AuditNote Note(Bulletin bulletin, string code, Actor actor) =>
        new(actor, code) { Subject = bulletin, Title = bulletin.Month.ToChinese() + "通报" };

    private static Refusal AlreadyDrafted(Month month) => Result.Refused($"{month.ToChinese()}的通报已经起草过。", "Month");

    private static Refusal Overtaken() => Result.Conflict("这份通报刚被别人改过。您填写的内容还在下面，请对照最新内容再保存。");
}
