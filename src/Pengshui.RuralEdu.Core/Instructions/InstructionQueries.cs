using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Instructions;

/// <summary>Reads instructions. Every business role reads all of them.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">Today.</param>
public sealed class InstructionQueries(RuralEduDbContext db, BusinessClock clock)
{
    /// <summary>Lines of a page of the ledger.</summary>
    public const int PageSize = 20;

    /// <summary>One instruction; null where there is none. One statement.</summary>
    public async Task<InstructionPage?> ReadAsync(int id, Actor actor, CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var row = await db.Instructions.AsNoTracking().AsSingleQuery().Where(i => i.Id == id)
            .Select(i => new
            {
                i.Id,
                i.PlanTask.WorkPlan.Year,
                i.PlanTask.Number,
                i.PlanTask.Title,
                Report = i.MonthlyReport == null ? null : new InstructedReport(
                    i.MonthlyReport.Id, i.MonthlyReport.ReportingPeriod.Month, i.MonthlyReport.SectionName),
                i.Text,
                i.ById,
                By = i.By.DisplayName,
                i.At,
                Recipients = i.Recipients.OrderBy(r => r.Section.SortOrder).Select(r => new
                {
                    r.Id,
                    r.SectionId,
                    r.Section.Name,
                    r.State,
                    r.DueOn,
                    r.Version,
                    Steps = r.Steps.OrderBy(s => s.Id).Select(s => new StepView(s.Action, s.To, s.Text, s.DueOn, s.By.DisplayName, s.At)).ToList(),
                }).ToList(),
            })
            .SingleOrDefaultAsync(cancellationToken);
        return row is null ? null : new InstructionPage(
            row.Id, row.Year, row.Number, row.Title, row.Report, row.Text, row.By, row.At,
            [
                .. row.Recipients.Select(r => new RecipientView(
                    r.Id, r.Name, r.State, r.DueOn, r.State.IsWithSection() && r.DueOn < today, r.Version, r.Steps,
                    InstructionWorkflow.ActionsOf(r.State, actor, r.SectionId, row.ById))),
            ]);
    }

