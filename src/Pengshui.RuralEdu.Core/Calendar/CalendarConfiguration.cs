using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Pengshui.RuralEdu.Core.Calendar;

internal sealed class CalendarDayConfiguration : IEntityTypeConfiguration<CalendarDay>
{
    public void Configure(EntityTypeBuilder<CalendarDay> builder)
    {
        builder.HasKey(d => d.Day);
        builder.Property(d => d.Name).HasMaxLength(CalendarDay.NameLength);
    }
}

internal sealed class VacationConfiguration : IEntityTypeConfiguration<Vacation>
{
    public void Configure(EntityTypeBuilder<Vacation> builder) =>
        builder.Property(v => v.Name).HasMaxLength(Vacation.NameLength);
}
