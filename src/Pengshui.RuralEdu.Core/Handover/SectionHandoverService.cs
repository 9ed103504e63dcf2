using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Instructions;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Sections;

namespace Pengshui.RuralEdu.Core.Handover;

/// <summary>Dissolves a section, or merges it into another: another section takes over all that it has in plans in force.</summary>
/// <param name="SectionId">The section that ends.</param>
/// <param name="Version">Its version that the form was made from.</param>
/// <param name="ToSectionId">The section that takes over.</param>
/// <param name="From">The first Beijing day without it; today or earlier.</param>
/// <param name="Reason">Why; required.</param>
public sealed record HandOverSection(int SectionId, int Version, int? ToSectionId, DateOnly? From, string? Reason);

/// <summary>
/// Hands a section's parts, open reports, coordination needs, rectifications, instructions and figures to another one and ends it, in one save. What is past
/// keeps its name; whoever works in the section that took over may do there what its people could (<see cref="Section.Successor"/>).
/// </summary>
/// <param name="db">The database.</param>
/// <param name="days">From which days on.</param>
/// <param name="clock">Now.</param>
public sealed class SectionHandoverService(RuralEduDbContext db, PartDaysReader days, BusinessClock clock)
{
    /// <summary>Hands everything over. Each task whose parts change is amended.</summary>
    public Task<Result> HandOverAsync(HandOverSection command, Actor actor, CancellationToken cancellationToken) =>
        db.ActAsync(() => HandOverOnceAsync(command, actor, cancellationToken), cancellationToken);

