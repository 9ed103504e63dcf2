using System.Globalization;
using Pengshui.RuralEdu.Notices;

namespace Pengshui.RuralEdu.Web.Features.Plans.Import;

/// <summary>A piece of the notice: from where to where, or the lines that were ticked.</summary>
public sealed class AddForm
{
    public int Version { get; set; }

    public string? Start { get; set; }

    public string? End { get; set; }

    /// <summary>Each "start-end"; from the first to the last is the piece.</summary>
    public List<string?> Lines { get; set; } = [];

    public TextSpan ToPiece()
    {
        if (Number(Start) is { } start && Number(End) is { } end)
            return TextSpan.Between(start, end);
        var lines = Lines.Select(l => l?.Split('-') ?? []).Where(l => l.Length == 2).Select(l => (Start: Number(l[0]), End: Number(l[1]))).Where(l => l is { Start: not null, End: not null }).ToList();
        return lines.Count == 0 ? default : TextSpan.Between(lines.Min(l => l.Start!.Value), lines.Max(l => l.End!.Value));
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
