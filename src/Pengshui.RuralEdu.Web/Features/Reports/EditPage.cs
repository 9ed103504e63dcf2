using Microsoft.AspNetCore.Mvc.ModelBinding;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Web.Features.Reports;

/// <summary>The page of the form.</summary>
/// <param name="Form">What the query read; its content is what was typed, where something was.</param>
/// <param name="Version">The version that the next save starts from.</param>
/// <param name="Sections">The numbered sections, with how far each is.</param>
/// <param name="Theirs">After a conflict: what somebody else saved meanwhile.</param>
/// <param name="Forecast">What the system would judge if this were submitted now; null where that cannot be said yet.</param>
public sealed record EditPage(ReportForm Form, int Version, IReadOnlyList<EditSection> Sections, ReportContent? Theirs, LightVerdict? Forecast)
{
    /// <summary>One of the sections.</summary>
    public EditSection this[string key] => Sections.Single(s => s.Key == key);

    /// <summary>What still has to be filled in or mended, by title.</summary>
    public IEnumerable<string> Open => Sections.Where(s => s.IsMissing && s.Key != "evidence").Select(s => s.Title);

    /// <summary>Why the forecast is what it is; none for green.</summary>
    public IEnumerable<LightReason> ForecastReasons => Forecast switch
    {
        { Light: >= Light.Yellow } => Forecast.Against,
        { Light: Light.Grey } => Forecast.Reasons.Where(r => r.Light == Light.Grey).Take(1),
        _ => [],
    };

    /// <summary>What the other one wrote in a field, where it is not what was typed.</summary>
    public string? TheirText(Func<ReportContent, string?> field) =>
        Theirs is not null && field(Theirs) is var text && (text ?? "") != (field(Form.Content) ?? "") ? string.IsNullOrEmpty(text) ? "（空）" : text : null;
}

/// <summary>A new need's row in the form.</summary>
/// <param name="Page">The form.</param>
/// <param name="Index">Its place in <c>Needs</c>.</param>
/// <param name="Need">What it says; empty where nothing is typed yet.</param>
public sealed record EditNeed(EditPage Page, int Index, NeedEntry Need);

/// <summary>How far a section is.</summary>
public enum SectionMark
{
    Done,
    Empty,
    Check,
}

/// <summary>A section of the form.</summary>
/// <param name="Key">Its anchor.</param>
/// <param name="Number">一, 二 …</param>
/// <param name="Title">What it is called.</param>
/// <param name="Note">How far it is, in a few words.</param>
/// <param name="Mark">The same as a mark.</param>
/// <param name="IsMissing">Whether something has to be filled in or mended; what is only unusual does not count.</param>
public sealed record EditSection(string Key, string Number, string Title, string Note, SectionMark Mark, bool IsMissing)
{
    /// <summary>What the names of the fields begin with, in the order of the form.</summary>
    public static string[] FieldOrder { get; } =
    [
        "Measures", "Clearance[", "ClearanceGapReason", "ClearanceComparedOn", "Figures", "Progress", "IsZeroReport", "ZeroReason", "Answers",
        "Problems", "NeedsCoordination", "Needs", "NextSteps", "CompletionRate", "CompletionReason", "SelfLight", "Files",
    ];

    private const string Numbers = "一二三四五六七八";

    /// <summary>The sections of a form, numbered without a gap where it has no figures.</summary>
    public static IReadOnlyList<EditSection> Of(ReportForm form, ModelStateDictionary modelState)
    {
        var content = form.Content;
        List<(string Key, string Title, string Note, bool Done, string[] Fields)> parts =
        [
            Measures(form),
            Text("progress", "本月进展", content.IsZeroReport ? content.ZeroReason : content.Progress, content.IsZeroReport ? "零报告" : null, "Progress", "IsZeroReport", "ZeroReason"),
            Problems(form),
            Text("next", "下月打算", content.NextSteps, null, "NextSteps"),
            ("completion", "完成率", content.CompletionRate is { } rate ? $"{rate:0.#}%" : "未填", content.CompletionRate is not null, ["Completion"]),
            ("self", "自评", content.SelfLight?.Label() ?? "未选", content.SelfLight is not null, ["SelfLight"]),
            ("evidence", "佐证材料", form.Snapshot.Evidence.Count is > 0 and var files ? $"{files} 个文件" : "选填", form.Snapshot.Evidence.Count > 0, ["Files"]),
        ];
        if (form.HasClearance || form.Figures.Count > 0)
            parts.Insert(1, Figures(form));
        return [.. parts.Select((p, i) => Judge(p, Numbers[i].ToString(), form, modelState))];
    }

    private static EditSection Judge(
        (string Key, string Title, string Note, bool Done, string[] Fields) part, string number, ReportForm form, ModelStateDictionary modelState)
    {
        bool Mine(string? field) => field is not null && part.Fields.Any(f => field.StartsWith(f, StringComparison.Ordinal));
        var wrong = modelState.Count(e => e.Value!.Errors.Count > 0 && Mine(e.Key));
        if (wrong > 0)
            return new(part.Key, number, part.Title, $"{wrong} 处需要修改", SectionMark.Check, true);
        var open = form.Checks.Count(c => c.Level == CheckLevel.Attention && Mine(c.Field));
        return open > 0
            ? new(part.Key, number, part.Title, $"{open} 处请核对", SectionMark.Check, !part.Done)
            : new(part.Key, number, part.Title, part.Note, part.Done ? SectionMark.Done : SectionMark.Empty, !part.Done);
    }

    private static (string, string, string, bool, string[]) Measures(ReportForm form)
    {
        var said = form.Content.Measures.Count(m => m.State is not null);
        var all = said == form.Measures.Count;
        return ("measures", "举措进度", all ? $"{said} 条已选" : $"已选 {said} 条，共 {form.Measures.Count} 条", all, ["Measures"]);
    }

    private static (string, string, string, bool, string[]) Figures(ReportForm form)
    {
        var title = (form.HasClearance, form.Figures.Count) switch { (true, 0) => "清零月报", (true, _) => "清零月报和指标", _ => "指标" };
        var missing = form.Content.Figures.Count(f => f.Value is null && (f.Numerator is null || f.Denominator is null))
            + (form.HasClearance ? form.Content.Clearance.Count(c => c.Gap is null) : 0);
        var whole = missing == 0 && (!form.HasClearance || form.Content.ClearanceComparedOn is not null);
        return ("figures", title, whole ? "已填" : "未填完", whole, ["Figures", "Clearance"]);
    }

    private static (string, string, string, bool, string[]) Problems(ReportForm form)
    {
        var content = form.Content;
        var (key, title, note, done, _) = Text("problems", "存在问题", content.Problems, null);
        if (content.Answers.Count(a => a.IsSolved is null) is > 0 and var unanswered)
            (note, done) = ($"{unanswered} 件协调事项未答", false);
        else if (done && content.NeedsCoordination is null && content.Answers.All(a => a.IsSolved == true))
            (note, done) = ("未选协调方", false);
        return (key, title, note, done, ["Problems", "Answers", "Needs"]);
    }

    private static (string, string, string, bool, string[]) Text(string key, string title, string? text, string? name, params string[] fields)
    {
        var length = TypedText.Length(text);
        return (key, title, length == 0 ? name is null ? "未填" : $"{name}，未写原因" : name ?? $"{length} 字", length > 0, fields);
    }
}
