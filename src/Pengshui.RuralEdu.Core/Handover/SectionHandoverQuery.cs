using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Handover;

/// <summary>A section that has a part in a plan in force, or may get one.</summary>
/// <param name="Id">Key.</param>
/// <param name="Code">jyk.</param>
/// <param name="Name">教育科.</param>
/// <param name="Version">For the form.</param>
/// <param name="Parts">Its parts in plans in force.</param>
public sealed record SectionChoiceLine(int Id, string Code, string Name, int Version, int Parts);

/// <summary>What a section has in plans in force, and so would hand over.</summary>
public sealed record SectionHandoverPage
{
    /// <summary>The section.</summary>
    public required SectionChoiceLine Section { get; init; }

    /// <summary>The sections that may take over.</summary>
    public required IReadOnlyList<SectionChoiceLine> Others { get; init; }

    /// <summary>The days from which on.</summary>
    public required PartDays Days { get; init; }

    /// <summary>Its parts, by plan and task.</summary>
    public required IReadOnlyList<HandoverPart> Parts { get; init; }

    /// <summary>Its reports of open months that are not confirmed.</summary>
    public required IReadOnlyList<HandoverReport> Reports { get; init; }

    /// <summary>Its rectifications that are not closed, or to be looked back at.</summary>
    public required IReadOnlyList<DatedRectification> Rectifications { get; init; }

    /// <summary>Its instructions that are neither accepted nor withdrawn.</summary>
    public required IReadOnlyList<TaskInstruction> Instructions { get; init; }

    /// <summary>The coordination needs that it asked for or is asked for, and that are open.</summary>
    public required IReadOnlyList<NeedLine> Needs { get; init; }

    /// <summary>The figures that it enters.</summary>
    public required IReadOnlyList<string> Indicators { get; init; }

    /// <summary>People who would have no section that is in use.</summary>
    public required IReadOnlyList<string> People { get; init; }
}

/// <summary>A part that is handed over.</summary>
/// <param name="Year">The plan's year.</param>
/// <param name="TaskNumber">The task.</param>
/// <param name="TaskTitle">Its title.</param>
/// <param name="Kind">牵头 or 配合.</param>
/// <param name="Beside">The keys of the task's other sections: where one of them takes over, its own part remains.</param>
public sealed record HandoverPart(int Year, int TaskNumber, string TaskTitle, ResponsibilityKind Kind, IReadOnlyList<int> Beside);

/// <summary>A report that is handed over.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="TaskNumber">The task.</param>
/// <param name="Month">The month.</param>
/// <param name="State">Where it stands.</param>
public sealed record HandoverReport(int ReportId, int TaskNumber, Month Month, ReportState State);

/// <summary>Reads what a section would hand over, out of the plan's year, so that the preview and the pages say the same.</summary>
/// <param name="db">The database.</param>
/// <param name="years">The plans' years.</param>
/// <param name="days">From which days on.</param>
public sealed class SectionHandoverQuery(RuralEduDbContext db, PlanYearReader years, PartDaysReader days)
{
    /// <summary>The sections in use, with how many parts they have.</summary>
    public async Task<IReadOnlyList<SectionChoiceLine>> ReadSectionsAsync(CancellationToken cancellationToken) =>
        await db.Sections.AsNoTracking().Where(s => s.IsActive).OrderBy(s => s.SortOrder).ThenBy(s => s.Id)
            .Select(s => new SectionChoiceLine(
                s.Id, s.Code, s.Name, s.Version,
                db.Responsibilities.Count(r => r.SectionId == s.Id && r.Until == null && r.PlanTask.WorkPlan.State == PlanState.InForce)))
            .ToListAsync(cancellationToken);

    /// <summary>What a section in use would hand over; null where there is none.</summary>
    public async Task<SectionHandoverPage?> ReadAsync(string code, CancellationToken cancellationToken)
    {
        var sections = await ReadSectionsAsync(cancellationToken);
        if (sections.SingleOrDefault(s => s.Code == code) is not { } section)
            return null;
        var plans = new List<PlanYear>();
        foreach (var year in await db.WorkPlans.Where(p => p.State == PlanState.InForce).OrderBy(p => p.Year).Select(p => p.Year).ToListAsync(cancellationToken))
        {
            if (await years.ReadAsync(year, cancellationToken) is { } plan)
                plans.Add(plan);
        }

        var tasks = plans.SelectMany(p => p.Tasks, (p, t) => (Plan: p, Task: t)).ToList();
        return new SectionHandoverPage
        {
            Section = section,
            Others = [.. sections.Where(s => s != section)],
            Days = await days.OfSectionsAsync(cancellationToken),
            Parts =
            [
                .. from entry in tasks
                   from part in entry.Task.Parts
                   where part.Section.Id == section.Id
                   select new HandoverPart(
                       entry.Plan.Year, entry.Task.Number, entry.Task.Title, part.Kind,
                       [.. entry.Task.Parts.Where(p => p != part).Select(p => p.Section.Id)]),
            ],
            Reports =
            [
                .. from plan in plans
                   from entry in plan.Reports
                   where entry.Report.Part.Section.Id == section.Id && entry.Report.State != ReportState.Confirmed
                       && plan.Opened(entry.Month.Month) is { Period.ClosedAt: null }
                   select new HandoverReport(entry.Report.Id, entry.Task.Number, entry.Month.Month, entry.Report.State),
            ],
            Rectifications = [.. tasks.SelectMany(t => t.Task.Rectifications).Where(r => r.Section.Id == section.Id && r.Now.State != RectificationState.Closed)],
            Instructions = [.. tasks.SelectMany(t => t.Task.Instructions).Where(i => i.Section.Id == section.Id && i.IsOpen)],
            Needs = [.. plans.SelectMany(p => NeedLines.OpenOf(p, new SectionScope(section.Code, section.Name, [section.Id]), NeedLines.Now(p)))],
            Indicators = [.. tasks.SelectMany(t => t.Task.Indicators).Where(i => i.OwnerSectionId == section.Id).Select(i => i.Name)],
            People = await db.Users.AsNoTracking()
                .Where(u => u.IsEnabled && u.Sections.Any(s => s.SectionId == section.Id && s.Relation == SectionRelation.Member)
                    && !u.Sections.Any(s => s.SectionId != section.Id && s.Relation == SectionRelation.Member && db.Sections.Any(o => o.Id == s.SectionId && o.IsActive)))
                .OrderBy(u => u.UserName).Select(u => u.DisplayName + "（" + u.UserName + "）").ToListAsync(cancellationToken),
        };
    }
}
