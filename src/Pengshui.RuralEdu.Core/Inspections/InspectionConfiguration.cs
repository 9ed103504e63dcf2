using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pengshui.RuralEdu.Core.Files;

namespace Pengshui.RuralEdu.Core.Inspections;

internal sealed class InspectionConfiguration : IEntityTypeConfiguration<Inspection>
{
    public void Configure(EntityTypeBuilder<Inspection> builder)
    {
        builder.Property(i => i.Town).HasMaxLength(Inspection.TownLength);
        builder.Property(i => i.Place).HasMaxLength(Inspection.PlaceLength);
        builder.Property(i => i.Findings).HasMaxLength(Inspection.FindingsLength);
        builder.HasIndex(i => i.DraftKey).IsUnique();
        builder.HasIndex(i => new { i.Year, i.Number }).IsUnique();
        builder.HasIndex(i => new { i.WorkPlanId, i.VisitedOn });
        builder.HasOne(i => i.WorkPlan).WithMany().HasForeignKey(i => i.WorkPlanId);
        builder.HasOne(i => i.Author).WithMany().HasForeignKey(i => i.AuthorId);
        builder.HasMany(i => i.Items).WithOne(i => i.Inspection).HasForeignKey(i => i.InspectionId);
        builder.HasMany(i => i.Photos).WithOne().HasForeignKey(p => p.InspectionId);
        builder.HasMany(i => i.Verifications).WithOne(v => v.Inspection).HasForeignKey(v => v.InspectionId);
        builder.HasMany(i => i.Supplements).WithOne(s => s.Inspection).HasForeignKey(s => s.InspectionId);
    }
}

internal sealed class InspectionItemConfiguration : IEntityTypeConfiguration<InspectionItem>
{
    public void Configure(EntityTypeBuilder<InspectionItem> builder)
    {
        builder.Property(i => i.Reported).HasMaxLength(InspectionItem.ReportedLength);
        builder.Property(i => i.Seen).HasMaxLength(InspectionItem.SeenLength);
        builder.HasIndex(i => new { i.InspectionId, i.PlanTaskId, i.SectionId }).IsUnique();
        builder.HasOne(i => i.PlanTask).WithMany().HasForeignKey(i => i.PlanTaskId);
        builder.HasOne(i => i.Section).WithMany().HasForeignKey(i => i.SectionId);
        builder.HasOne(i => i.ReportRevision).WithMany().HasForeignKey(i => i.ReportRevisionId);
        builder.HasMany(i => i.Figures).WithOne().HasForeignKey(f => f.InspectionItemId);
    }
}

internal sealed class InspectionFigureConfiguration : IEntityTypeConfiguration<InspectionFigure>
{
    public void Configure(EntityTypeBuilder<InspectionFigure> builder)
    {
        builder.Property(f => f.Name).HasMaxLength(InspectionFigure.NameLength);
        builder.Property(f => f.Unit).HasMaxLength(InspectionFigure.UnitLength);
        builder.Property(f => f.Source).HasMaxLength(InspectionFigure.SourceLength);
        builder.HasIndex(f => new { f.InspectionItemId, f.Source }).IsUnique();
    }
}

internal sealed class InspectionVerificationConfiguration : IEntityTypeConfiguration<InspectionVerification>
{
    public void Configure(EntityTypeBuilder<InspectionVerification> builder)
    {
        builder.Property(v => v.Seen).HasMaxLength(InspectionVerification.SeenLength);
        builder.HasIndex(v => new { v.InspectionId, v.RectificationId }).IsUnique();
    }
}

internal sealed class InspectionPhotoConfiguration : IEntityTypeConfiguration<InspectionPhoto>
{
    public void Configure(EntityTypeBuilder<InspectionPhoto> builder) => UploadedFileColumns.Configure(builder);
}

internal sealed class InspectionSupplementConfiguration : IEntityTypeConfiguration<InspectionSupplement>
{
    public void Configure(EntityTypeBuilder<InspectionSupplement> builder)
    {
        builder.Property(s => s.Text).HasMaxLength(InspectionSupplement.TextLength);
        builder.HasIndex(s => s.FormKey).IsUnique();
        builder.HasOne(s => s.By).WithMany().HasForeignKey(s => s.ById);
    }
}
