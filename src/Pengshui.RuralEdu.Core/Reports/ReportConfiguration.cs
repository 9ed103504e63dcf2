using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Core.Sections;

namespace Pengshui.RuralEdu.Core.Reports;

internal sealed class ReportingPeriodConfiguration : IEntityTypeConfiguration<ReportingPeriod>
{
    public void Configure(EntityTypeBuilder<ReportingPeriod> builder)
    {
        builder.Ignore(p => p.IsOpen);
        builder.HasIndex(p => new { p.WorkPlanId, p.Month }).IsUnique();
        builder.HasOne(p => p.WorkPlan).WithMany().HasForeignKey(p => p.WorkPlanId);
        builder.HasMany(p => p.Reports).WithOne(r => r.ReportingPeriod).HasForeignKey(r => r.ReportingPeriodId);
    }
}

internal sealed class MonthlyReportConfiguration : IEntityTypeConfiguration<MonthlyReport>
{
    public void Configure(EntityTypeBuilder<MonthlyReport> builder)
    {
        builder.Property(r => r.Progress).HasMaxLength(MonthlyReport.TextLength);
        builder.Property(r => r.Problems).HasMaxLength(MonthlyReport.TextLength);
        builder.Property(r => r.NextSteps).HasMaxLength(MonthlyReport.TextLength);
        builder.Property(r => r.ZeroReason).HasMaxLength(MonthlyReport.ReasonLength);
        builder.Property(r => r.CompletionReason).HasMaxLength(MonthlyReport.ReasonLength);
        builder.Property(r => r.SelfLightReason).HasMaxLength(MonthlyReport.ReasonLength);
        builder.Property(r => r.WaiverReason).HasMaxLength(MonthlyReport.ReasonLength);
        builder.Property(r => r.ClearanceGapReason).HasMaxLength(MonthlyReport.ReasonLength);
        builder.Property(r => r.CompletionRate).HasPrecision(5, 1);
        builder.Property(r => r.RequiredPercent).HasPrecision(5, 1);
        builder.Property(r => r.SectionName).HasMaxLength(Section.NameLength);
        builder.HasIndex(r => new { r.ReportingPeriodId, r.ResponsibilityId }).IsUnique();
        builder.HasOne(r => r.Responsibility).WithMany().HasForeignKey(r => r.ResponsibilityId);
        builder.HasOne(r => r.Section).WithMany().HasForeignKey(r => r.SectionId);
        builder.HasOne(r => r.SubmittedBy).WithMany().HasForeignKey(r => r.SubmittedById);
        builder.HasOne(r => r.WaivedBy).WithMany().HasForeignKey(r => r.WaivedById);
        builder.HasOne(r => r.EditedBy).WithMany().HasForeignKey(r => r.EditedById);
        builder.HasMany(r => r.MeasureProgress).WithOne().HasForeignKey(m => m.MonthlyReportId);
        builder.HasMany(r => r.IndicatorValues).WithOne().HasForeignKey(v => v.MonthlyReportId);
        builder.HasMany(r => r.ClearanceLines).WithOne().HasForeignKey(l => l.MonthlyReportId);
        builder.HasMany(r => r.NewNeeds).WithOne().HasForeignKey(n => n.MonthlyReportId);
        builder.HasMany(r => r.NeedAnswers).WithOne(a => a.MonthlyReport).HasForeignKey(a => a.MonthlyReportId);
        builder.HasMany(r => r.RaisedNeeds).WithOne(n => n.RaisedIn).HasForeignKey(n => n.RaisedInId);
        builder.HasMany(r => r.Evidence).WithOne(f => f.MonthlyReport).HasForeignKey(f => f.MonthlyReportId);
        builder.HasMany(r => r.Revisions).WithOne().HasForeignKey(v => v.MonthlyReportId);
        builder.HasMany(r => r.Decisions).WithOne().HasForeignKey(d => d.MonthlyReportId);
    }
}

