using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Sections;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>
/// Renames a section that has reported, or has a part in a plan in force, from a day on: open months due on the day or later take the
/// new name, what is past keeps the old one, which becomes an alias. In plans in force that is an amendment.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="days">From which days on.</param>
/// <param name="clock">Now.</param>
internal sealed class SectionRenaming(RuralEduDbContext db, PartDaysReader days, BusinessClock clock) : ISectionRenaming
{
    private const string PlainReason = "科室改名";

    /// <inheritdoc/>
    public async Task<(SectionCommand Command, Refusal? Stop)> PrepareAsync(
        Section section, SectionCommand command, Actor actor, CancellationToken cancellationToken)
    {
        var plans = await db.WorkPlans
            .Where(p => p.State == PlanState.InForce && p.Tasks.Any(t => t.Responsibilities.Any(r => r.SectionId == section.Id)))
            .ToListAsync(cancellationToken);
        if (plans.Count == 0 && !await db.MonthlyReports.AnyAsync(r => r.SectionId == section.Id, cancellationToken))
            return (command, null);
        var allowed = await days.OfSectionsAsync(cancellationToken);
        var from = command.RenamedFrom ?? allowed.Suggested;
        if (allowed.Refuse(from, nameof(command.RenamedFrom)) is { } refusal)
            return (command, refusal);
        if (!string.IsNullOrWhiteSpace(command.RenamedBecause) && AmendmentRules.Reason(command.RenamedBecause, nameof(command.RenamedBecause)) is { } unfit)
            return (command, unfit);
        await db.Entry(section).Collection(s => s.FormerNames).LoadAsync(cancellationToken);
        var last = section.FormerNames.Select(n => (DateOnly?)n.Until).Max();
        if (last >= from)
            return (command, Result.Refused($"上一次改名从{ChineseDays.MonthAndDay(last.Value.AddDays(1))}起，这次不能更早。", nameof(command.RenamedFrom)));

        // Renamed twice from one day: the name in between never held.
        if (last != from.AddDays(-1))
            section.FormerNames.Add(new FormerName { Name = section.Name, Until = from.AddDays(-1) });
        var reports = await db.MonthlyReports.Include(r => r.ReportingPeriod)
            .Where(r => r.SectionId == section.Id && r.ReportingPeriod.ClosedAt == null && r.ReportingPeriod.WorkPlan.State == PlanState.InForce)
            .ToListAsync(cancellationToken);
        foreach (var report in reports.Where(r => r.ReportingPeriod.DueOn(r.Kind) >= from))
            report.SectionName = command.Name!;
        foreach (var plan in plans)
        {
            db.AddAmendment(
                null, plan, AmendmentKind.Sections, section.Name, command.Name,
                string.IsNullOrWhiteSpace(command.RenamedBecause) ? PlainReason : command.RenamedBecause, actor, clock, from);
        }

        return (command with { Aliases = [.. command.Aliases.Union([section.Name])] }, null);
    }
}
