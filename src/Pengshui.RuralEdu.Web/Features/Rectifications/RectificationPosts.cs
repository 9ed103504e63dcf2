using System.ComponentModel.DataAnnotations;
using Pengshui.RuralEdu.Core.Rectifications;

namespace Pengshui.RuralEdu.Web.Features.Rectifications;

/// <summary>The form that raises a rectification. Lengths are judged by the service, which says how much is too much.</summary>
public sealed class RaisePost
{
    public Guid FormKey { get; set; }

    public int? InspectionId { get; set; }

    [Display(Name = "重点任务和责任科室")]
    public int? ResponsibilityId { get; set; }

    [Display(Name = "存在的问题")]
    public string? Problem { get; set; }

    [Display(Name = "整改期限")]
    public DateOnly? DueOn { get; set; }
}

/// <summary>What the section writes.</summary>
public sealed class AnswerPost
{
    public int Version { get; set; }

    [Display(Name = "整改措施")]
    public string? Measures { get; set; }

    [Display(Name = "整改情况")]
    public string? Feedback { get; set; }

    /// <summary>Files chosen without a script.</summary>
    public List<IFormFile> Files { get; set; } = [];
}

/// <summary>What the supervisor decides.</summary>
public sealed class DecisionPost
{
    public int Version { get; set; }

    /// <summary>Why it is given back or put off.</summary>
    public string? Reason { get; set; }

    /// <summary>What was seen.</summary>
    [Display(Name = "核验情况")]
    public string? Note { get; set; }

    /// <summary>The visit on which it was seen.</summary>
    [Display(Name = "核验时的督查记录")]
    public int? VisitId { get; set; }

    /// <summary>Photos and files of the verification, chosen without a script.</summary>
    public List<IFormFile> Files { get; set; } = [];

    [Display(Name = "整改期限")]
    public DateOnly? DueOn { get; set; }

    [Display(Name = "回头看日期")]
    public DateOnly? LookBackOn { get; set; }
}

/// <summary>The page of one rectification with what its forms hold.</summary>
/// <param name="Page">What the query read.</param>
/// <param name="Answer">The section's form.</param>
/// <param name="Decision">The supervisor's form.</param>
/// <param name="Kept">Label and text of what was typed into a form that is no longer offered.</param>
public sealed record RectificationView(RectificationPage Page, AnswerPost Answer, DecisionPost Decision, IReadOnlyList<(string Label, string Text)> Kept)
{
    /// <summary>Whether the reader may decide anything.</summary>
    public bool Decides => Page.Actions.Any(a => a is not (RectificationAction.Report or RectificationAction.Submit));

    /// <summary>As it stands.</summary>
    public static RectificationView Of(RectificationPage page)
    {
        // What a visit says of it is offered as what was seen.
        var sighting = page.Proof.Visits.FirstOrDefault(v => v.Seen is not null);
        return new(
            page,
            new AnswerPost { Measures = page.Measures, Feedback = page.Feedback },
            new DecisionPost { DueOn = page.NextDueOn, Note = sighting?.Seen, VisitId = sighting?.Id },
            []);
    }

    /// <summary>After an answer that was not taken.</summary>
    public static RectificationView Of(RectificationPage page, AnswerPost post) => Of(page) with
    {
        Answer = post,
        Kept = page.May(RectificationAction.Report) ? [] : Texts(("整改措施", post.Measures), ("整改情况", post.Feedback)),
    };

    /// <summary>After a decision that was not taken.</summary>
    public static RectificationView Of(RectificationPage page, DecisionPost post, RectificationAction action) => Of(page) with
    {
        Decision = post,
        Kept = page.May(action) || (page.MayVerify && action == RectificationAction.Close) ? [] : Texts(("理由", post.Reason), ("核验情况", post.Note)),
    };

    private static IReadOnlyList<(string Label, string Text)> Texts(params (string Label, string? Text)[] texts) =>
        [.. texts.Where(t => !string.IsNullOrWhiteSpace(t.Text)).Select(t => (t.Label, t.Text!))];
}