    private async Task<Result> HandOverOnceAsync(HandOverSection command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.ManagePlans))
            return Result.Forbidden();
        await db.TakeTurnAsync(WriteTurn.Plans, cancellationToken);
        var sections = await db.Sections.Where(s => s.Id == command.SectionId || s.Id == command.ToSectionId || s.SuccessorId == command.SectionId)
            .ToListAsync(cancellationToken);
        if (sections.Find(s => s.Id == command.SectionId) is not { IsActive: true } section)
            return Result.NotFound();
        if (section.Version != command.Version)
            return Result.Conflict("这个科室刚被别人改过，请看过最新情况再办理。");
        if (sections.Find(s => s.Id == command.ToSectionId && s.Id != section.Id) is not { IsActive: true } to)
            return Result.Refused("请选择一个在用的科室来承接。", nameof(command.ToSectionId));
        if ((await days.OfSectionsAsync(cancellationToken)).Refuse(command.From, nameof(command.From)) is { } day)
            return day;
        if (AmendmentRules.Reason(command.Reason, nameof(command.Reason), "请写明为什么撤并。") is { } missing)
            return missing;

        var (from, reason) = (command.From!.Value, command.Reason!.Trim());
        var handed = new Dictionary<string, int>
        {
            ["责任"] = await PartsAsync(section, to, from, reason, actor, cancellationToken),
            ["协调事项"] = await OpenNeedsAsync(section, cancellationToken),
            ["月报"] = db.ChangeTracker.Entries<MonthlyReport>().Count(e => e.State == EntityState.Modified || e.State == EntityState.Deleted),
            ["整改"] = await RectificationsAsync(section, to, reason, actor, cancellationToken),
            ["批示"] = await InstructionsAsync(section, to, reason, actor, cancellationToken),
            ["指标"] = await IndicatorsAsync(section, to, cancellationToken),
        };
        section.IsActive = false;
        section.EndedOn = from.AddDays(-1);
        section.Successor = to;
        foreach (var earlier in sections.Where(s => s.SuccessorId == section.Id))
            earlier.Successor = to;
        db.Note(new AuditNote(actor, HandoverAudit.HandOverSection)
        {
            Subject = section,
            Title = $"{section.Name} → {to.Name}",
            Reason = reason,
            Details = JsonSerializer.Serialize(
                new Dictionary<string, object?[]> { ["承接科室"] = [null, to.Name], ["起"] = [null, $"{from:yyyy-MM-dd}"] }
                    .Concat(handed.Select(h => KeyValuePair.Create(h.Key, new object?[] { null, h.Value }))).ToDictionary(), AuditNote.Json),
        });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return Result.Success();
        }
        catch (DbUpdateConcurrencyException)
        {
            db.Forget();
            return Result.Conflict("移交的月报、协调事项、整改或批示刚被别人办理过，请看过最新情况再确认一次。");
        }
    }

    private async Task<int> PartsAsync(Section section, Section to, DateOnly from, string reason, Actor actor, CancellationToken cancellationToken)
    {
        var tasks = await db.PlanTasks.Include(t => t.WorkPlan).Include(t => t.Measures).ThenInclude(m => m.Responsibilities)
            .Include(t => t.Responsibilities).ThenInclude(r => r.Section).AsSplitQuery()
            .Where(t => t.WorkPlan.State == PlanState.InForce && t.Responsibilities.Any(r => r.SectionId == section.Id))
            .OrderBy(t => t.WorkPlan.Year).ThenBy(t => t.Number).ToListAsync(cancellationToken);
        var plans = tasks.Select(t => t.WorkPlanId).Distinct().ToArray();
        var ids = tasks.Select(t => t.Id).ToArray();
        var open = await db.ReportingPeriods
            .Include(p => p.Reports.Where(r => ids.Contains(r.Responsibility.PlanTaskId))).ThenInclude(r => r.Evidence).AsSplitQuery()
            .Where(p => plans.Contains(p.WorkPlanId) && p.ClosedAt == null).ToListAsync(cancellationToken);
        var needs = (await db.CoordinationNeeds.Where(n => n.Responsibility.SectionId == section.Id && ids.Contains(n.Responsibility.PlanTaskId))
            .ToListAsync(cancellationToken)).ToLookup(n => n.ResponsibilityId);
        var handover = new PartHandover(db, to, from);
        var count = 0;
        foreach (var task in tasks)
        {
            var months = open.Where(p => p.WorkPlanId == task.WorkPlanId).ToList();
            var mine = months.SelectMany(p => p.Reports).Where(r => r.Responsibility.PlanTaskId == task.Id && r.SectionId == section.Id).ToList();
            if (task.Responsibilities.GoingOn().SingleOrDefault(r => r.SectionId == section.Id) is { } part)
            {
                var before = ResponsibilityService.Described(task);
                handover.Take(task, part, months, needs[part.Id]);
                db.AddAmendment(task, task.WorkPlan, AmendmentKind.Parts, before, ResponsibilityService.Described(task), reason, actor, clock, from);
                db.Entry(task).Property(t => t.Version).IsModified = true;
                count++;
            }

            // A part that ended before may still have a report under way.
            foreach (var report in mine.Where(r => PartHandover.IsHanded(r) && r.Section == section && db.Entry(r).State != EntityState.Deleted))
                (report.Section, report.SectionName) = (to, to.Name);
        }

        return count;
    }

    /// <summary>How many needs of the section's parts wait for an answer; they go with the parts.</summary>
    private Task<int> OpenNeedsAsync(Section section, CancellationToken cancellationToken) => db.CoordinationNeeds.CountAsync(
        n => n.Responsibility.SectionId == section.Id && n.Responsibility.Until == null && n.Responsibility.PlanTask.WorkPlan.State == PlanState.InForce
            && n.DroppedAt == null && n.SettledAt == null && !n.Answers.Any(a => a.Said == true), cancellationToken);

    private async Task<int> RectificationsAsync(Section section, Section to, string reason, Actor actor, CancellationToken cancellationToken)
    {
        var open = await db.Rectifications.Include(r => r.PlanTask).Include(r => r.Section)
            .Where(r => r.SectionId == section.Id && r.State != RectificationState.Draft && r.State != RectificationState.Closed
                && r.PlanTask.WorkPlan.State == PlanState.InForce)
            .ToListAsync(cancellationToken);
        foreach (var rectification in open)
        {
            rectification.Section = to;
            rectification.Steps.Add(new RectificationStep
            {
                Action = RectificationAction.HandOver,
                From = rectification.State,
                To = rectification.State,
                DueOn = rectification.DueOn,
                LookBackOn = rectification.LookBackOn,
                At = clock.UtcNow,
                ById = actor.UserId!.Value,
                HandedFrom = section,
                Reason = Sentence(section, to, reason, RectificationStep.ReasonLength),
            });
            db.Note(new AuditNote(actor, RectificationAudit.HandOverRectification) { Subject = rectification, Title = RectificationRefusals.TitleOf(rectification), Reason = reason });
        }

        return open.Count;
    }

    private async Task<int> InstructionsAsync(Section section, Section to, string reason, Actor actor, CancellationToken cancellationToken)
    {
        // Where the section that takes over was asked as well, its own answer does for itself; the other one stays to be given in the old name.
        var open = await db.InstructionRecipients.Include(r => r.Instruction).ThenInclude(i => i.PlanTask).Include(r => r.Section)
            .Where(r => r.SectionId == section.Id && r.State != InstructionState.Accepted && r.State != InstructionState.Withdrawn
                && r.Instruction.PlanTask.WorkPlan.State == PlanState.InForce && r.Instruction.Recipients.All(o => o.SectionId != to.Id))
            .ToListAsync(cancellationToken);
        foreach (var recipient in open)
        {
            recipient.Section = to;
            recipient.Steps.Add(new InstructionStep
            {
                Action = InstructionAction.HandOver,
                From = recipient.State,
                To = recipient.State,
                DueOn = recipient.DueOn,
                At = clock.UtcNow,
                ById = actor.UserId!.Value,
                HandedFrom = section,
                Text = Sentence(section, to, reason, InstructionStep.TextLength),
            });
            db.Note(new AuditNote(actor, InstructionAudit.HandOverInstruction) { Subject = recipient, Title = InstructionService.TitleOf(recipient), Reason = reason });
        }

        return open.Count;
    }

    private async Task<int> IndicatorsAsync(Section section, Section to, CancellationToken cancellationToken)
    {
        var owned = await db.Indicators.Where(i => i.OwnerSectionId == section.Id && i.PlanTask.WorkPlan.State == PlanState.InForce).ToListAsync(cancellationToken);
        foreach (var indicator in owned)
            indicator.OwnerSection = to;
        return owned.Count;
    }

    private static string Sentence(Section from, Section to, string reason, int length)
    {
        var sentence = $"由{from.Name}移交{to.Name}：{reason}";
        return sentence.Length <= length ? sentence : sentence[..length];
    }
}
