using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Sections;
using Pengshui.RuralEdu.Notices;

namespace Pengshui.RuralEdu.Core.Plans.Import;

/// <summary>Makes a plan of a proposal.</summary>
/// <param name="Proposal">The proposal, corrected.</param>
/// <param name="AllNewSections">Whether names that are no section's become new sections where nobody chose.</param>
/// <param name="CarryFrom">Numbers of the tasks that take over last year's figures; null for all that have a partner there.</param>
/// <param name="Reason">Why, for the amendments of a plan in force; null for the usual one.</param>
public sealed record ImportPlan(PlanProposal Proposal, bool AllNewSections = false, IReadOnlySet<int>? CarryFrom = null, string? Reason = null);

/// <summary>What became of a notice.</summary>
public enum ImportEffect
{
    /// <summary>A new draft plan.</summary>
    Created = 1,

    /// <summary>The year's draft plan says what the notice says.</summary>
    Updated = 2,

    /// <summary>The plan in force got the notice's own words, as amendments.</summary>
    Amended = 3,
}

/// <summary>How an import ended.</summary>
/// <param name="PlanId">The plan.</param>
/// <param name="Year">Its year.</param>
/// <param name="Effect">What became of it.</param>
/// <param name="Tasks">Tasks in the draft, or tasks whose words were amended.</param>
/// <param name="NewSections">Names of the sections that were made.</param>
/// <param name="Notes">What else to know, each a sentence.</param>
public sealed record ImportOutcome(int PlanId, int Year, ImportEffect Effect, int Tasks, IReadOnlyList<string> NewSections, IReadOnlyList<string> Notes);

/// <summary>
/// Writes a proposal into the plans, in one transaction: a new draft, the year's draft anew, or the notice's own words into the plan in force.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="clock">Now.</param>
public sealed class PlanImport(RuralEduDbContext db, BusinessClock clock)
{
    /// <summary>Reason of the amendments where nobody wrote one.</summary>
    public const string UsualReason = "导入通知，补入任务原文。";

    /// <summary>Writes it. Refused with every sentence of <see cref="ProposalChecks"/> at once; then nothing is written.</summary>
    /// <param name="command">The proposal.</param>
    /// <param name="actor">A coordinator, or the command line.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<Result<ImportOutcome>> ApplyAsync(ImportPlan command, Actor actor, CancellationToken cancellationToken) =>
        db.ActAsync(() => ApplyOnceAsync(command, actor, cancellationToken), cancellationToken);

    private async Task<Result<ImportOutcome>> ApplyOnceAsync(ImportPlan command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.IsProgram && !actor.May(Permission.ManagePlans))
            return Result.Forbidden();
        await db.TakeTurnAsync(WriteTurn.Plans, cancellationToken);
        var result = await StageAsync(command, actor, cancellationToken);
        if (!result.Succeeded)
            return result;

