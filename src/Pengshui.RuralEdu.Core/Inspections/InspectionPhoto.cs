using Pengshui.RuralEdu.Core.Files;

namespace Pengshui.RuralEdu.Core.Inspections;

/// <summary>A photo of a visit: upright, scaled, without place or camera data.</summary>
public sealed class InspectionPhoto : UploadedFile
{
    /// <summary>Whose.</summary>
    public int InspectionId { get; set; }

    /// <summary>Pixels across.</summary>
    public int Width { get; set; }

    /// <summary>Pixels down.</summary>
    public int Height { get; set; }
}
