using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Inspections;

/// <summary>A task's section that an inspection may concern.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="SectionId">The section.</param>
/// <param name="Label">任务1 · 教育科.</param>
internal sealed record InspectionPart(int TaskId, int SectionId, string Label)
{
    public string Key => InspectionItemEntry.KeyOf(TaskId, SectionId);
}

/// <summary>A submitted report that an item is held against.</summary>
internal sealed record HeldAgainst(int RevisionId, string Key, ReportSnapshot Snapshot);

/// <summary>Turns a stored draft into what its form carries, and back, row by row: a row keeps its key as long as it stands.</summary>
/// <param name="db">Tracks the draft with its parts.</param>
/// <param name="row">The draft.</param>
/// <param name="rectifications">Its rectifications.</param>
internal sealed class InspectionDraft(RuralEduDbContext db, Inspection row, IRectificationLines rectifications)
{
    /// <summary>The draft.</summary>
    public Inspection Row => row;

    /// <summary>What is to be put right.</summary>
    public IRectificationLines Rectifications => rectifications;

    /// <summary>A stored draft; null where there is none of this key.</summary>
    public static async Task<InspectionDraft?> LoadAsync(
        RuralEduDbContext db, IInspectionRectifications rectifications, Guid draftKey, CancellationToken cancellationToken)
    {
        var row = await db.Inspections.Include(i => i.Items).ThenInclude(i => i.Figures).Include(i => i.Verifications)
            .SingleOrDefaultAsync(i => i.DraftKey == draftKey, cancellationToken);
        return row is null
            ? null
            : new InspectionDraft(db, row, await rectifications.LinesAsync(row, cancellationToken));
    }

    /// <summary>What stands in it.</summary>
    public InspectionContent Content() => new()
    {
        VisitedOn = row.VisitedOn,
        Town = row.Town,
        Place = row.Place,
        Kind = row.Kind,
        Dimensions = row.Dimensions,
        Findings = row.Findings,
        Items =
        [
            .. row.Items.OrderBy(i => i.Id).Select(i => new InspectionItemEntry
            {
                TaskId = i.PlanTaskId,
                SectionId = i.SectionId,
                RevisionId = i.ReportRevisionId,
                Seen = i.Seen,
                Light = i.Light,
                Figures =
                [
                    .. i.Figures.OrderBy(f => f.Order).Select(f => f.Source[0] == 'x'
                        ? new InspectionFigureEntry { Source = f.Source, Name = f.Name, Reported = f.Reported, Seen = f.Seen }
                        : new InspectionFigureEntry { Source = f.Source, Seen = f.Seen }),
                ],
            }),
        ],
        Verifications = [.. row.Verifications.OrderBy(v => v.RectificationId).Select(v => new VerificationEntry { RectificationId = v.RectificationId, Seen = v.Seen })],
        Rectifications = rectifications.Entries,
    };

    /// <summary>Whether two contents say the same; the order of items does not count.</summary>
    public static bool AreSame(InspectionContent one, InspectionContent other) => Text(one) == Text(other);

    /// <summary>Writes a plain content that passed the rules.</summary>
    /// <param name="content">What is to stand in it.</param>
    /// <param name="today">The day of a draft without one.</param>
    /// <param name="reports">The reports that the items name.</param>
    public void Write(InspectionContent content, DateOnly today, IReadOnlyList<HeldAgainst> reports)
    {
        row.VisitedOn = content.VisitedOn ?? today;
        row.Town = content.Town;
        row.Place = content.Place;
        row.Kind = content.Kind ?? InspectionKind.Visit;
        row.Dimensions = content.Dimensions;
        row.Findings = content.Findings;
        foreach (var gone in row.Items.Where(i => content.Items.All(e => e.Key != KeyOf(i))).ToList())
            Remove(gone);
        foreach (var entry in content.Items)
            Write(entry, reports.SingleOrDefault(r => r.RevisionId == entry.RevisionId)?.Snapshot);
        Write(content.Verifications);
        rectifications.Write(content.Rectifications);
    }

    /// <summary>Takes the whole draft out.</summary>
    public async Task DiscardAsync(CancellationToken cancellationToken)
    {
        foreach (var item in row.Items.ToList())
            Remove(item);
        db.RemoveRange(await db.InspectionPhotos.Where(p => p.InspectionId == row.Id).ToListAsync(cancellationToken));
        db.RemoveRange(row.Verifications);
        rectifications.Discard();
        db.Remove(row);
    }

    private void Remove(InspectionItem item)
    {
        db.RemoveRange(item.Figures);
        db.Remove(item);
    }

    private void Write(InspectionItemEntry entry, ReportSnapshot? snapshot)
    {
        var item = row.Items.SingleOrDefault(i => KeyOf(i) == entry.Key && db.Entry(i).State != EntityState.Deleted);
        if (item is null)
            row.Items.Add(item = new InspectionItem { PlanTaskId = entry.TaskId, SectionId = entry.SectionId });
        item.ReportRevisionId = snapshot is null ? null : entry.RevisionId;
        item.Reported = snapshot is null ? null : ReportedFigures.TextOf(snapshot);
        item.Seen = entry.Seen;
        item.Light = entry.Light;

        var reported = snapshot is null ? [] : ReportedFigures.Of(snapshot);
        foreach (var gone in item.Figures.Where(f => entry.Figures.All(e => e.Source != f.Source)).ToList())
            db.Remove(gone);
        var order = 0;
        foreach (var figure in entry.Figures)
        {
            if (Named(figure, reported) is not { } named)
                continue;
            var line = item.Figures.SingleOrDefault(f => f.Source == named.Source);
            if (line is null)
                item.Figures.Add(line = new InspectionFigure { Source = named.Source, Name = named.Name });
            (line.Order, line.Name, line.Unit, line.Reported, line.Seen) = (++order, named.Name, named.Unit, named.Reported, figure.Seen);
        }
    }

    /// <summary>What the report says of its own figures; what the supervisor says of added ones. A figure that the report does not have is left out.</summary>
    private static (string Source, string Name, string? Unit, decimal? Reported)? Named(InspectionFigureEntry figure, IReadOnlyList<ReportedFigure> reported)
    {
        if (figure.IsOwn)
            return (figure.Source!, figure.Name!, null, figure.Reported);
        return reported.FirstOrDefault(r => r.Source == figure.Source) is { } known ? (known.Source, known.Name, known.Unit, known.Value) : null;
    }

    private void Write(IReadOnlyList<VerificationEntry> entries)
    {
        db.RemoveRange(row.Verifications.Where(v => entries.All(e => e.RectificationId != v.RectificationId)));
        foreach (var entry in entries)
        {
            if (row.Verifications.SingleOrDefault(v => v.RectificationId == entry.RectificationId) is { } line)
                line.Seen = entry.Seen!;
            else
                row.Verifications.Add(new InspectionVerification { RectificationId = entry.RectificationId, Seen = entry.Seen! });
        }
    }

    private static string KeyOf(InspectionItem item) => InspectionItemEntry.KeyOf(item.PlanTaskId, item.SectionId);

    private static string Text(InspectionContent content) =>
        JsonSerializer.Serialize(content with { Items = [.. content.Items.OrderBy(i => i.Key, StringComparer.Ordinal)] });
}
