using Pengshui.RuralEdu.Notices;

namespace Pengshui.RuralEdu.Core.Plans.Import;

/// <summary>Finds what a warning of the whole notice offers as a task: lines outside of all tasks that name sections, or say that somebody is responsible.</summary>
public static class MissedPiece
{
    /// <summary>The lines of the warning's place where they can be added as a task as they stand; otherwise null.</summary>
    /// <param name="page">The notice.</param>
    /// <param name="warning">One of the notice as a whole.</param>
    public static TextSpan? Of(ImportPage page, ParseWarning warning)
    {
        if (warning.Kind is not (WarningKind.LeftOut or WarningKind.Other) || warning.Place is not { } place || place.End > page.Source.Length)
            return null;
        var start = place.Start == 0 ? 0 : page.Source.LastIndexOf('\n', place.Start - 1) + 1;
        var feed = page.Source.IndexOf('\n', Math.Max(start, place.End - 1));
        var lines = TextSpan.Between(start, feed < 0 ? page.Source.Length : feed);
        if (lines.Length > ImportDraftService.LongestPiece || page.Proposal.Tasks.Any(t => t.Place is { } other && other.Start < lines.End && lines.Start < other.End))
            return null;
        var tasks = PieceReader.Read(new NoticeSource(page.FileName, page.Source, page.Tables), lines);
        return tasks.Count > 0 && tasks.All(t => t.Title.Length > 0 && (t.Sections.Count > 0 || warning.Kind == WarningKind.LeftOut)) ? lines : null;
    }
}
