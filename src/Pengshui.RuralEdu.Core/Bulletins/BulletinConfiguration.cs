using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Pengshui.RuralEdu.Core.Bulletins;

internal sealed class BulletinConfiguration : IEntityTypeConfiguration<Bulletin>
{
    public void Configure(EntityTypeBuilder<Bulletin> builder)
    {
        builder.Property(b => b.Title).HasMaxLength(Bulletin.TitleLength);
        builder.Property(b => b.ContentHash).HasMaxLength(Bulletin.HashLength);
        builder.Property(b => b.SignedHash).HasMaxLength(Bulletin.HashLength);
        builder.Property(b => b.SentBackFor).HasMaxLength(Bulletin.ReasonLength);
        builder.HasIndex(b => new { b.WorkPlanId, b.Month }).IsUnique();
        builder.HasIndex(b => new { b.WorkPlanId, b.Number }).IsUnique();
        builder.HasOne(b => b.WorkPlan).WithMany().HasForeignKey(b => b.WorkPlanId);
        builder.HasOne(b => b.SentBy).WithMany().HasForeignKey(b => b.SentById);
        builder.HasOne(b => b.SignedBy).WithMany().HasForeignKey(b => b.SignedById);
        builder.HasOne(b => b.PublishedBy).WithMany().HasForeignKey(b => b.PublishedById);
    }
}
