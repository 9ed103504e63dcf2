using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pengshui.RuralEdu.Core.Accounts;

namespace Pengshui.RuralEdu.Core.Sections;

internal sealed class SectionConfiguration : IEntityTypeConfiguration<Section>
{
    public void Configure(EntityTypeBuilder<Section> builder)
    {
        builder.Property(s => s.Code).HasMaxLength(Section.CodeLength);
        builder.Property(s => s.Name).HasMaxLength(Section.NameLength);
        builder.HasIndex(s => s.Code).IsUnique();
        builder.HasIndex(s => s.Name).IsUnique();
        builder.HasMany(s => s.Aliases).WithOne().HasForeignKey(a => a.SectionId);
        builder.HasMany(s => s.FormerNames).WithOne().HasForeignKey(n => n.SectionId);
        builder.HasMany<UserSection>().WithOne().HasForeignKey(t => t.SectionId);
        builder.HasOne(s => s.Successor).WithMany().HasForeignKey(s => s.SuccessorId);
    }
}

internal sealed class FormerNameConfiguration : IEntityTypeConfiguration<FormerName>
{
    public void Configure(EntityTypeBuilder<FormerName> builder)
    {
        builder.Property(n => n.Name).HasMaxLength(Section.NameLength);
        builder.HasIndex(n => new { n.SectionId, n.Until }).IsUnique();
    }
}

internal sealed class SectionAliasConfiguration : IEntityTypeConfiguration<SectionAlias>
{
    public void Configure(EntityTypeBuilder<SectionAlias> builder)
    {
        builder.Property(a => a.Name).HasMaxLength(Section.NameLength);
        builder.HasIndex(a => a.Name).IsUnique();
    }
}
