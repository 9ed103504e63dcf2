using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Notices;

namespace Pengshui.RuralEdu.Core.Plans.Import;

/// <summary>A notice that somebody looks through, in the list.</summary>
/// <param name="Id">Key.</param>
/// <param name="FileName">Its file.</param>
/// <param name="ChangedAt">When it was last corrected, UTC.</param>
/// <param name="AbandonedAt">When it was given up, UTC; null where it was not.</param>
public sealed record ImportLine(int Id, string FileName, DateTime ChangedAt, DateTime? AbandonedAt);

/// <summary>A section to choose from.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Name.</param>
public sealed record SectionName(int Id, string Name);

/// <summary>What a name of the notice means.</summary>
/// <param name="Name">The name.</param>
/// <param name="Section">The section that it means by itself or by choice; null where it is new or open.</param>
/// <param name="IsKnown">Whether it is a section's name or alias.</param>
/// <param name="Choice">What was chosen for one that is not.</param>
public sealed record NameMeaning(string Name, string? Section, bool IsKnown, NameChoice? Choice);

/// <summary>The page on which a notice is looked through.</summary>
public sealed record ImportPage
{
    /// <summary>The draft.</summary>
    public required int Id { get; init; }

    /// <summary>For the forms.</summary>
    public required int Version { get; init; }

    /// <summary>The notice's file.</summary>
    public required string FileName { get; init; }

    /// <summary>The notice's text; places are places in it.</summary>
    public required string Source { get; init; }

    /// <summary>Where its tables stand in the text.</summary>
    public required IReadOnlyList<SourceTable> Tables { get; init; }

    /// <summary>The last act, which can be undone; null where there is none.</summary>
    public required DoneAct? Last { get; init; }

    /// <summary>What was understood and corrected.</summary>
    public required PlanProposal Proposal { get; init; }

    /// <summary>Name in the notice → what it means.</summary>
    public required IReadOnlyDictionary<string, NameMeaning> Names { get; init; }

    /// <summary>The sections that may get a part.</summary>
    public required IReadOnlyList<SectionName> Sections { get; init; }

    /// <summary>What stands in the way of confirming.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }

    /// <summary>State of the plan of the same year; null where there is none.</summary>
    public required PlanState? Existing { get; init; }

    /// <summary>The proposal beside that plan; empty where there is none.</summary>
    public required IReadOnlyList<TaskComparison> Differences { get; init; }

    /// <summary>The year of the plan before; null where there is none.</summary>
    public required int? LastYear { get; init; }

    /// <summary>The proposal beside that plan; empty where there is none, and where the year has one already.</summary>
    public required IReadOnlyList<TaskComparison> AgainstLastYear { get; init; }
}

/// <summary>Reads the notices that somebody looks through: one's own only, and only while they are not confirmed.</summary>
/// <param name="db">The database.</param>
public sealed class ImportQuery(RuralEduDbContext db)
{
    /// <summary>One's own, the newest first, those too that were given up and can be taken up again; one statement.</summary>
    public async Task<IReadOnlyList<ImportLine>> ReadListAsync(Actor actor, CancellationToken cancellationToken) =>
        await db.ImportDrafts.AsNoTracking().Where(d => d.AuthorId == actor.UserId && d.WorkPlanId == null).OrderByDescending(d => d.ChangedAt)
            .Select(d => new ImportLine(d.Id, d.FileName, d.ChangedAt, d.AbandonedAt)).Take(50).ToListAsync(cancellationToken);

    /// <summary>The year of the plan that one's own notice became, or null.</summary>
    public async Task<int?> FindPlanAsync(int id, Actor actor, CancellationToken cancellationToken) =>
        await db.ImportDrafts.Where(d => d.Id == id && d.AuthorId == actor.UserId)
            .Join(db.WorkPlans, d => d.WorkPlanId, p => (int?)p.Id, (_, p) => (int?)p.Year).SingleOrDefaultAsync(cancellationToken);

    /// <summary>One of one's own, or null; four statements.</summary>
    public async Task<ImportPage?> ReadAsync(int id, Actor actor, CancellationToken cancellationToken)
    {
        if (await db.ImportDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id && d.AuthorId == actor.UserId && d.WorkPlanId == null && d.AbandonedAt == null, cancellationToken) is not { } draft)
            return null;
        var proposal = PlanProposal.FromJson(draft.ContentJson);
        var book = await SectionBook.ReadAsync(db, tracked: false, cancellationToken);
        var year = proposal.Year ?? 0;
        var plan = await PlanShape.ReadAsync(db, db.WorkPlans.Where(p => p.Year == year), cancellationToken);
        var last = plan is null ? await PlanShape.ReadAsync(db, PlanShape.Before(db, year), cancellationToken) : null;
        return new ImportPage
        {
            Id = draft.Id,
            Version = draft.Version,
            FileName = draft.FileName,
            Source = draft.SourceText,
            Tables = SourceTables.FromJson(draft.TablesJson),
            Last = ProposalSteps.Last(draft.Steps),
            Proposal = proposal,
            Names = proposal.Tasks.SelectMany(t => t.Parts).Select(p => p.Name).Distinct().ToDictionary(n => n, n => new NameMeaning(
                n, book.Find(n, proposal)?.Name, book.Find(n) is not null, SectionBook.ChoiceOf(n, proposal))),
            Sections = [.. book.All.Where(s => s.IsActive).Select(s => new SectionName(s.Id, s.Name))],
            Problems = ProposalChecks.Of(proposal, book),
            Existing = plan?.State,
            Differences = plan is null ? [] : PlanComparison.Of(plan, proposal, book),
            LastYear = last?.Year,
            AgainstLastYear = last is null ? [] : PlanComparison.Of(last, proposal, book),
        };
    }
}
