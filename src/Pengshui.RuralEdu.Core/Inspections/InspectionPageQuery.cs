using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;

namespace Pengshui.RuralEdu.Core.Inspections;

/// <summary>The page of one inspection.</summary>
public sealed record InspectionPage
{
    /// <summary>Key.</summary>
    public required int Id { get; init; }

    /// <summary>For the forms.</summary>
    public required int Version { get; init; }

    /// <summary>The draft's key, for its author's browser to forget what it kept; null for others.</summary>
    public Guid? DraftKey { get; init; }

    /// <summary>草稿 or 已签发.</summary>
    public required InspectionState State { get; init; }

    /// <summary>督〔2023〕第7号, or 草稿.</summary>
    public required string Reference { get; init; }

    /// <summary>日期.</summary>
    public required DateOnly VisitedOn { get; init; }

    /// <summary>乡镇（街道）.</summary>
    public required string? Town { get; init; }

    /// <summary>学校或单位.</summary>
    public required string? Place { get; init; }

    /// <summary>方式.</summary>
    public required InspectionKind Kind { get; init; }

    /// <summary>督查维度.</summary>
    public required InspectionDimensions Dimensions { get; init; }

    /// <summary>发现的情况.</summary>
    public required string? Findings { get; init; }

    /// <summary>Display name of whoever wrote it.</summary>
    public required string Author { get; init; }

    /// <summary>When the draft was last saved, UTC.</summary>
    public required DateTime EditedAt { get; init; }

    /// <summary>When it was issued, UTC.</summary>
    public required DateTime? IssuedAt { get; init; }

    /// <summary>The tasks and sections, by task.</summary>
    public required IReadOnlyList<InspectedItem> Items { get; init; }

    /// <summary>The photos, in the order they came.</summary>
    public IReadOnlyList<InspectionPicture> Photos { get; init; } = [];

    /// <summary>What is to be put right.</summary>
    public IReadOnlyList<RaisedRectification> Rectifications { get; init; } = [];

    /// <summary>What of earlier rectifications was looked at again.</summary>
    public IReadOnlyList<VerifiedRectification> Verifications { get; init; } = [];

    /// <summary>What was added, oldest first.</summary>
    public IReadOnlyList<SupplementLine> Supplements { get; init; } = [];

    /// <summary>What the reader may do.</summary>
    public IReadOnlyList<InspectionAction> Actions { get; init; } = [];

    /// <summary>普子镇 示例小学.</summary>
    public string Where => Place is null && Town is null ? "地点未填" : $"{Town} {Place}".Trim();

    /// <summary>Whether the reader may do it.</summary>
    public bool May(InspectionAction action) => Actions.Contains(action);
}

/// <summary>A task and section as the page shows it.</summary>
public sealed record InspectedItem
{
    /// <summary>The task.</summary>
    public required int TaskNumber { get; init; }

    /// <summary>Its title.</summary>
    public required string TaskTitle { get; init; }

    /// <summary>The section, by its name on the day of the visit.</summary>
    public required string Section { get; init; }

    /// <summary>The report it is held against, for its link; null where none had been submitted.</summary>
    public required int? ReportId { get; init; }

    /// <summary>That report's month.</summary>
    public required Month? Month { get; init; }

    /// <summary>第几稿 of that report.</summary>
    public required int? Revision { get; init; }

    /// <summary>上报.</summary>
    public required string? Reported { get; init; }

    /// <summary>现场.</summary>
    public required string? Seen { get; init; }

    /// <summary>督查员判定.</summary>
    public required Light? Light { get; init; }

    /// <summary>The figures.</summary>
    public required IReadOnlyList<InspectedFigure> Figures { get; init; }
}

/// <summary>A figure as the page shows it.</summary>
/// <param name="Name">What is counted.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Reported">上报.</param>
/// <param name="Seen">现场.</param>
public sealed record InspectedFigure(string Name, string? Unit, decimal? Reported, decimal? Seen)
{
    /// <summary>一致, 少 5 人; null where one of the two is missing.</summary>
    public string? Gap => InspectionLabels.Gap(Reported, Seen, Unit);

    /// <summary>Whether the two differ.</summary>
    public bool Differs => Reported is not null && Seen is not null && Reported != Seen;
}

/// <summary>A photo as pages show it.</summary>
/// <param name="Id">For its address.</param>
/// <param name="FileName">Name.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
public sealed record InspectionPicture(int Id, string FileName, int Width, int Height);

