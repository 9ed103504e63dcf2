using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Web.Features.Reports;

/// <summary>The report form as the browser sends it. Names are those of <see cref="ReportContent"/>, so that refusals find their field.</summary>
public sealed class ReportPost
{
    /// <summary>乡镇（街道）: the other body that is asked most.</summary>
    public const string Townships = "乡镇（街道）";

    public int Version { get; set; }

    /// <summary>Which button: save, submit, preview, upload, <c>remove:</c> a file, <c>copy:</c> a field from last month.</summary>
    public string? Do { get; set; }

    public List<IFormFile> Files { get; set; } = [];

    public bool IsZeroReport { get; set; }

    public string? ZeroReason { get; set; }

    public string? Progress { get; set; }

    public string? Problems { get; set; }

    public bool NoCoordination { get; set; }

    public List<AnswerEntry> Answers { get; set; } = [];

    public List<NeedPost> Needs { get; set; } = [];

    public string? NextSteps { get; set; }

    public decimal? CompletionRate { get; set; }

    public string? CompletionReason { get; set; }

    public Light? SelfLight { get; set; }

    public string? SelfLightReason { get; set; }

    public List<MeasureEntry> Measures { get; set; } = [];

    public List<FigureEntry> Figures { get; set; } = [];

    public List<ClearanceEntry> Clearance { get; set; } = [];

    public DateOnly? ClearanceComparedOn { get; set; }

    public string? ClearanceGapReason { get; set; }

    /// <summary>The content for the service.</summary>
    public ReportContent ToContent()
    {
        List<NeedEntry> needs = [.. Needs.Select(n => n.ToEntry())];

        // What is needed, without whom: said and then taken back.
        var asks = needs.Any(n => n.SectionIds.Count + n.Others.Count > 0 || (!NoCoordination && !string.IsNullOrWhiteSpace(n.What)));
        return new ReportContent
        {
            IsZeroReport = IsZeroReport,
            ZeroReason = ZeroReason,
            Progress = Progress,
            Problems = Problems,
            NeedsCoordination = asks ? true : NoCoordination ? false : null,
            Answers = Answers,
            Needs = needs,
            NextSteps = NextSteps,
            CompletionRate = CompletionRate,
            CompletionReason = CompletionReason,
            SelfLight = SelfLight,
            SelfLightReason = SelfLightReason,
            Measures = Measures,
            Figures = Figures,
            Clearance = Clearance,
            ClearanceComparedOn = ClearanceComparedOn,
            ClearanceGapReason = ClearanceGapReason,
        };
    }

    /// <summary>What was typed as text, with its label: shown where the report takes it no longer, so that it is not lost.</summary>
    public IEnumerable<(string Label, string Text)> Texts()
    {
        var texts = new (string Label, string? Text)[]
        {
            ("本月进展", Progress), ("零报告的原因", ZeroReason), ("存在问题", Problems), ("下月打算", NextSteps),
            ("完成率", CompletionRate is { } rate ? $"{rate:0.#}%" : null), ("完成率说明", CompletionReason), ("自评原因", SelfLightReason),
            ("差额原因", ClearanceGapReason),
        };
        var notes = Measures.Select((m, i) => (Label: $"举措 {i + 1} 说明", Text: m.Note)).Concat(Figures.Select((f, i) => (Label: $"指标 {i + 1} 说明", Text: f.Note)));
        var needs = Needs.Select(n => (Label: "协调什么", Text: n.What));
        return texts.Concat(needs).Concat(notes).Where(t => !string.IsNullOrWhiteSpace(t.Text)).Select(t => (t.Label, t.Text!));
    }
}

/// <summary>A new coordination need as the browser sends it.</summary>
public sealed class NeedPost
{
    public List<int> SectionIds { get; set; } = [];

    public bool Townships { get; set; }

    /// <summary>Names of other bodies, several of them with commas between.</summary>
    public string? Others { get; set; }

    public string? What { get; set; }

    /// <summary>The need for the service.</summary>
    public NeedEntry ToEntry()
    {
        List<string> others = Townships ? [ReportPost.Townships] : [];
        others.AddRange((Others ?? "").Split(['、', '，', ',', '；', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return new NeedEntry { SectionIds = SectionIds, Others = others, What = What };
    }
}