internal sealed class MeasureProgressConfiguration : IEntityTypeConfiguration<MeasureProgress>
{
    public void Configure(EntityTypeBuilder<MeasureProgress> builder)
    {
        builder.HasKey(m => new { m.MonthlyReportId, m.MeasureId });
        builder.Property(m => m.Note).HasMaxLength(MeasureProgress.NoteLength);
        builder.HasOne(m => m.Measure).WithMany().HasForeignKey(m => m.MeasureId);
    }
}

internal sealed class IndicatorValueConfiguration : IEntityTypeConfiguration<IndicatorValue>
{
    public void Configure(EntityTypeBuilder<IndicatorValue> builder)
    {
        builder.HasKey(v => new { v.MonthlyReportId, v.IndicatorId });
        builder.Property(v => v.Note).HasMaxLength(IndicatorValue.NoteLength);
        builder.HasOne(v => v.Indicator).WithMany().HasForeignKey(v => v.IndicatorId);
    }
}

internal sealed class ClearanceLineConfiguration : IEntityTypeConfiguration<ClearanceLine>
{
    public void Configure(EntityTypeBuilder<ClearanceLine> builder)
    {
        builder.HasKey(l => new { l.MonthlyReportId, l.Stage });
        builder.Ignore(l => l.SuspectedRemaining);
    }
}

internal sealed class CoordinationNeedConfiguration : IEntityTypeConfiguration<CoordinationNeed>
{
    public void Configure(EntityTypeBuilder<CoordinationNeed> builder)
    {
        builder.Property(n => n.Whom).HasMaxLength(CoordinationNeed.WhomLength);
        builder.Property(n => n.What).HasMaxLength(CoordinationNeed.WhatLength);
        builder.Property(n => n.SettledReason).HasMaxLength(CoordinationNeed.ReasonLength);
        builder.HasOne(n => n.Responsibility).WithMany().HasForeignKey(n => n.ResponsibilityId);
        builder.HasOne(n => n.Section).WithMany().HasForeignKey(n => n.SectionId);
        builder.HasOne(n => n.SettledBy).WithMany().HasForeignKey(n => n.SettledById);
        builder.HasMany(n => n.Answers).WithOne(a => a.CoordinationNeed).HasForeignKey(a => a.CoordinationNeedId);
    }
}

internal sealed class NeedAnswerConfiguration : IEntityTypeConfiguration<NeedAnswer>
{
    public void Configure(EntityTypeBuilder<NeedAnswer> builder) => builder.HasKey(a => new { a.MonthlyReportId, a.CoordinationNeedId });
}

internal sealed class NewNeedConfiguration : IEntityTypeConfiguration<NewNeed>
{
    public void Configure(EntityTypeBuilder<NewNeed> builder)
    {
        builder.Property(n => n.OtherParty).HasMaxLength(CoordinationNeed.WhomLength);
        builder.Property(n => n.What).HasMaxLength(CoordinationNeed.WhatLength);
        builder.HasOne(n => n.Section).WithMany().HasForeignKey(n => n.SectionId);
    }
}

internal sealed class EvidenceFileConfiguration : IEntityTypeConfiguration<EvidenceFile>
{
    public void Configure(EntityTypeBuilder<EvidenceFile> builder) => UploadedFileColumns.Configure(builder);
}

internal sealed class ReportRevisionConfiguration : IEntityTypeConfiguration<ReportRevision>
{
    public void Configure(EntityTypeBuilder<ReportRevision> builder)
    {
        builder.Property(v => v.ContentHash).HasMaxLength(EvidenceFile.HashLength);
        builder.HasIndex(v => new { v.MonthlyReportId, v.Number }).IsUnique();
        builder.HasOne(v => v.SubmittedBy).WithMany().HasForeignKey(v => v.SubmittedById);
    }
}

internal sealed class ReportDecisionConfiguration : IEntityTypeConfiguration<ReportDecision>
{
    public void Configure(EntityTypeBuilder<ReportDecision> builder)
    {
        builder.Property(d => d.Reason).HasMaxLength(ReportDecision.ReasonLength);
        builder.HasOne(d => d.By).WithMany().HasForeignKey(d => d.ById);
    }
}
