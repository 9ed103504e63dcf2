using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Sections;

namespace Pengshui.RuralEdu.Demonstration;

/// <summary>
/// Makes a demonstration big, to see how the portal does with many years: copies of its plan with all months, reports,
/// revisions, figures, coordination needs, inspections, rectifications and bulletins, each a year earlier than the last, archived. The years are
/// those before the demonstration's own and mean nothing. Files, instructions and the trail are not copied.
/// </summary>
/// <param name="db">The database; it holds a demonstration.</param>
public sealed class DemonstrationPlans(RuralEduDbContext db)
{
    /// <summary>Most plans that are made: years stay of four digits.</summary>
    public const int Most = 1000;

    /// <summary>Makes copies until there are so many plans; noted once in the trail, last.</summary>
    /// <param name="count">How many plans there are in the end, 1 to <see cref="Most"/>.</param>
    /// <param name="progress">Told after each.</param>
    /// <param name="cancellationToken">Ends it between two plans; what is made stays.</param>
    /// <returns>How many were made.</returns>
    public async Task<int> GrowAsync(int count, Action<int>? progress, CancellationToken cancellationToken)
    {
        var there = await db.WorkPlans.CountAsync(cancellationToken);
        if (there >= count)
            return 0;
        var template = await db.WorkPlans.SingleAsync(p => p.State == PlanState.InForce, cancellationToken);
        var earliest = await db.WorkPlans.MinAsync(p => p.Year, cancellationToken);
        await LoadAsync(template.Id, cancellationToken);
        var copies = db.ChangeTracker.Entries().Where(e => !e.Metadata.HasSharedClrType).Select(e => (e.Entity, e.Metadata)).ToList();
        var title = template.Title;
        var years = template.Year - earliest;
        for (var made = 0; made < count - there; made++)
        {
            db.ChangeTracker.Clear();
            foreach (var (entity, type) in copies)
                Renew(entity, type, made == 0 ? years + 1 : 1);
            template.State = PlanState.Archived;
            template.Title = title.Replace($"{template.Year + years + 1 + made}年", $"{template.Year}年", StringComparison.Ordinal);
            db.AddRange(copies.Select(c => c.Entity));
            await db.SaveChangesAsync(cancellationToken);
            progress?.Invoke(there + made + 1);
        }

        db.ChangeTracker.Clear();
        db.Note(new AuditNote(Actor.System(), DemonstrationAudit.SeedDemonstration) { ObjectType = nameof(WorkPlan), Title = $"演示数据扩充到 {count} 份工作方案" });
        await db.SaveChangesAsync(cancellationToken);
        return count - there;
    }

    private async Task LoadAsync(int planId, CancellationToken cancellationToken)
    {
        await db.WorkPlans.Where(p => p.Id == planId)
            .Include(p => p.Groups)
            .Include(p => p.Tasks).ThenInclude(t => t.Measures).ThenInclude(m => m.Responsibilities)
            .Include(p => p.Tasks).ThenInclude(t => t.Responsibilities)
            .Include(p => p.Tasks).ThenInclude(t => t.Indicators)
            .LoadAsync(cancellationToken);
        await db.ReportingPeriods.Where(p => p.WorkPlanId == planId)
            .Include(p => p.Reports).ThenInclude(r => r.MeasureProgress)
            .Include(p => p.Reports).ThenInclude(r => r.IndicatorValues)
            .Include(p => p.Reports).ThenInclude(r => r.ClearanceLines)
            .Include(p => p.Reports).ThenInclude(r => r.NewNeeds)
            .Include(p => p.Reports).ThenInclude(r => r.NeedAnswers)
            .Include(p => p.Reports).ThenInclude(r => r.RaisedNeeds)
            .Include(p => p.Reports).ThenInclude(r => r.Revisions)
            .Include(p => p.Reports).ThenInclude(r => r.Decisions)
            .LoadAsync(cancellationToken);
        await db.Inspections.Where(i => i.WorkPlanId == planId).Include(i => i.Items).ThenInclude(i => i.Figures).LoadAsync(cancellationToken);
        await db.Rectifications.Where(r => r.PlanTask.WorkPlanId == planId).Include(r => r.Steps).LoadAsync(cancellationToken);
        await db.Bulletins.Where(b => b.WorkPlanId == planId).LoadAsync(cancellationToken);
    }

    /// <summary>
    /// Makes an entity that was stored a new one, so many years earlier. Keys of the copied types are taken out, since
    /// navigations say to whom it belongs; those of sections and accounts stay.
    /// </summary>
    private static void Renew(object entity, IEntityType type, int years)
    {
        foreach (var property in type.GetProperties().Where(p => p.PropertyInfo is { CanWrite: true }))
        {
            var information = property.PropertyInfo!;
            if (IsOfCopy(property))
            {
                information.SetValue(entity, property.ClrType.IsValueType ? Activator.CreateInstance(property.ClrType) : null);
                continue;
            }

            object? later = information.GetValue(entity) switch
            {
                DateTime moment => moment.AddYears(-years),
                DateOnly day => day.AddYears(-years),
                Month month => new Month(month.Year - years, month.Number),
                Guid => Guid.NewGuid(),
                int year when property.Name == nameof(WorkPlan.Year) => year - years,
                _ => null,
            };
            if (later is not null)
                information.SetValue(entity, later);
        }
    }

    private static bool IsOfCopy(IProperty property) =>
        property.IsPrimaryKey() && property.ValueGenerated == ValueGenerated.OnAdd && !property.IsForeignKey()
        || property.GetContainingForeignKeys().Any(k => k.PrincipalEntityType.ClrType is { } principal
            && principal != typeof(PortalUser) && principal != typeof(Section));
}
