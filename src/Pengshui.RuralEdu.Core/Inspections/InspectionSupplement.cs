using Pengshui.RuralEdu.Core.Accounts;

namespace Pengshui.RuralEdu.Core.Inspections;

/// <summary>What a supervisor added to an issued inspection (补充).</summary>
public sealed class InspectionSupplement
{
    /// <summary>Longest text.</summary>
    public const int TextLength = 2000;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Whose.</summary>
    public int InspectionId { get; set; }

    /// <summary>Whose.</summary>
    public Inspection Inspection { get; set; } = null!;

    /// <summary>The text.</summary>
    public required string Text { get; set; }

    /// <summary>Made by the form, unique: the same supplement that arrives twice is taken once.</summary>
    public Guid FormKey { get; set; }

    /// <summary>Who.</summary>
    public int ById { get; set; }

    /// <summary>Who.</summary>
    public PortalUser By { get; set; } = null!;

    /// <summary>When, UTC.</summary>
    public DateTime At { get; set; }
}
