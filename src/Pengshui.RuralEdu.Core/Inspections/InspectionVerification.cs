namespace Pengshui.RuralEdu.Core.Inspections;

/// <summary>What was seen on a visit of a rectification that was open there (本次核验).</summary>
public sealed class InspectionVerification
{
    /// <summary>Longest 本次核验情况, characters: as long as what a closing rests on.</summary>
    public const int SeenLength = 500;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>On which visit.</summary>
    public int InspectionId { get; set; }

    /// <summary>On which visit.</summary>
    public Inspection Inspection { get; set; } = null!;

    /// <summary>Of which rectification; once in an inspection (unique index).</summary>
    public int RectificationId { get; set; }

    /// <summary>What was seen; as long as what 销号 says of it.</summary>
    public required string Seen { get; set; }
}
