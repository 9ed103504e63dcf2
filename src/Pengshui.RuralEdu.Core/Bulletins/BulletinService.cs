using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Bulletins;

/// <summary>Saves a draft.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that the form was made from.</param>
/// <param name="Title">标题; required.</param>
/// <param name="Content">Every part's text.</param>
public sealed record SaveBulletin(int Id, int Version, string? Title, BulletinContent Content);

/// <summary>
/// Drafts, edits and publishes bulletins, and has them signed by a leader where the setting says so; each act audited. What
/// was sent to be signed stands still, what is published never changes.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="reader">What drafts are drawn from.</param>
/// <param name="settings">Whether a leader signs.</param>
/// <param name="clock">Now.</param>
public sealed class BulletinService(RuralEduDbContext db, BulletinReader reader, SettingReader settings, BusinessClock clock)
{
    /// <summary>The field of a missing reason.</summary>
    public const string ReasonField = "Reason";

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
        db.Note(Note(bulletin, BulletinAudit.DraftBulletin, actor));
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
        ChangeAsync(command.Id, command.Version, BulletinAction.Edit, BulletinAudit.SaveBulletin, null, actor, (bulletin, _) =>
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
        ChangeAsync(id, version, BulletinAction.Edit, BulletinAudit.RedrawBulletin, part.Label(), actor, async (bulletin, _) =>
        {
            if (await reader.ReadAsync(bulletin.WorkPlan.Year, bulletin.Month, cancellationToken) is not { } source)
                return Result.NotFound();
            bulletin.ContentJson = BulletinContent.Parse(bulletin.ContentJson).With(part, BulletinWriter.Write(source, part)).ToJson();
            return null;
        }, cancellationToken);

    /// <summary>送审: the leaders read it, and it stands still.</summary>
    public Task<Result> SendAsync(int id, int version, Actor actor, CancellationToken cancellationToken = default) =>
        StepAsync(id, version, BulletinAction.Send, null, actor, bulletin =>
        {
            if (IsEmpty(bulletin))
                return Result.Refused("通报还没有内容，不能送审。");
            (bulletin.SentAt, bulletin.SentById, bulletin.SentBackFor) = (clock.UtcNow, actor.UserId, null);
            return null;
        }, cancellationToken);

    /// <summary>撤回送审: a draft again, also after it was signed; the signature falls away.</summary>
    public Task<Result> RecallAsync(int id, int version, Actor actor, CancellationToken cancellationToken = default) =>
        StepAsync(id, version, BulletinAction.Recall, null, actor, Unsign, cancellationToken);

    /// <summary>审签, by a leader who did not send it.</summary>
    public Task<Result> SignAsync(int id, int version, Actor actor, CancellationToken cancellationToken = default) =>
        StepAsync(id, version, BulletinAction.Sign, null, actor, bulletin =>
        {
            (bulletin.SignedAt, bulletin.SignedById, bulletin.SignedHash) = (clock.UtcNow, actor.UserId, BulletinSeal.OfText(bulletin));
            return null;
        }, cancellationToken);

    /// <summary>退回, by a leader, with a reason; its field is <see cref="ReasonField"/>.</summary>
    public Task<Result> SendBackAsync(int id, int version, string? reason, Actor actor, CancellationToken cancellationToken = default)
    {
        var why = TypedText.Lines(reason);
        return StepAsync(id, version, BulletinAction.SendBack, why, actor, bulletin =>
        {
            if (why is null)
                return Result.Refused("请填写退回理由，统筹员要照着修改。", ReasonField);
            if (ReportRules.Text(why, "退回理由", ReasonField, Bulletin.ReasonLength).ToList() is { Count: > 0 } problems)
                return Result.Refused(problems);
            Unsign(bulletin);
            bulletin.SentBackFor = why;
            return null;
        }, cancellationToken);
    }

    /// <summary>Publishes a draft, or what a leader signed: it gets the plan's next number and its seal, and never changes again.</summary>
    public Task<Result> PublishAsync(int id, int version, Actor actor, CancellationToken cancellationToken = default) =>
        db.ActAsync(() => PublishOnceAsync(id, version, actor, cancellationToken), cancellationToken);

    private async Task<Result> PublishOnceAsync(int id, int version, Actor actor, CancellationToken cancellationToken)
    {
        // The number is read and taken in one turn, so that no number is given twice and none is left out.
        await db.TakeTurnAsync(WriteTurn.Bulletins, cancellationToken);
        return await ChangeAsync(id, version, BulletinAction.Publish, BulletinAudit.PublishBulletin, null, actor, async (bulletin, step) =>
        {
            if (IsEmpty(bulletin))
                return Result.Refused("通报还没有内容，不能发布。");
            if (bulletin.SignedHash is { } signed && signed != BulletinSeal.OfText(bulletin))
                return Result.Refused("通报的内容与领导审签时不一致，不能发布。请撤回送审，核对后重新送审。");
            var last = await db.Bulletins.Where(b => b.WorkPlanId == bulletin.WorkPlanId).MaxAsync(b => b.Number, cancellationToken);
            bulletin.Number = (last ?? 0) + 1;
            bulletin.State = step.To;
            bulletin.PublishedAt = clock.UtcNow;
            bulletin.PublishedById = actor.UserId;
            bulletin.ContentHash = BulletinSeal.Of(bulletin);
            return null;
        }, cancellationToken);
    }

    private Task<Result> StepAsync(
        int id, int version, BulletinAction action, string? reason, Actor actor, Func<Bulletin, Refusal?> change, CancellationToken cancellationToken) =>
        ChangeAsync(id, version, action, BulletinWorkflow.Code(action), reason, actor, (bulletin, step) =>
        {
            var refusal = change(bulletin);
            if (refusal is null)
                bulletin.State = step.To;
            return Task.FromResult(refusal);
        }, cancellationToken);

    private static Refusal? Unsign(Bulletin bulletin)
    {
        (bulletin.SentAt, bulletin.SentById, bulletin.SignedAt, bulletin.SignedById, bulletin.SignedHash) = (null, null, null, null, null);
        return null;
    }

    private static bool IsEmpty(Bulletin bulletin) => BulletinContent.Parse(bulletin.ContentJson).Sections.All(s => s.Text.Length == 0);

    private async Task<Result> ChangeAsync(
        int id, int version, BulletinAction action, string code, string? reason, Actor actor, Func<Bulletin, BulletinStep, Task<Refusal?>> change,
        CancellationToken cancellationToken)
    {
        if (!BulletinWorkflow.IsEver(action, actor))
            return Result.Forbidden();
        var bulletin = await db.Bulletins.Include(b => b.WorkPlan).SingleOrDefaultAsync(b => b.Id == id, cancellationToken);
        if (bulletin is null || !bulletin.State.IsReadBy(actor))
            return Result.NotFound();
        if (ArchivedPlan.Refuse(bulletin.WorkPlan.State) is { } archived)
            return archived;
        var signs = (await settings.ReadAsync(cancellationToken))[BulletinSettings.BulletinSigned] == 1;
        if (BulletinWorkflow.Find(bulletin.State, action, actor, bulletin.SentById, signs) is not { } step)
            return Result.Refused(BulletinWorkflow.Refusal(bulletin.State, action, actor, bulletin.SentById, signs));
        if (bulletin.Version != version)
            return Overtaken();
        if (await change(bulletin, step) is { } refusal)
            return refusal;
        if (!db.ChangeTracker.HasChanges())
            return Result.Success();
        if (action == BulletinAction.Edit || action == BulletinAction.Publish)
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
