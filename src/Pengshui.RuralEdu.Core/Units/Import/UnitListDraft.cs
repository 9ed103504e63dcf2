using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Units.Import;

/// <summary>
/// A list of units that somebody looks through before it is written: its rows as they were read. It is its author's own, and keeps no
/// column that units have not. Once it was written, only how many rows came to what remains.
/// </summary>
public sealed class UnitListDraft : IVersioned
{
    /// <summary>Longest name of a file.</summary>
    public const int FileNameLength = 200;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Whose it is.</summary>
    public int AuthorId { get; set; }

    /// <summary>The file's name, or what stands for a pasted list.</summary>
    public required string FileName { get; set; }

    /// <summary>The rows, as <see cref="UnitList"/> writes them; empty once the list was written.</summary>
    public required string ContentJson { get; set; }

    /// <summary>When it was read, UTC.</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>When it was written into the units, UTC; null before.</summary>
    public DateTime? ConfirmedAt { get; set; }

    /// <summary>Units that it added.</summary>
    public int Added { get; set; }

    /// <summary>Units that it changed.</summary>
    public int Changed { get; set; }

    /// <summary>Units that were closed since it did not name them.</summary>
    public int Closed { get; set; }

    /// <summary>Rows that were left out.</summary>
    public int LeftOut { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; } = 1;
}
