using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Audit;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.HasKey(e => e.Sequence);
        builder.Property(e => e.Sequence).ValueGeneratedNever();
        builder.Property(e => e.ActorName).HasMaxLength(AuditEntry.NameLength);
        builder.Property(e => e.ActorRoles).HasMaxLength(AuditEntry.ObjectTitleLength);
        builder.Property(e => e.Action).HasMaxLength(AuditEntry.ActionLength);
        builder.Property(e => e.ObjectType).HasMaxLength(AuditEntry.NameLength);
        builder.Property(e => e.ObjectId).HasMaxLength(AuditEntry.NameLength);
        builder.Property(e => e.ObjectTitle).HasMaxLength(AuditEntry.ObjectTitleLength);
        builder.Property(e => e.Reason).HasMaxLength(AuditEntry.ReasonLength);
        builder.Property(e => e.Address).HasMaxLength(AuditEntry.AddressLength);
        builder.Property(e => e.RequestId).HasMaxLength(AuditEntry.NameLength);
        builder.Property(e => e.PreviousHash).HasMaxLength(AuditEntry.HashLength);
        builder.Property(e => e.Hash).HasMaxLength(AuditEntry.HashLength);
        builder.Property(e => e.KeyId).HasMaxLength(AuditEntry.KeyIdLength);
        builder.Property(e => e.Mac).HasMaxLength(AuditEntry.HashLength);
        builder.HasIndex(e => e.At);
        builder.HasIndex(e => new { e.ObjectType, e.ObjectId });
        builder.HasIndex(e => e.ActorName);
    }
}

internal sealed class AuditHeadConfiguration : IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditHead> builder)
    {
        builder.Property(h => h.Id).ValueGeneratedNever();
        builder.Property(h => h.Hash).HasMaxLength(AuditEntry.HashLength);
        builder.Property(h => h.KeyId).HasMaxLength(AuditEntry.KeyIdLength);
        builder.Property(h => h.Mac).HasMaxLength(AuditEntry.HashLength);
        builder.Property(h => h.Changes).HasConversion<ChangeCountersConverter>().HasMaxLength(ChangeCounters.TextLength);
        builder.HasData(new AuditHead { Id = AuditHead.TheId, Sequence = 0, Hash = AuditChain.Genesis });
    }
}
