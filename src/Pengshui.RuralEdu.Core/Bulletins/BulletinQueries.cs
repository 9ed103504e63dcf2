using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Bulletins;

/// <summary>Reads the pages of bulletins. Everybody signed in reads what is published, only the coordinator a draft.</summary>
/// <param name="db">The database.</param>
/// <param name="reader">What drafts are drawn from.</param>
/// <param name="clock">Today.</param>
public sealed class BulletinQueries(RuralEduDbContext db, BulletinReader reader, BusinessClock clock)
{
    /// <summary>Bulletins on a page of the list.</summary>
    public const int PageSize = 20;

    /// <summary>The list.</summary>
    public async Task<BulletinListPage> ListAsync(int page, Actor actor, CancellationToken cancellationToken)
    {
        var mine = actor.May(Permission.CoordinateMonth);
        var visible = Visible(actor);
        var total = await visible.CountAsync(cancellationToken);
        var number = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var lines = await visible.OrderByDescending(b => b.Month).ThenByDescending(b => b.Id)
            .Skip((number - 1) * PageSize).Take(PageSize)
            .Select(b => new BulletinLine(b.Id, b.WorkPlan.Year, b.Month, b.Number, b.Title, b.State, b.EditedAt, b.PublishedAt))
            .ToListAsync(cancellationToken);
        return new BulletinListPage(new Page<BulletinLine>(lines, number, PageSize, total), mine, mine ? await MonthsAsync(cancellationToken) : []);
    }

    /// <summary>A bulletin; null where there is none for this reader.</summary>
    public async Task<BulletinPage?> FindAsync(int id, Actor actor, CancellationToken cancellationToken)
    {
        var row = await Visible(actor).Where(b => b.Id == id)
            .Select(b => new
            {
                Line = new BulletinLine(b.Id, b.WorkPlan.Year, b.Month, b.Number, b.Title, b.State, b.EditedAt, b.PublishedAt),
                b.WorkPlan.IssuingBody,
                b.ContentJson,
                b.ContentHash,
                b.Version,
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (row is null)
            return null;
        var isDraft = row.Line.State == BulletinState.Draft;
        var written = BulletinContent.Parse(row.ContentJson).Sections.OrderBy(s => s.Part).Where(s => s.Text.Length > 0);
        return new BulletinPage
        {
            Line = row.Line,
            IssuingBody = row.IssuingBody,
            Parts = [.. written.Select((s, i) => new BulletinPagePart($"{BulletinLabels.Chinese(i + 1)}、{s.Part.Label()}", s.Part, BulletinText.Read(s.Text)))],
            Hash = row.ContentHash,
            IsIntact = row.ContentHash == BulletinSeal.Of(row.Line.Number, row.Line.Title, row.Line.PublishedAt, row.ContentJson),
            Date = row.Line.PublishedAt is { } at ? BusinessClock.BeijingDay(at) : clock.Today,
            Version = row.Version,
            MayEdit = isDraft && actor.May(Permission.CoordinateMonth),
            Unconfirmed = isDraft ? await UnconfirmedAsync(row.Line, cancellationToken) : 0,
        };
    }

    /// <summary>A draft in its form; null where there is no such draft for this reader.</summary>
    public async Task<BulletinEditPage?> EditAsync(int id, Actor actor, CancellationToken cancellationToken)
    {
        var row = await Visible(actor).Where(b => b.Id == id && b.State == BulletinState.Draft)
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
        var lines = InlineDiffBuilder.Diff(draft.Content[part], BulletinWriter.Write(source, part)).Lines;
        IReadOnlyList<string> Of(ChangeType type) => [.. lines.Where(l => l.Type == type && l.Text.Length > 0).Select(l => l.Text)];
        return new BulletinRedrawPage(draft.Line, draft.Version, part, Of(ChangeType.Deleted), Of(ChangeType.Inserted));
    }

    private IQueryable<Bulletin> Visible(Actor actor)
    {
        var mine = actor.May(Permission.CoordinateMonth);
        return db.Bulletins.AsNoTracking().Where(b => mine || b.State == BulletinState.Published);
    }

    private async Task<IReadOnlyList<Month>> MonthsAsync(CancellationToken cancellationToken) =>
        await db.ReportingPeriods.AsNoTracking()
            .Where(p => p.WorkPlan.State == PlanState.InForce && !db.Bulletins.Any(b => b.WorkPlanId == p.WorkPlanId && b.Month == p.Month))
            .OrderByDescending(p => p.Month).Select(p => p.Month)
            .ToListAsync(cancellationToken);

    private Task<int> UnconfirmedAsync(BulletinLine line, CancellationToken cancellationToken) =>
        db.MonthlyReports.CountAsync(
            r => r.ReportingPeriod.WorkPlan.Year == line.Year && r.ReportingPeriod.Month == line.Month && r.State != ReportState.Confirmed,
            cancellationToken);
}
