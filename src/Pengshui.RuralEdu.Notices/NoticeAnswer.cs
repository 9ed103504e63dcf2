using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pengshui.RuralEdu.Notices;

/// <summary>What the process that reads a notice says to the portal, as JSON: the source, or the sentence of a refusal.</summary>
public static partial class NoticeAnswer
{
    private static readonly Context Json = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IgnoreReadOnlyProperties = true,
    });

    /// <summary>Writes the answer.</summary>
    public static Task WriteAsync(Stream output, Reading<NoticeSource> result) => JsonSerializer.SerializeAsync(
        output, result.Succeeded ? new Answer(result.Value, null) : new Answer(null, result.Message), Json.Answer);

    /// <summary>The answer's result, or null where the process ended before it had said all.</summary>
    /// <param name="answer">What it wrote.</param>
    /// <param name="name">The file's name, which the process does not know.</param>
    public static Reading<NoticeSource>? Read(ReadOnlySpan<byte> answer, string name)
    {
        try
        {
            return JsonSerializer.Deserialize(answer, Json.Answer) switch
            {
                { Source: { } source } => Reading.Of(source with { Name = name }),
                { Refusal: { } refusal } => Reading.Refused(refusal),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal sealed record Answer(NoticeSource? Source, string? Refusal);

    [JsonSerializable(typeof(Answer))]
    private sealed partial class Context : JsonSerializerContext;
}
