using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Inspections;

namespace Pengshui.RuralEdu.Web.Features.Inspections;

/// <summary>The form as the browser sends it. Names are those of <see cref="InspectionContent"/>, so that refusals find their field.</summary>
public sealed class InspectionPost
{
    public Guid DraftKey { get; set; }

    /// <summary>The open form.</summary>
    public Guid FormKey { get; set; }

    public int Version { get; set; }

    /// <summary>
    /// Which button: save, issue; without a script also add, <c>drop:</c> an item, <c>figure:</c> a line for an item,
    /// rectify, there (what is open at the place), <c>unphoto:</c> a photo.
    /// </summary>
    public string? Do { get; set; }

    public DateOnly? VisitedOn { get; set; }

    public string? Town { get; set; }

    public string? Place { get; set; }

    public InspectionKind? Kind { get; set; }

    public List<InspectionDimensions> Dimensions { get; set; } = [];

    public string? Findings { get; set; }

    /// <summary>The item that the button 添加任务 adds.</summary>
    public string? Add { get; set; }

    public List<InspectionItemPost> Items { get; set; } = [];

    public List<VerificationEntry> Verifications { get; set; } = [];

    /// <summary>是否需要整改; null where it was not chosen.</summary>
    public bool? NeedsRectification { get; set; }

    public List<RectificationEntry> Rectifications { get; set; } = [];

    public List<IFormFile> Photos { get; set; } = [];

    /// <summary>The content for the service. Lines of 整改 that nobody wrote in count only where 需要整改 was chosen.</summary>
    public InspectionContent ToContent() => new()
    {
        VisitedOn = VisitedOn,
        Town = Town,
        Place = Place,
        Kind = Kind,
        Dimensions = Dimensions.Aggregate(InspectionDimensions.None, (all, one) => all | one),
        Findings = Findings,
        Items = [.. Items.Select(i => i.ToEntry())],
        Verifications = [.. Verifications.Where(v => !string.IsNullOrWhiteSpace(v.Seen))],
        Rectifications = NeedsRectification == false
            ? []
            : [.. Rectifications.Where(r => NeedsRectification == true || !string.IsNullOrWhiteSpace(r.Problem))],
    };

    /// <summary>What was typed as text, with its label: shown where it is taken no longer, so that it is not lost.</summary>
    public IEnumerable<(string Label, string Text)> Texts() =>
        new (string Label, string? Text)[] { ("学校或单位", Place), ("发现的情况", Findings) }
            .Concat(Items.Select((i, n) => (Label: $"现场看到的情况 {n + 1}", Text: i.Seen)))
            .Concat(Verifications.Select((v, n) => (Label: $"本次核验 {n + 1}", Text: v.Seen)))
            .Concat(Rectifications.Select((r, n) => (Label: $"整改要求 {n + 1}", Text: r.Problem)))
            .Where(t => !string.IsNullOrWhiteSpace(t.Text)).Select(t => (t.Label, t.Text!));
}

/// <summary>A task and section in the form.</summary>
public sealed class InspectionItemPost
{
    public int TaskId { get; set; }

    public int SectionId { get; set; }

    public int? RevisionId { get; set; }

    public string? Seen { get; set; }

    public Light? Light { get; set; }

    public List<InspectionFigureEntry> Figures { get; set; } = [];

    /// <summary>The same for the service.</summary>
    public InspectionItemEntry ToEntry() =>
        new() { TaskId = TaskId, SectionId = SectionId, RevisionId = RevisionId, Seen = Seen, Light = Light, Figures = Figures };
}
