namespace Pengshui.RuralEdu.Web.Features.Reports;

/// <summary>What was typed into a report that takes no writing any more.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="Texts">Label and text.</param>
public sealed record KeptPage(int ReportId, IReadOnlyList<(string Label, string Text)> Texts);

/// <summary>What the script is told after a save in the background.</summary>
/// <param name="Version">The new version for the form's hidden field.</param>
/// <param name="SavedAt">The time of day in Beijing, 09:41.</param>
public sealed record Autosaved(int Version, string SavedAt);

/// <summary>What the script is told where nothing was saved.</summary>
/// <param name="Message">The sentence to show.</param>
public sealed record Refused(string Message);
