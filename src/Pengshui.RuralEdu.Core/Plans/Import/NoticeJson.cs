using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pengshui.RuralEdu.Core.Plans.Import;

/// <summary>Writes what was understood as the JSON that <c>plan import --json</c> prints. Its shape is a promise to scripts.</summary>
public static class NoticeJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // The JSON goes to a terminal or a file, never into a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The JSON.</summary>
    public static string Write(ParsedNotice notice) => JsonSerializer.Serialize(
        new
        {
            notice.Year,
            notice.Title,
            notice.DocumentNumber,
            notice.IssuedOn,
            Groups = notice.Groups.Select(g => new { g.Number, g.Title }),
            Tasks = notice.Tasks.Select(t => new
            {
                t.Number,
                t.Group,
                t.Title,
                t.Text,
                Sections = t.Sections.Select(s => new { s.Name, s.Role }),
                Measures = t.Measures.Select(m => m.Text),
                Targets = t.Targets.Select(x => new { x.Text, x.Operator, x.Value, x.Unit }),
                Warnings = t.Warnings.Select(w => w.Message),
            }),
            Warnings = notice.Warnings.Select(w => w.Message),
        },
        Options);
}
