using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

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
