using Microsoft.AspNetCore.Mvc.Rendering;
using Pengshui.RuralEdu.Core.Inspections;

namespace Pengshui.RuralEdu.Web.Features.Inspections;

/// <summary>The page of the form.</summary>
/// <param name="Form">What the query read; its content is what was typed, where something was.</param>
/// <param name="DraftKey">The draft's key.</param>
/// <param name="FormKey">This form's key.</param>
/// <param name="Version">The version that the next save starts from.</param>
/// <param name="NeedsRectification">是否需要整改; null where it was not chosen.</param>
public sealed record InspectionEditPage(InspectionForm Form, Guid DraftKey, Guid FormKey, int Version, bool? NeedsRectification)
{
    /// <summary>What the names of the fields begin with, in the order of the form.</summary>
    public static string[] FieldOrder { get; } =
        ["Town", "Place", "VisitedOn", "Kind", "Verifications", "Items", "Add", "Dimensions", "Findings", "NeedsRectification", "Rectifications", "Photos"];

    /// <summary>The items with what they are held against. One whose section has lost the task is not among them.</summary>
    public IEnumerable<InspectionItemView> Items =>
        from entry in Form.Content.Items
        let choice = Form.Choices.FirstOrDefault(c => c.Key == entry.Key)
        where choice is not null
        select new InspectionItemView(choice, entry);

    /// <summary>The lines of 整改; a fresh one where there is none, so that it can be filled in without a script.</summary>
    public IReadOnlyList<RectificationEntry> Rectifications => Form.Content.Rectifications.Count > 0 ? Form.Content.Rectifications : [Fresh(Guid.NewGuid())];

    /// <summary>
    /// Whose a rectification may be: what this inspection concerns first, then all others, both in the order of the plan;
    /// without groups while nothing was chosen. Assets/scripts/parts/inspection-rows.ts does the same as items come and go.
    /// </summary>
    public IEnumerable<SelectListItem> WhoseChoices(string? whose)
    {
        var concerned = Form.Content.Items.Select(i => i.Key).ToHashSet();
        var (first, others) = (new SelectListGroup { Name = "本次督查涉及" }, new SelectListGroup { Name = "其他任务" });
        return Form.Choices.OrderByDescending(c => concerned.Contains(c.Key)).Select(c => new SelectListItem
        {
            Text = $"{c.SectionName}（任务 {c.TaskNumber}）",
            Value = c.Key,
            Selected = c.Key == whose,
            Group = concerned.Count == 0 ? null : concerned.Contains(c.Key) ? first : others,
        });
    }

    /// <summary>Earlier visits to the same place.</summary>
    public IReadOnlyList<EarlierVisit> ToTheSamePlace =>
        Form.Content.Place is null ? [] : [.. Form.Earlier.Where(e => e.Place == Form.Content.Place && (Form.Content.Town is null || e.Town == Form.Content.Town)).Take(5)];

    /// <summary>What is open at the place.</summary>
    public ThereView There => new(Form.Content.Place, Form.OpenThere, Form.Content.Verifications, Form.Today);

    /// <summary>A line of 整改 as it starts.</summary>
    public RectificationEntry Fresh(Guid key) => new() { Key = key, Whose = Form.Content.Items.Count > 0 ? Form.Content.Items[0].Key : null, DueOn = Form.SuggestedDueOn };
}

/// <summary>An item of the form.</summary>
/// <param name="Choice">The task's section and what it reported.</param>
/// <param name="Entry">What was typed.</param>
public sealed record InspectionItemView(InspectionChoice Choice, InspectionItemEntry Entry)
{
    /// <summary>Its field.</summary>
    public string Field => $"Items[{Choice.Key}]";

    /// <summary>An item as it starts.</summary>
    public static InspectionItemView Fresh(InspectionChoice choice) =>
        new(choice, new InspectionItemEntry { TaskId = choice.TaskId, SectionId = choice.SectionId, RevisionId = choice.Report?.RevisionId });

    /// <summary>The lines that the supervisor added.</summary>
    public IEnumerable<InspectionFigureEntry> Own => Entry.Figures.Where(f => f.IsOwn);

    /// <summary>What was typed beside a reported figure.</summary>
    public decimal? SeenOf(ReportedFigure figure) => Entry.Figures.FirstOrDefault(f => f.Source == figure.Source)?.Seen;
}

/// <summary>What is open at the place, with what was typed of it.</summary>
/// <param name="Place">The place; null where none was typed.</param>
/// <param name="Rows">What is open there.</param>
/// <param name="Typed">本次核验.</param>
/// <param name="Today">Today in Beijing.</param>
public sealed record ThereView(string? Place, IReadOnlyList<RectificationThere> Rows, IReadOnlyList<VerificationEntry> Typed, DateOnly Today)
{
    /// <summary>What was typed of a rectification.</summary>
    public string? SeenOf(int id) => Typed.FirstOrDefault(v => v.RectificationId == id)?.Seen;
}

/// <summary>A line of 整改 in the form.</summary>
/// <param name="Entry">What was typed.</param>
/// <param name="Page">The form.</param>
/// <param name="IsFresh">Whether nobody wrote in it yet.</param>
public sealed record RectificationView(RectificationEntry Entry, InspectionEditPage Page, bool IsFresh);

/// <summary>A line that the supervisor adds to an item.</summary>
/// <param name="Field">Its field.</param>
/// <param name="Entry">What was typed.</param>
public sealed record OwnFigureView(string Field, InspectionFigureEntry Entry);

/// <summary>Photos of a draft.</summary>
/// <param name="Id">The draft; null where the server has none yet.</param>
/// <param name="Photos">Its photos.</param>
public sealed record PhotosView(int? Id, IReadOnlyList<InspectionPicture> Photos);

/// <summary>What was typed into an inspection that takes no writing any more.</summary>
/// <param name="Id">The inspection; null where it is gone.</param>
/// <param name="Texts">Label and text.</param>
public sealed record KeptInspection(int? Id, IReadOnlyList<(string Label, string Text)> Texts);

/// <summary>What the script is told after a save in the background.</summary>
/// <param name="Id">The draft.</param>
/// <param name="Version">The new version for the form's hidden field.</param>
/// <param name="SavedAt">The time of day in Beijing, 09:41.</param>
public sealed record InspectionAutosaved(int Id, int Version, string SavedAt);
