using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pengshui.RuralEdu.Notices;

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
            Groups = notice.Groups.Select(g => new GroupJson(g.Number, g.Title) { Leader = g.Leader }),
            Tasks = notice.Tasks.Select(Task),
            Warnings = notice.Warnings.Select(w => w.Message),
        },
        Options);

    private static TaskJson Task(ParsedTask t) => new(
        t.Number,
        t.Group,
        t.Title,
        t.Text,
        Sections(t.Sections),
        t.Measures.Select(m => m.Text),
        t.Targets.Select(x => new { x.Text, x.Operator, x.Value, x.Unit }),
        t.Warnings.Select(w => w.Message))
    {
        Leader = t.Leader,
        Person = t.Person,
        Remark = t.Remark,
        Due = t.Due?.Words,
        Dates = t.Measures.Any(m => m.Due is not null)
            ? t.Measures.Select((m, i) => (Measure: i + 1, m.Due)).Where(m => m.Due is not null)
                .Select(m => new DateJson(m.Measure, m.Due!.Words, m.Due.Day) { Recurrence = m.Due.Recurrence }) : null,
        DueRecurrence = t.Due?.Recurrence,
        MeasureSections = t.Measures.Any(m => m.Sections.Count > 0)
            ? t.Measures.Select((m, i) => (Measure: i + 1, m.Sections)).Where(m => m.Sections.Count > 0).Select(m => new { m.Measure, Sections = Sections(m.Sections) }) : null,
        MeasureRemarks = t.Measures.Any(m => m.Remark is not null)
            ? t.Measures.Select((m, i) => (Measure: i + 1, m.Remark)).Where(m => m.Remark is not null).Select(m => new { m.Measure, m.Remark }) : null,
    };

    private static IEnumerable<object> Sections(IEnumerable<ParsedSection> sections) => sections.Select(s => new { s.Name, s.Role });

    private sealed record GroupJson(int Number, string Title)
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Leader { get; init; }
    }

    private sealed record DateJson(int Measure, string Words, DateOnly? Day)
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public Recurrence? Recurrence { get; init; }
    }

    // What a notice seldom tells is there only where it does.
    private sealed record TaskJson(
        int Number, int Group, string Title, string Text, object Sections, IEnumerable<string> Measures, object Targets, IEnumerable<string> Warnings)
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Leader { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Person { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Remark { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Due { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public object? Dates { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public Recurrence? DueRecurrence { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public object? MeasureSections { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public object? MeasureRemarks { get; init; }
    }
}
