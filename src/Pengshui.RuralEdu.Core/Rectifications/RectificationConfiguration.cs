using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Core.Inspections;

namespace Pengshui.RuralEdu.Core.Rectifications;

internal sealed class RectificationConfiguration : IEntityTypeConfiguration<Rectification>
{
    public void Configure(EntityTypeBuilder<Rectification> builder)
    {
        builder.Property(r => r.Problem).HasMaxLength(Rectification.ProblemLength);
        builder.Property(r => r.Measures).HasMaxLength(Rectification.TextLength);
        builder.Property(r => r.Feedback).HasMaxLength(Rectification.TextLength);
        builder.Property(r => r.Seen).HasMaxLength(RectificationStep.ReasonLength);
        builder.HasIndex(r => r.FormKey).IsUnique();
        builder.HasIndex(r => new { r.Year, r.Number }).IsUnique();
        builder.HasIndex(r => new { r.State, r.DueOn });
        builder.HasOne(r => r.Inspection).WithMany().HasForeignKey(r => r.InspectionId);
        builder.HasOne(r => r.Visit).WithMany().HasForeignKey(r => r.VisitId);
        builder.HasOne(r => r.PlanTask).WithMany().HasForeignKey(r => r.PlanTaskId);
        builder.HasOne(r => r.Section).WithMany().HasForeignKey(r => r.SectionId);
        builder.HasOne(r => r.RaisedBy).WithMany().HasForeignKey(r => r.RaisedById);
        builder.HasOne(r => r.SubmittedBy).WithMany().HasForeignKey(r => r.SubmittedById);
        builder.HasMany<InspectionVerification>().WithOne().HasForeignKey(v => v.RectificationId);
        builder.HasMany(r => r.Files).WithOne().HasForeignKey(f => f.RectificationId);
        builder.HasMany(r => r.Steps).WithOne(s => s.Rectification).HasForeignKey(s => s.RectificationId);
    }
}

internal sealed class RectificationFileConfiguration : IEntityTypeConfiguration<RectificationFile>
{
    public void Configure(EntityTypeBuilder<RectificationFile> builder) => UploadedFileColumns.Configure(builder);
}

internal sealed class RectificationStepConfiguration : IEntityTypeConfiguration<RectificationStep>
{
    public void Configure(EntityTypeBuilder<RectificationStep> builder)
    {
        builder.Property(s => s.Reason).HasMaxLength(RectificationStep.ReasonLength);
        builder.Property(s => s.Measures).HasMaxLength(Rectification.TextLength);
        builder.Property(s => s.Feedback).HasMaxLength(Rectification.TextLength);
        builder.HasOne(s => s.HandedFrom).WithMany().HasForeignKey(s => s.HandedFromId);
        builder.HasOne(s => s.By).WithMany().HasForeignKey(s => s.ById);
        builder.HasOne(s => s.Visit).WithMany().HasForeignKey(s => s.VisitId);
    }
}