    /// <summary>The ledger of the plan in force, the nearest deadline of what is open first; null where there is no such section. Four statements.</summary>
    public async Task<InstructionLedger?> ReadLedgerAsync(InstructionFilter filter, Actor actor, CancellationToken cancellationToken)
    {
        var sections = await db.Sections.AsNoTracking().OrderBy(s => s.SortOrder).Select(s => new { s.Id, s.Code, s.Name }).ToListAsync(cancellationToken);
        var chosen = filter.Section ?? (actor.SectionIds.Count > 0 ? "mine" : "all");
        var mine = actor.SectionIds.Count > 0 ? actor.SectionIds : actor.SectionsInCharge;
        List<int>? ids = chosen switch
        {
            "all" => null,
            "mine" when mine.Count > 0 => [.. mine],
            _ => sections.SingleOrDefault(s => s.Code == chosen) is { } one ? [one.Id] : [],
        };
        if (ids is { Count: 0 })
            return null;

        var today = clock.Today;
        var year = await db.WorkPlans.Where(p => p.State == PlanState.InForce).OrderByDescending(p => p.Year).Select(p => (int?)p.Year).FirstOrDefaultAsync(cancellationToken);
        var all = db.InstructionRecipients.AsNoTracking()
            .Where(r => r.Instruction.PlanTask.WorkPlan.State == PlanState.InForce && (ids == null || ids.Contains(r.SectionId)));
        var counts = await all.GroupBy(r => new { r.State, IsLate = r.DueOn < today }).Select(g => new { g.Key.State, g.Key.IsLate, Count = g.Count() })
            .ToListAsync(cancellationToken);
        int Count(Func<InstructionState, bool> fits, bool lateOnly = false) => counts.Where(c => fits(c.State) && (!lateOnly || c.IsLate)).Sum(c => c.Count);
        var byStatus = new Dictionary<InstructionStatus, int>
        {
            [InstructionStatus.Awaiting] = Count(InstructionStates.IsWithSection),
            [InstructionStatus.Overdue] = Count(InstructionStates.IsWithSection, lateOnly: true),
            [InstructionStatus.Answered] = Count(s => s == InstructionState.Answered),
            [InstructionStatus.Done] = Count(s => s is InstructionState.Accepted or InstructionState.Withdrawn),
        };
        var asked = filter.Status switch
        {
            InstructionStatus.Awaiting => all.Where(r => r.State == InstructionState.AwaitingReply || r.State == InstructionState.AskedAgain),
            InstructionStatus.Overdue => all.Where(r => (r.State == InstructionState.AwaitingReply || r.State == InstructionState.AskedAgain) && r.DueOn < today),
            InstructionStatus.Answered => all.Where(r => r.State == InstructionState.Answered),
            InstructionStatus.Done => all.Where(r => r.State == InstructionState.Accepted || r.State == InstructionState.Withdrawn),
            _ => all,
        };
        var total = filter.Status is { } status ? byStatus[status] : counts.Sum(c => c.Count);
        var page = Math.Clamp(filter.PageNumber, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var rows = await asked
            .OrderBy(r => r.State == InstructionState.Accepted || r.State == InstructionState.Withdrawn).ThenBy(r => r.DueOn).ThenBy(r => r.Id)
            .Skip((page - 1) * PageSize).Take(PageSize)
            .Select(r => new
            {
                r.InstructionId,
                r.Instruction.PlanTask.Number,
                r.Instruction.PlanTask.Title,
                r.Instruction.Text,
                r.Instruction.ById,
                By = r.Instruction.By.DisplayName,
                r.Instruction.At,
                r.SectionId,
                Section = r.Section.Name,
                r.State,
                r.DueOn,
                Answer = r.Steps.Where(s => s.Action == InstructionAction.Answer).OrderByDescending(s => s.Id).Select(s => s.Text).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return new InstructionLedger(
            year, filter with { Section = chosen, PageNumber = page },
            new Page<InstructionLine>(
                [
                    .. rows.Select(r => new InstructionLine(
                        r.InstructionId, r.Number, r.Title, r.Text, r.By, r.At, r.Section, r.State, r.DueOn,
                        r.State.IsWithSection() ? Math.Max(0, today.DayNumber - r.DueOn.DayNumber) : 0, r.Answer,
                        InstructionWorkflow.ActionsOf(r.State, actor, r.SectionId, r.ById).Cast<InstructionAction?>().FirstOrDefault())),
                ],
                page, PageSize, total),
            byStatus,
            [.. sections.Select(s => (s.Code, s.Name))]);
    }

    /// <summary>What a form for a new instruction needs; null where there is no such task or submitted report.</summary>
    /// <param name="year">The plan's year; null for the one in force.</param>
    /// <param name="taskNumber">The task.</param>
    /// <param name="reportId">A submitted report of it; null for the task.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<InstructionTarget?> ReadTargetAsync(int? year, int taskNumber, int? reportId, CancellationToken cancellationToken)
    {
        var sections = await db.Sections.AsNoTracking().Where(s => s.IsActive).OrderBy(s => s.SortOrder)
            .Select(s => new TargetSection(s.Id, s.Name, false)).ToListAsync(cancellationToken);
        var task = await db.PlanTasks.AsNoTracking()
            .Where(t => t.WorkPlan.State == PlanState.InForce && (year == null || t.WorkPlan.Year == year) && t.Number == taskNumber)
            .OrderByDescending(t => t.WorkPlan.Year)
            .Select(t => new
            {
                t.WorkPlan.Year,
                t.Number,
                t.Title,
                Parts = t.Responsibilities.Where(r => r.Until == null).Select(r => r.SectionId).ToList(),
                Report = db.MonthlyReports.Where(r => r.Id == reportId && r.Responsibility.PlanTaskId == t.Id && r.FirstSubmittedAt != null)
                    .Select(r => new { r.SectionId, View = new InstructedReport(r.Id, r.ReportingPeriod.Month, r.SectionName) })
                    .SingleOrDefault(),
            })
            .FirstOrDefaultAsync(cancellationToken);
        if (task is null || (reportId is not null && task.Report is null))
            return null;
        return new InstructionTarget(
            task.Year, task.Number, task.Title, task.Report?.View,
            [.. sections.Select(s => s with { IsOfTask = task.Report is null ? task.Parts.Contains(s.Id) : task.Report.SectionId == s.Id })]);
    }
}

/// <summary>What an instruction is to be written on.</summary>
/// <param name="Year">The plan's year.</param>
/// <param name="TaskNumber">The task.</param>
/// <param name="TaskTitle">Its title.</param>
/// <param name="Report">The report; null for the task.</param>
/// <param name="Sections">The sections to choose from.</param>
public sealed record InstructionTarget(int Year, int TaskNumber, string TaskTitle, InstructedReport? Report, IReadOnlyList<TargetSection> Sections);

/// <summary>A section that an instruction may go to.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Name.</param>
/// <param name="IsOfTask">Whether it is proposed: it has a part in the task, or wrote the report.</param>
public sealed record TargetSection(int Id, string Name, bool IsOfTask);
