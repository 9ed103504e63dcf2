using Pengshui.RuralEdu.Core.Rectifications;

namespace Pengshui.RuralEdu.Web.Features.Workbench;

/// <summary>A card with rectifications on a workbench; nothing is drawn where there are none.</summary>
/// <param name="Id">Id of its heading.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Lines">The rectifications.</param>
/// <param name="Today">Beijing's day.</param>
public sealed record RectificationCard(string Id, string Title, IReadOnlyList<RectificationLine> Lines, DateOnly Today);
