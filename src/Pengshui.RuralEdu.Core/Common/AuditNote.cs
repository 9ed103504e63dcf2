using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pengshui.RuralEdu.Core.Common;

/// <summary>An act to be written into the audit trail by the next save (<c>RuralEduDbContext.Note</c>).</summary>
/// <param name="Actor">Who.</param>
/// <param name="Action">What, one of a code such as <c>report.submit</c>.</param>
public sealed record AuditNote(Actor Actor, string Action)
{
    private const int LongestValue = 200;

    /// <summary>Characters as they are, not escaped: the trail is read by people.</summary>
    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>How it ended; success unless said.</summary>
    public AuditResult Result { get; init; } = AuditResult.Succeeded;

    /// <summary>The entity it was done to: gives type, key (also one that this save makes) and what changed.</summary>
    public object? Subject { get; init; }

    /// <summary>Kind of the object, where there is no entity.</summary>
    public string? ObjectType { get; init; }

    /// <summary>Key of the object, where there is no entity.</summary>
    public string? ObjectId { get; init; }

    /// <summary>What people call the object: 任务3 提升农村学校办学能力 · 教育科 · 2023年10月.</summary>
    public string? Title { get; init; }

    /// <summary>Why, as typed.</summary>
    public string? Reason { get; init; }

    /// <summary>More that is worth keeping, as JSON; adds to nothing and replaces the changes of <see cref="Subject"/>.</summary>
    public string? Details { get; init; }

    /// <summary>Changes by the fields' own names, as JSON for the trail; null where there are none.</summary>
    public static string? DetailsOf(IEnumerable<(string Label, string? Before, string? After)> changes)
    {
        var details = changes.ToDictionary(c => c.Label, c => new[] { Cut(c.Before), Cut(c.After) });
        return details.Count == 0 ? null : JsonSerializer.Serialize(details, Json);
    }

    /// <summary>A value as the trail keeps it: a long one is cut.</summary>
    internal static string? Cut(string? text) => text is { Length: > LongestValue } ? TypedText.Cut(text, LongestValue) + "…" : text;
}
