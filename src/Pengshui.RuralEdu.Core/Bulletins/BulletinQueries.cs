using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Bulletins;

/// <summary>Reads the pages of bulletins. Everybody signed in reads what is published, the leaders what they are to sign, only the coordinator a draft.</summary>
/// <param name="db">The database.</param>
/// <param name="reader">What drafts are drawn from.</param>
/// <param name="settings">Whether a leader signs.</param>
/// <param name="clock">Today.</param>
public sealed class BulletinQueries(RuralEduDbContext db, BulletinReader reader, SettingReader settings, BusinessClock clock)
{
    /// <summary>Bulletins on a page of the list.</summary>
    public const int PageSize = 20;

    private const int MostLines = 2000;

    /// <summary>The list.</summary>
    public async Task<BulletinListPage> ListAsync(int page, Actor actor, CancellationToken cancellationToken)
    {
        var mine = actor.May(Permission.CoordinateMonth);
        var visible = db.Bulletins.AsNoTracking().VisibleTo(actor);
        var total = await visible.CountAsync(cancellationToken);
        var number = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var lines = await visible.OrderByDescending(b => b.Month).ThenByDescending(b => b.Id)
            .Skip((number - 1) * PageSize).Take(PageSize)
            .Select(b => new BulletinLine(b.Id, b.WorkPlan.Year, b.Month, b.Number, b.Title, b.State, b.EditedAt, b.PublishedAt, b.SentAt, b.SignedAt)
            {
                Reopened = db.MonthlyReports.Count(r => r.ReportingPeriod.WorkPlanId == b.WorkPlanId && r.ReportingPeriod.Month == b.Month
                    && r.Decisions.Any(d => d.Action == ReportAction.Reopen && d.At >= b.PublishedAt)),
            })
            .ToListAsync(cancellationToken);
        return new BulletinListPage(new Page<BulletinLine>(lines, number, PageSize, total), mine, mine ? await MonthsAsync(cancellationToken) : []);
    }

