using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Pengshui.RuralEdu.Core.Data;

/// <summary>
/// What is written by one at a time, since a rule looks at more rows than the ones that are written: numbers without gaps,
/// the last administrator, holidays that must not overlap. Stored by number.
/// </summary>
public enum WriteTurn
{
    /// <summary>Settings.</summary>
    Settings = 1,

    /// <summary>Working days and school holidays.</summary>
    Calendar = 2,

    /// <summary>Accounts, roles and their posts.</summary>
    Accounts = 3,

    /// <summary>Plans with their tasks, and the sections that they name.</summary>
    Plans = 4,

    /// <summary>Numbers of inspections and rectifications, and the files of both.</summary>
    Supervision = 5,

    /// <summary>Instructions.</summary>
    Instructions = 6,

    /// <summary>The coordinator's own judgements of lights.</summary>
    Lights = 7,

    /// <summary>Numbers of bulletins.</summary>
    Bulletins = 8,

    /// <summary>Units.</summary>
    Units = 9,
}

/// <summary>The row that whoever has a turn has locked: on SQL Server the row itself is what others wait for.</summary>
public sealed class WriteTurnRow
{
    /// <summary>The turn.</summary>
    public WriteTurn Id { get; set; }

    /// <summary>How often it was taken.</summary>
    public long Taken { get; set; }
}

internal sealed class WriteTurnConfiguration : IEntityTypeConfiguration<WriteTurnRow>
{
    public void Configure(EntityTypeBuilder<WriteTurnRow> builder)
    {
        builder.ToTable("WriteTurns");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.HasData(Enum.GetValues<WriteTurn>().Select(turn => new WriteTurnRow { Id = turn }));
    }
}
