using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Plans.Import;

namespace Pengshui.RuralEdu.Web.Features.Plans.Import;

/// <summary>What the address of a preview asks for.</summary>
public sealed class PreviewShown
{
    public const string Open = "open";

    public const string Checked = "checked";

    /// <summary>Which tasks: "open" (待核对), "checked" (已核对), else all.</summary>
    public string? Show { get; set; }

    /// <summary>Whether paragraphs of the source are chosen by ticking them.</summary>
    public string? Choose { get; set; }

    /// <summary>Whether a task is among those that are shown.</summary>
    public bool Includes(bool isOpen) => Show switch { Open => isOpen, Checked => !isOpen, _ => true };

    /// <summary>For the addresses of the page's forms, so that the next page shows the same tasks.</summary>
    public string Query => Show is Open or Checked ? $"?show={Show}" : "";

    /// <summary>The same with lines to tick.</summary>
    public string ChoosingQuery => $"{(Query.Length > 0 ? Query + "&" : "?")}choose=lines";
}

/// <summary>The page of a preview with its head's form.</summary>
public sealed class PreviewView(ImportPage page, HeadForm head, SourceView source, PreviewShown shown)
{
    private readonly ILookup<string, Core.Common.Problem> problems = page.Problems.ToLookup(p => p.Field ?? "");

    private int missedLeft = 50;

    public ImportPage Page => page;

    public HeadForm Head => head;

    public SourceView Source => source;

    public PreviewShown Shown => shown;

    /// <summary>Warnings of the notice as a whole.</summary>
    public IReadOnlyList<Notices.ParseWarning> Warnings { get; } = [.. page.Proposal.CurrentWarnings()];

    /// <summary>Warnings that several tasks share.</summary>
    public IReadOnlyList<AlikeWarnings> Alike { get; } = AlikeWarnings.Of(page.Proposal);

    /// <summary>Where a place is on the page; null where it is not shown.</summary>
    public string? Anchor(Notices.TextSpan? place) => place is { } span && source.LineAt(span) is { } line ? $"#p-{line}" : null;

    /// <summary>Where a task is in the source; null where it is not shown.</summary>
    public string? Anchor(ProposedTask task) => source.LineOf(task) is { } line ? $"#p-{line}" : null;

    /// <summary>What a warning of the notice offers as a task; null for none, and for those behind the first ones, of which there are too many to be read again.</summary>
    public Notices.TextSpan? MissedAt(Notices.ParseWarning warning) => missedLeft-- > 0 ? MissedPiece.Of(page, warning) : null;

    /// <summary>What stands in the way of confirming a task.</summary>
    public IEnumerable<Core.Common.Problem> ProblemsOf(ProposedTask task) => problems[ProposalChecks.TaskField(task.Number)];

    /// <summary>Whether there is something to look at in a task (待核对).</summary>
    public bool IsOpen(ProposedTask task) => task.Warnings.Count > 0 || task.Parts.Count == 0 || ProblemsOf(task).Any();

    /// <summary>The day that a date's words mean, in brackets; empty where they mean none to the day.</summary>
    public string DayOf(string due) => page.Proposal.DayOf(due) is { } day ? $"（{day:yyyy-MM-dd}）" : "";

    /// <summary>What the notice tells of a task beside its sections, or null.</summary>
    public static string? Told(ProposedTask task) => Said(
        ("完成时限", task.Due), ("责任领导", task.Leader), ("备注", task.Remark), ("责任人", task.Person is { } person ? $"{person}（只供核对，不写入方案）" : null));

    /// <summary>What the notice tells of a measure beside its words, or null.</summary>
    public string? Told(ProposedTask task, string measure)
    {
        var detail = task.DetailOf(measure);
        return Said(
            ("时限", task.DueOf(measure) is { } due ? due + DayOf(due) : null),
            ("责任科室", detail is { Parts.Count: > 0 } ? string.Join("、", detail.Parts.Select(p => $"{p.Name}{(p.Kind == ResponsibilityKind.Lead ? "（牵头）" : null)}")) : null),
            ("备注", detail?.Remark));
    }

    private static string? Said(params (string Label, string? Words)[] told) =>
        Array.TrueForAll(told, t => t.Words is null) ? null : string.Join("；", told.Where(t => t.Words is not null).Select(t => $"{t.Label}：{t.Words}"));
}
