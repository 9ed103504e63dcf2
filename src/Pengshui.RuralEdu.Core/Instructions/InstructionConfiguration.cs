using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Pengshui.RuralEdu.Core.Instructions;

internal sealed class InstructionConfiguration : IEntityTypeConfiguration<Instruction>
{
    public void Configure(EntityTypeBuilder<Instruction> builder)
    {
        builder.Property(i => i.Text).HasMaxLength(Instruction.TextLength);
        builder.HasIndex(i => i.FormKey).IsUnique();
        builder.HasOne(i => i.PlanTask).WithMany().HasForeignKey(i => i.PlanTaskId);
        builder.HasOne(i => i.MonthlyReport).WithMany().HasForeignKey(i => i.MonthlyReportId);
        builder.HasOne(i => i.By).WithMany().HasForeignKey(i => i.ById);
        builder.HasMany(i => i.Recipients).WithOne(r => r.Instruction).HasForeignKey(r => r.InstructionId);
    }
}

internal sealed class InstructionRecipientConfiguration : IEntityTypeConfiguration<InstructionRecipient>
{
    public void Configure(EntityTypeBuilder<InstructionRecipient> builder)
    {
        builder.HasIndex(r => new { r.InstructionId, r.SectionId }).IsUnique();
        builder.HasIndex(r => new { r.State, r.DueOn });
        builder.HasOne(r => r.Section).WithMany().HasForeignKey(r => r.SectionId);
        builder.HasMany(r => r.Steps).WithOne(s => s.Recipient).HasForeignKey(s => s.InstructionRecipientId);
    }
}

internal sealed class InstructionStepConfiguration : IEntityTypeConfiguration<InstructionStep>
{
    public void Configure(EntityTypeBuilder<InstructionStep> builder)
    {
        builder.Property(s => s.Text).HasMaxLength(InstructionStep.TextLength);
        builder.HasOne(s => s.HandedFrom).WithMany().HasForeignKey(s => s.HandedFromId);
        builder.HasOne(s => s.By).WithMany().HasForeignKey(s => s.ById);
    }
}