/// <summary>A rectification that the inspection raised.</summary>
/// <param name="Id">For its link.</param>
/// <param name="Reference">整改〔2023〕第3号; 整改（草稿） while the inspection is a draft.</param>
/// <param name="TaskNumber">The task.</param>
/// <param name="Section">Whose.</param>
/// <param name="Problem">整改要求.</param>
/// <param name="DueOn">整改期限.</param>
/// <param name="State">Where it stands.</param>
public sealed record RaisedRectification(int Id, string Reference, int TaskNumber, string Section, string Problem, DateOnly DueOn, RectificationState State);

/// <summary>本次核验 of a rectification.</summary>
/// <param name="Id">For its link.</param>
/// <param name="Label">整改〔2023〕第3号.</param>
/// <param name="Section">Whose.</param>
/// <param name="Problem">存在的问题.</param>
/// <param name="Seen">What was seen.</param>
/// <param name="State">Where it stands now.</param>
public sealed record VerifiedRectification(int Id, string Label, string Section, string Problem, string Seen, RectificationState State);

/// <summary>A supplement.</summary>
/// <param name="Text">The text.</param>
/// <param name="By">Display name.</param>
/// <param name="At">UTC.</param>
public sealed record SupplementLine(string Text, string By, DateTime At);

/// <summary>Reads the page of one inspection, in five statements.</summary>
/// <param name="db">The database.</param>
/// <param name="rectifications">What it raised and verified.</param>
public sealed class InspectionPageQuery(RuralEduDbContext db, IInspectionRectifications rectifications)
{
    /// <summary>The inspection; null where the actor may not know of it.</summary>
    public async Task<InspectionPage?> ReadAsync(int id, Actor actor, CancellationToken cancellationToken)
    {
        var row = await db.Inspections.AsNoTracking().AsSingleQuery().VisibleTo(actor).Where(i => i.Id == id).Select(i => new
        {
            i.AuthorId,
            i.DraftKey,
            Page = new InspectionPage
            {
                Id = i.Id,
                Version = i.Version,
                State = i.State,
                Reference = InspectionLabels.Reference(i.Year, i.Number),
                VisitedOn = i.VisitedOn,
                Town = i.Town,
                Place = i.Place,
                Kind = i.Kind,
                Dimensions = i.Dimensions,
                Findings = i.Findings,
                Author = i.Author.DisplayName,
                EditedAt = i.EditedAt,
                IssuedAt = i.IssuedAt,
                Items = i.Items.OrderBy(e => e.PlanTask.Number).ThenBy(e => e.Id).Select(e => new InspectedItem
                {
                    TaskNumber = e.PlanTask.Number,
                    TaskTitle = e.PlanTask.Title,
                    Section = e.Section.FormerNames.Where(n => e.Inspection.VisitedOn <= n.Until).OrderBy(n => n.Until).Select(n => n.Name).FirstOrDefault() ?? e.Section.Name,
                    ReportId = e.ReportRevision!.MonthlyReportId,
                    Month = db.MonthlyReports.Where(r => r.Id == e.ReportRevision!.MonthlyReportId).Select(r => (Month?)r.ReportingPeriod.Month).FirstOrDefault(),
                    Revision = e.ReportRevision!.Number,
                    Reported = e.Reported,
                    Seen = e.Seen,
                    Light = e.Light,
                    Figures = e.Figures.OrderBy(f => f.Order).Select(f => new InspectedFigure(f.Name, f.Unit, f.Reported, f.Seen)).ToList(),
                }).ToList(),
            },
        }).SingleOrDefaultAsync(cancellationToken);
        if (row is null)
            return null;
        return row.Page with
        {
            DraftKey = row.AuthorId == actor.UserId ? row.DraftKey : null,
            Photos = await db.InspectionPhotos.AsNoTracking().Where(p => p.InspectionId == id).OrderBy(p => p.Id)
                .Select(p => new InspectionPicture(p.Id, p.FileName, p.Width, p.Height)).ToListAsync(cancellationToken),
            Rectifications = await rectifications.RaisedAsync(id, cancellationToken),
            Verifications = await rectifications.VerifiedAsync(id, cancellationToken),
            Supplements = await db.InspectionSupplements.AsNoTracking().Where(s => s.InspectionId == id).OrderBy(s => s.Id)
                .Select(s => new SupplementLine(s.Text, s.By.DisplayName, s.At)).ToListAsync(cancellationToken),
            Actions = InspectionWorkflow.ActionsOf(row.Page.State, actor, row.AuthorId),
        };
    }
}