        await db.SaveChangesAsync(cancellationToken);
        return Result.Success(result.Value with { PlanId = await IdOfAsync(result.Value.Year, cancellationToken) });
    }

    /// <summary>What a notice proposes; sections and leads that it leaves open are taken from last year's matching tasks, with a warning.</summary>
    public Task<PlanProposal> ProposeAsync(ParsedNotice notice, CancellationToken cancellationToken) => LastYear.ProposeAsync(db, notice, cancellationToken);

    /// <summary>Writes it without saving, for a caller that has the transaction and the write turn, and saves more with it.</summary>
    internal async Task<Result<ImportOutcome>> StageAsync(ImportPlan command, Actor actor, CancellationToken cancellationToken)
    {
        var proposal = command.Proposal;
        if (ProposalChecks.Head(proposal).ToList() is { Count: > 0 } head)
            return Result.Refused(head);
        var state = await db.WorkPlans.Where(p => p.Year == proposal.Year).Select(p => (PlanState?)p.State).SingleOrDefaultAsync(cancellationToken);
        if (state == PlanState.Archived)
            return Result.Refused($"{proposal.Year}年的工作方案已归档，不能再导入。");
        if (state == PlanState.InForce)
            return await AmendAsync(command, actor, cancellationToken);

        var book = await SectionBook.ReadAsync(db, tracked: true, cancellationToken);
        if (command.AllNewSections)
            proposal = proposal with { Choices = [.. proposal.Choices, .. book.UnknownIn(proposal).Where(n => SectionBook.ChoiceOf(n, proposal) is null).Select(n => new NameChoice(n, null))] };
        if (ProposalChecks.Of(proposal, book) is { Count: > 0 } problems)
            return Result.Refused(problems);
        var (sections, made) = Sections(proposal, book, actor);
        return await WriteAsync(command with { Proposal = proposal }, sections, made, actor, cancellationToken);
    }

    private async Task<Result<ImportOutcome>> WriteAsync(
        ImportPlan command, Dictionary<string, Section> sections, List<string> made, Actor actor, CancellationToken cancellationToken)
    {
        var proposal = command.Proposal;
        var year = proposal.Year!.Value;
        var plan = await Whole(db.WorkPlans.Where(p => p.Year == year)).SingleOrDefaultAsync(cancellationToken);
        var lastYear = await Whole(PlanShape.Before(db, year)).SingleOrDefaultAsync(cancellationToken);
        var drafted = Partners(plan, proposal);
        var before = Partners(lastYear, proposal);
        var effect = plan is null ? ImportEffect.Created : ImportEffect.Updated;
        if (plan is null)
        {
            plan = new WorkPlan { Year = year, Title = "", IssuingBody = "" };
            db.Add(plan);
        }
        else
        {
            Clear(db, plan);
            db.Entry(plan).State = EntityState.Modified;
        }

        var writer = new PlanWriter(proposal, name => sections[name]);
        writer.Write(plan, task =>
        {
            if (drafted.TryGetValue(task.Number, out var same))
                return new TakenOver(same, [.. same.Indicators.OrderBy(i => i.Order)], IsLastYears: false);
            if (before.TryGetValue(task.Number, out var old))
                return new TakenOver(old, command.CarryFrom?.Contains(task.Number) == false ? [] : [.. old.Indicators.OrderBy(i => i.Order)], IsLastYears: true);
            return null;
        });
        db.Note(new AuditNote(actor, PlanAudit.ImportPlan)
        {
            Subject = plan,
            Title = $"{year}年 {plan.Title}",
            Details = JsonSerializer.Serialize(
                new Dictionary<string, string> { ["重点任务"] = $"{proposal.Tasks.Count}", ["举措"] = $"{proposal.Tasks.Sum(t => t.Measures.Count)}" }, AuditNote.Json),
        });
        return Result.Success(new ImportOutcome(plan.Id, year, effect, proposal.Tasks.Count, made, writer.Notes));
    }

    private async Task<Result<ImportOutcome>> AmendAsync(ImportPlan command, Actor actor, CancellationToken cancellationToken)
    {
        var proposal = command.Proposal;
        if (proposal.Tasks.SelectMany(ProposalChecks.Task).ToList() is { Count: > 0 } problems)
            return Result.Refused(problems);
        var reason = string.IsNullOrWhiteSpace(command.Reason) ? UsualReason : command.Reason.Trim();
        if (AmendmentRules.Reason(reason, nameof(command.Reason)) is { } refusal)
            return refusal;
        var plan = await db.WorkPlans.Include(p => p.Tasks).AsSingleQuery().SingleAsync(p => p.Year == proposal.Year, cancellationToken);
        var byNumber = plan.Tasks.ToDictionary(t => t.Number);
        var matches = PlanComparison.Match(plan.Tasks.OrderBy(t => t.Number).Select(t => (t.Number, t.Title)), proposal);
        var notes = new List<string>();
        var amended = 0;
        foreach (var proposed in proposal.Tasks)
        {
            if (!matches.TryGetValue(proposed.Number, out var number))
            {
                notes.Add($"通知里的任务 {proposed.Number}“{proposed.Title}”在执行中的方案里没有，没有写入。");
                continue;
            }

            var task = byNumber[number];
            if (proposed.Text.Length == 0 || task.FullText == proposed.Text)
                continue;
            db.Amend(task, plan, AmendmentKind.Text, task.FullText, proposed.Text, reason, actor, clock);
            task.FullText = proposed.Text;
            amended++;
        }

        return Result.Success(new ImportOutcome(plan.Id, plan.Year, ImportEffect.Amended, amended, [], notes));
    }

    // New sections get a code of their own making, which the administrator changes; a name that was matched is known from now on.
    private (Dictionary<string, Section> ByName, List<string> Made) Sections(PlanProposal proposal, SectionBook book, Actor actor)
    {
        var byName = new Dictionary<string, Section>(ColumnText.Comparer);
        var made = new List<string>();
        var codes = book.All.Select(s => s.Code).ToHashSet();
        var order = book.All.Select(s => s.SortOrder).DefaultIfEmpty().Max();
        foreach (var name in proposal.Tasks.SelectMany(t => t.Parts).Select(p => p.Name).Distinct(ColumnText.Comparer))
        {
            if (book.Find(name) is { } known)
            {
                byName.Add(name, known);
            }
            else if (book.Find(name, proposal) is { } chosen)
            {
                chosen.Aliases.Add(new SectionAlias { Name = name });
                db.Entry(chosen).Property(s => s.Version).IsModified = true;
                db.Note(new AuditNote(actor, SectionAudit.ChangeSection)
                {
                    Subject = chosen,
                    Title = chosen.Name,
                    Details = JsonSerializer.Serialize(new Dictionary<string, string> { [nameof(Section.Aliases)] = $"增加 {name}" }, AuditNote.Json),
                });
                byName.Add(name, chosen);
            }
            else
            {
                var code = Enumerable.Range(1, codes.Count + 1).Select(n => string.Create(CultureInfo.InvariantCulture, $"xks{n}")).First(codes.Add);
                var section = new Section { Code = code, Name = name, SortOrder = Math.Min(++order, SectionService.LargestOrder) };
                db.Add(section);
                db.Note(new AuditNote(actor, SectionAudit.CreateSection) { Subject = section, Title = name });
                byName.Add(name, section);
                made.Add(name);
            }
        }

        return (byName, made);
    }

    /// <summary>Takes groups and tasks out of a draft, with all that hangs on them.</summary>
    internal static void Clear(RuralEduDbContext db, WorkPlan plan)
    {
        foreach (var task in plan.Tasks)
        {
            foreach (var measure in task.Measures)
                measure.Responsibilities.Clear();
            db.RemoveRange(task.Measures);
            db.RemoveRange(task.Responsibilities);
            db.RemoveRange(task.Indicators);
        }

        db.RemoveRange(plan.Tasks);
        db.RemoveRange(plan.Groups);
    }

    private static Dictionary<int, PlanTask> Partners(WorkPlan? plan, PlanProposal proposal)
    {
        if (plan is null)
            return [];
        var byNumber = plan.Tasks.ToDictionary(t => t.Number);
        return PlanComparison.Match(plan.Tasks.OrderBy(t => t.Number).Select(t => (t.Number, t.Title)), proposal).ToDictionary(m => m.Key, m => byNumber[m.Value]);
    }

    /// <summary>Plans with all that belongs to them.</summary>
    internal static IQueryable<WorkPlan> Whole(IQueryable<WorkPlan> plans) => plans.Include(p => p.Groups)
        .Include(p => p.Tasks).ThenInclude(t => t.Measures).ThenInclude(m => m.Responsibilities)
        .Include(p => p.Tasks).ThenInclude(t => t.Responsibilities)
        .Include(p => p.Tasks).ThenInclude(t => t.Indicators).ThenInclude(i => i.OwnerSection);

    private Task<int> IdOfAsync(int year, CancellationToken cancellationToken) =>
        db.WorkPlans.Where(p => p.Year == year).Select(p => p.Id).SingleAsync(cancellationToken);
}
