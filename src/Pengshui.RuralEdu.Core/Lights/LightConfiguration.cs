using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Pengshui.RuralEdu.Core.Lights;

internal sealed class LightOverrideConfiguration : IEntityTypeConfiguration<LightOverride>
{
    public void Configure(EntityTypeBuilder<LightOverride> builder)
    {
        builder.Property(o => o.Reason).HasMaxLength(LightOverride.ReasonLength);
        builder.Property(o => o.WithdrawnReason).HasMaxLength(LightOverride.ReasonLength);
        builder.HasIndex(o => new { o.PlanTaskId, o.Month, o.Ordinal }).IsUnique();
        builder.HasOne(o => o.PlanTask).WithMany().HasForeignKey(o => o.PlanTaskId);
        builder.HasOne(o => o.By).WithMany().HasForeignKey(o => o.ById);
    }
}

internal sealed class LightSnapshotConfiguration : IEntityTypeConfiguration<LightSnapshot>
{
    public void Configure(EntityTypeBuilder<LightSnapshot> builder)
    {
        builder.HasIndex(s => new { s.PlanTaskId, s.Month, s.Ordinal }).IsUnique();
        builder.HasOne(s => s.PlanTask).WithMany().HasForeignKey(s => s.PlanTaskId);
        builder.HasOne(s => s.Override).WithMany().HasForeignKey(s => s.OverrideId);
    }
}
