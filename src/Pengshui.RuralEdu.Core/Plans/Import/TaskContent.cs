using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pengshui.RuralEdu.Core.Plans.Import;

/// <summary>Says whether two proposed tasks hold the same, wherever they stand and whatever is still to be looked at.</summary>
internal static class TaskContent
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The content, equal for tasks that hold the same.</summary>
    public static string Of(ProposedTask task) => JsonSerializer.Serialize(task with { Number = 0, Group = 0, Warnings = [] }, Json);
}