    /// <summary>A bulletin; null where there is none for this reader.</summary>
    public async Task<BulletinPage?> FindAsync(int id, Actor actor, CancellationToken cancellationToken)
    {
        var row = await db.Bulletins.AsNoTracking().VisibleTo(actor).Where(b => b.Id == id)
            .Select(b => new
            {
                Line = new BulletinLine(b.Id, b.WorkPlan.Year, b.Month, b.Number, b.Title, b.State, b.EditedAt, b.PublishedAt, b.SentAt, b.SignedAt),
                b.WorkPlanId,
                b.WorkPlan.IssuingBody,
                b.ContentJson,
                b.ContentHash,
                b.Version,
                b.SentById,
                b.SentBackFor,
                SentBy = b.SentBy!.DisplayName,
                SignedBy = b.SignedBy!.DisplayName,
                PlanState = b.WorkPlan.State,
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (row is null)
            return null;
        var isPublished = row.Line.State == BulletinState.Published;
        var signs = (await settings.ReadAsync(cancellationToken))[BulletinSettings.BulletinSigned] == 1;
        IReadOnlyList<BulletinAction> actions = row.PlanState == PlanState.Archived
            ? [] : BulletinWorkflow.ActionsOf(row.Line.State, actor, row.SentById, signs);
        var content = BulletinContent.Parse(row.ContentJson);
        var written = content.Sections.OrderBy(s => s.Part).Where(s => s.Text.Length > 0);
        return new BulletinPage
        {
            Line = row.Line,
            IssuingBody = row.IssuingBody,
            Parts = [.. written.Select((s, i) => new BulletinPagePart($"{BulletinLabels.Chinese(i + 1)}、{s.Part.Label()}", s.Part, BulletinText.Read(s.Text)))],
            Hash = row.ContentHash,
            IsIntact = row.ContentHash == BulletinSeal.Of(row.Line.Number, row.Line.Title, row.Line.PublishedAt, row.ContentJson),
            Date = row.Line.PublishedAt is { } at ? BusinessClock.BeijingDay(at) : clock.Today,
            Version = row.Version,
            Actions = actions,
            Signature = row.Line.SentAt is { } sentAt ? new BulletinSignature(row.SentBy, sentAt, row.SignedBy, row.Line.SignedAt) : null,
            SentBackFor = row.SentBackFor,
            Unconfirmed = isPublished ? 0 : await UnconfirmedAsync(row.Line, cancellationToken),
            Doubts = actions.Any(a => a is BulletinAction.Publish or BulletinAction.Send or BulletinAction.Sign)
                && await reader.ReadAsync(row.Line.Year, row.Line.Month, cancellationToken) is { } source ? BulletinDoubts.Find(content, source) : [],
            Aftermath = row.Line.PublishedAt is { } published
                ? await BulletinAftermath.ReadAsync(db, row.WorkPlanId, row.Line.Month, published, cancellationToken) : BulletinAftermath.None,
        };
    }

    /// <summary>The published bulletin of a report's month, for a hint before it is reopened; null where there is none.</summary>
    public Task<BulletinLine?> PublishedOfReportAsync(int reportId, CancellationToken cancellationToken) =>
        PublishedAsync(db.MonthlyReports.Where(r => r.Id == reportId).Select(r => r.ReportingPeriod), cancellationToken);

    /// <summary>The published bulletin of a period's month, for a hint before it is opened again; null where there is none.</summary>
    public Task<BulletinLine?> PublishedOfPeriodAsync(int periodId, CancellationToken cancellationToken) =>
        PublishedAsync(db.ReportingPeriods.Where(p => p.Id == periodId), cancellationToken);

    /// <summary>What waits to be signed, and what was signed or sent back and waits to be published, the oldest month first; nothing where no leader signs.</summary>
    public async Task<IReadOnlyList<BulletinLine>> UnderwayAsync(Actor actor, CancellationToken cancellationToken) =>
        (!actor.Is(Role.Leader) && !actor.Is(Role.Coordinator)) || (await settings.ReadAsync(cancellationToken))[BulletinSettings.BulletinSigned] == 0
            ? []
            : await db.Bulletins.AsNoTracking().VisibleTo(actor)
                .Where(b => b.State == BulletinState.AwaitingSignature || b.State == BulletinState.SignedOff || (b.State == BulletinState.Draft && b.SentBackFor != null))
                .OrderBy(b => b.Month).ThenBy(b => b.Id)
                .Select(b => new BulletinLine(b.Id, b.WorkPlan.Year, b.Month, b.Number, b.Title, b.State, b.EditedAt, b.PublishedAt, b.SentAt, b.SignedAt))
                .ToListAsync(cancellationToken);

    /// <summary>A draft in its form; null where there is no such draft for this reader.</summary>
    public async Task<BulletinEditPage?> EditAsync(int id, Actor actor, CancellationToken cancellationToken)
    {
        var row = await db.Bulletins.AsNoTracking().VisibleTo(actor).Where(b => b.Id == id && b.State == BulletinState.Draft)
            .Select(b => new
            {
                Line = new BulletinLine(b.Id, b.WorkPlan.Year, b.Month, b.Number, b.Title, b.State, b.EditedAt, b.PublishedAt),
                b.ContentJson,
                b.Version,
            })
            .SingleOrDefaultAsync(cancellationToken);
        return row is null ? null : new BulletinEditPage(row.Line, row.Version, BulletinContent.Parse(row.ContentJson));
    }

    /// <summary>What drawing a part of a draft anew would change; null where there is no such draft for this reader.</summary>
    public async Task<BulletinRedrawPage?> RedrawAsync(int id, BulletinPart part, Actor actor, CancellationToken cancellationToken)
    {
        if (await EditAsync(id, actor, cancellationToken) is not { } draft
            || await reader.ReadAsync(draft.Line.Year, draft.Line.Month, cancellationToken) is not { } source)
            return null;
        var (gone, come) = LinesApart(draft.Content[part], BulletinWriter.Write(source, part));
        return new BulletinRedrawPage(draft.Line, draft.Version, part, gone, come);
    }

    /// <summary>The lines that would go and those that would come. Of more lines than a bulletin has, all go: comparing takes the square of their number.</summary>
    internal static (IReadOnlyList<string> Gone, IReadOnlyList<string> Come) LinesApart(string text, string drawn)
    {
        if (text.AsSpan().Count('\n') > MostLines)
            return ([.. text.Split('\n').Where(l => l.Length > 0)], [.. drawn.Split('\n').Where(l => l.Length > 0)]);
        var lines = InlineDiffBuilder.Diff(text, drawn).Lines;
        IReadOnlyList<string> Of(ChangeType type) => [.. lines.Where(l => l.Type == type && l.Text.Length > 0).Select(l => l.Text)];
        return (Of(ChangeType.Deleted), Of(ChangeType.Inserted));
    }

    private async Task<BulletinLine?> PublishedAsync(IQueryable<ReportingPeriod> period, CancellationToken cancellationToken) =>
        await db.Bulletins.AsNoTracking()
            .Where(b => b.State == BulletinState.Published && period.Any(p => p.WorkPlanId == b.WorkPlanId && p.Month == b.Month))
            .Select(b => new BulletinLine(b.Id, b.WorkPlan.Year, b.Month, b.Number, b.Title, b.State, b.EditedAt, b.PublishedAt, b.SentAt, b.SignedAt))
            .SingleOrDefaultAsync(cancellationToken);

    private async Task<IReadOnlyList<Month>> MonthsAsync(CancellationToken cancellationToken) =>
        await db.ReportingPeriods.AsNoTracking()
            .Where(p => p.WorkPlan.State == PlanState.InForce && !db.Bulletins.Any(b => b.WorkPlanId == p.WorkPlanId && b.Month == p.Month))
            .OrderByDescending(p => p.Month).Select(p => p.Month)
            .ToListAsync(cancellationToken);

    private Task<int> UnconfirmedAsync(BulletinLine line, CancellationToken cancellationToken) =>
        db.MonthlyReports.CountAsync(
            r => r.ReportingPeriod.WorkPlan.Year == line.Year && r.ReportingPeriod.Month == line.Month && r.State != ReportState.Confirmed
                && !r.Decisions.Any(d => d.Action == ReportAction.Confirm),
            cancellationToken);
}
