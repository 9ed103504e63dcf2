using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Units.Import;

namespace Pengshui.RuralEdu.Core.Units;

internal sealed class UnitConfiguration : IEntityTypeConfiguration<Unit>
{
    public void Configure(EntityTypeBuilder<Unit> builder)
    {
        builder.Property(u => u.Name).HasMaxLength(Unit.NameLength);
        builder.Property(u => u.Code).HasMaxLength(Unit.CodeLength);
        builder.Property(u => u.ClosedBecause).HasMaxLength(Unit.ReasonLength);
        builder.HasIndex(u => u.Code).IsUnique();
        builder.HasOne(u => u.Township).WithMany().HasForeignKey(u => u.TownshipId);
        builder.HasOne(u => u.School).WithMany().HasForeignKey(u => u.SchoolId);
        builder.HasOne(u => u.Successor).WithMany().HasForeignKey(u => u.SuccessorId);
        builder.HasMany(u => u.FormerNames).WithOne().HasForeignKey(n => n.UnitId);
    }
}

internal sealed class FormerUnitNameConfiguration : IEntityTypeConfiguration<FormerUnitName>
{
    public void Configure(EntityTypeBuilder<FormerUnitName> builder)
    {
        builder.Property(n => n.Name).HasMaxLength(Unit.NameLength);
        builder.HasIndex(n => new { n.UnitId, n.Until }).IsUnique();
    }
}

internal sealed class UnitListDraftConfiguration : IEntityTypeConfiguration<UnitListDraft>
{
    public void Configure(EntityTypeBuilder<UnitListDraft> builder)
    {
        builder.Property(d => d.FileName).HasMaxLength(UnitListDraft.FileNameLength);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(d => d.AuthorId);
    }
}
