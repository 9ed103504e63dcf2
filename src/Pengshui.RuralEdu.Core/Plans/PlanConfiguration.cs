using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Plans.Import;

namespace Pengshui.RuralEdu.Core.Plans;

internal sealed class WorkPlanConfiguration : IEntityTypeConfiguration<WorkPlan>
{
    public void Configure(EntityTypeBuilder<WorkPlan> builder)
    {
        builder.Property(p => p.Title).HasMaxLength(WorkPlan.TitleLength);
        builder.Property(p => p.DocumentNumber).HasMaxLength(WorkPlan.DocumentNumberLength);
        builder.Property(p => p.IssuingBody).HasMaxLength(WorkPlan.IssuingBodyLength);
        builder.HasIndex(p => p.Year).IsUnique();
        builder.HasMany(p => p.Groups).WithOne().HasForeignKey(g => g.WorkPlanId);
        builder.HasMany(p => p.Tasks).WithOne(t => t.WorkPlan).HasForeignKey(t => t.WorkPlanId);
    }
}

internal sealed class TaskGroupConfiguration : IEntityTypeConfiguration<TaskGroup>
{
    public void Configure(EntityTypeBuilder<TaskGroup> builder)
    {
        builder.Property(g => g.Title).HasMaxLength(TaskGroup.TitleLength);
        builder.Property(g => g.Leader).HasMaxLength(PlanTask.LeaderLength);
        builder.HasIndex(g => new { g.WorkPlanId, g.Number }).IsUnique();
    }
}

internal sealed class PlanTaskConfiguration : IEntityTypeConfiguration<PlanTask>
{
    public void Configure(EntityTypeBuilder<PlanTask> builder)
    {
        builder.Ignore(t => t.Recurrence);
        builder.Property(t => t.Title).HasMaxLength(PlanTask.TitleLength);
        builder.Property(t => t.FullText).HasMaxLength(PlanTask.FullTextLength);
        builder.Property(t => t.DueWords).HasMaxLength(Measure.DueWordsLength);
        builder.Property(t => t.Leader).HasMaxLength(PlanTask.LeaderLength);
        builder.Property(t => t.Remark).HasMaxLength(PlanTask.RemarkLength);
        builder.HasIndex(t => new { t.WorkPlanId, t.Number }).IsUnique();
        builder.HasOne(t => t.TaskGroup).WithMany().HasForeignKey(t => t.TaskGroupId);
    }
}

internal sealed class MeasureConfiguration : IEntityTypeConfiguration<Measure>
{
    public void Configure(EntityTypeBuilder<Measure> builder)
    {
        builder.Ignore(m => m.Recurrence);
        builder.Property(m => m.Text).HasMaxLength(Measure.TextLength);
        builder.Property(m => m.DueWords).HasMaxLength(Measure.DueWordsLength);
        builder.Property(m => m.Remark).HasMaxLength(Measure.RemarkLength);
        builder.HasIndex(m => new { m.PlanTaskId, m.Number }).IsUnique();
        builder.HasOne<PlanTask>().WithMany(t => t.Measures).HasForeignKey(m => m.PlanTaskId);
        builder.HasOne(m => m.Lead).WithMany().HasForeignKey(m => m.LeadId);
        builder.HasMany(m => m.Responsibilities).WithMany(r => r.Measures)
            .UsingEntity<Dictionary<string, object>>(
                "MeasureResponsibility",
                right => right.HasOne<Responsibility>().WithMany().HasForeignKey("ResponsibilityId"),
                left => left.HasOne<Measure>().WithMany().HasForeignKey("MeasureId"));
    }
}

internal sealed class ResponsibilityConfiguration : IEntityTypeConfiguration<Responsibility>
{
    public void Configure(EntityTypeBuilder<Responsibility> builder)
    {
        builder.HasIndex(r => new { r.PlanTaskId, r.SectionId }).IsUnique();
        builder.HasOne(r => r.PlanTask).WithMany(t => t.Responsibilities).HasForeignKey(r => r.PlanTaskId);
        builder.HasOne(r => r.Section).WithMany().HasForeignKey(r => r.SectionId);
    }
}

internal sealed class IndicatorConfiguration : IEntityTypeConfiguration<Indicator>
{
    public void Configure(EntityTypeBuilder<Indicator> builder)
    {
        builder.Property(i => i.Code).HasMaxLength(Indicator.CodeLength);
        builder.Property(i => i.Name).HasMaxLength(Indicator.NameLength);
        builder.Property(i => i.Unit).HasMaxLength(Indicator.UnitLength);
        builder.Property(i => i.Population).HasMaxLength(Indicator.DefinitionLength);
        builder.Property(i => i.AsOf).HasMaxLength(Indicator.DefinitionLength);
        builder.Property(i => i.Source).HasMaxLength(Indicator.DefinitionLength);
        builder.Property(i => i.NumeratorLabel).HasMaxLength(Indicator.NameLength);
        builder.Property(i => i.DenominatorLabel).HasMaxLength(Indicator.NameLength);
        builder.Property(i => i.NoticeSentence).HasMaxLength(PlanTask.FullTextLength);
        builder.HasIndex(i => new { i.PlanTaskId, i.Code }).IsUnique();
        builder.HasOne(i => i.PlanTask).WithMany(t => t.Indicators).HasForeignKey(i => i.PlanTaskId);
        builder.HasOne(i => i.OwnerSection).WithMany().HasForeignKey(i => i.OwnerSectionId);
    }
}

internal sealed class PlanAmendmentConfiguration : IEntityTypeConfiguration<PlanAmendment>
{
    public void Configure(EntityTypeBuilder<PlanAmendment> builder)
    {
        builder.Property(a => a.ByName).HasMaxLength(PlanAmendment.ByNameLength);
        builder.Property(a => a.Reason).HasMaxLength(PlanAmendment.ReasonLength);
        builder.HasOne<WorkPlan>().WithMany().HasForeignKey(a => a.WorkPlanId);
        builder.HasOne(a => a.PlanTask).WithMany().HasForeignKey(a => a.PlanTaskId);
    }
}

internal sealed class ImportDraftConfiguration : IEntityTypeConfiguration<ImportDraft>
{
    public void Configure(EntityTypeBuilder<ImportDraft> builder)
    {
        builder.Property(d => d.FileName).HasMaxLength(ImportDraft.FileNameLength);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(d => d.AuthorId);
        builder.HasOne(d => d.WorkPlan).WithMany().HasForeignKey(d => d.WorkPlanId);
    }
}
