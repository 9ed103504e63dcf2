using System.Text.Json;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Audit;

/// <summary>A change of one field, as people read it.</summary>
/// <param name="Field">What the field is called.</param>
/// <param name="Before">Its value before; null where the entry names only one value, or where there was none.</param>
/// <param name="After">Its value after.</param>
public sealed record AuditChange(string Field, string? Before, string? After);

/// <summary>The words of all rooms for what the audit trail keeps as codes. A code without a word is shown as it is: the trail outlives the words.</summary>
public sealed class AuditVocabulary
{
    private readonly Dictionary<string, string> fields;
    private readonly Dictionary<string, string> values;

    /// <summary>Joins the rooms' words.</summary>
    /// <param name="rooms">What each room calls its own.</param>
    /// <exception cref="ArgumentException">Two rooms have different words for the same.</exception>
    public AuditVocabulary(IEnumerable<AuditWords> rooms)
    {
        var parts = rooms.ToList();
        Actions = Join(parts.Select(p => p.Actions));
        ObjectTypes = Join(parts.Select(p => p.ObjectTypes));
        fields = Join(parts.Select(p => p.Fields));
        values = Join(parts.Select(p => p.Values).Append(new Dictionary<string, string> { [bool.TrueString] = "是", [bool.FalseString] = "否" }));
    }

    /// <summary>Code of an act → what people call it.</summary>
    public IReadOnlyDictionary<string, string> Actions { get; }

    /// <summary>Type → what people call such a thing.</summary>
    public IReadOnlyDictionary<string, string> ObjectTypes { get; }

    /// <summary>What people call an act.</summary>
    public string Action(string code) => Actions.GetValueOrDefault(code, code);

    /// <summary>What people call a kind of object.</summary>
    public string? ObjectType(string? type) => type is null ? null : ObjectTypes.GetValueOrDefault(type, type);

    /// <summary>成功, 被拒 or 失败.</summary>
    public static string Result(AuditResult result) => result switch
    {
        AuditResult.Succeeded => "成功",
        AuditResult.Refused => "被拒",
        AuditResult.Failed => "失败",
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };

    /// <summary>The roles of an entry.</summary>
    public static string? Roles(string? codes) => codes is null
        ? null
        : string.Join("、", codes.Split(',').Select(code => Enum.TryParse<Role>(code, out var role) ? role.Label() : code));

    /// <summary>The changes of an entry, field by field; empty where it has none.</summary>
    /// <param name="details">JSON, <c>{field: [before, after]}</c> or <c>{field: value}</c>.</param>
    public IReadOnlyList<AuditChange> Changes(string? details)
    {
        if (string.IsNullOrEmpty(details))
            return [];
        try
        {
            using var json = JsonDocument.Parse(details);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? json.RootElement.EnumerateObject().Select(Change).ToList()
                : [new AuditChange("内容", null, Text(json.RootElement))];
        }
        catch (JsonException)
        {
            return [new AuditChange("内容", null, details)];
        }
    }

    private AuditChange Change(JsonProperty property)
    {
        var field = fields.GetValueOrDefault(property.Name, property.Name);
        return property.Value is { ValueKind: JsonValueKind.Array } pair && pair.GetArrayLength() == 2
            ? new AuditChange(field, Text(pair[0]), Text(pair[1]))
            : new AuditChange(field, null, Text(property.Value));
    }

    private string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => values[bool.TrueString],
        JsonValueKind.False => values[bool.FalseString],
        JsonValueKind.String => values.GetValueOrDefault(value.GetString()!, value.GetString()!),
        _ => value.GetRawText(),
    };

    private static Dictionary<string, string> Join(IEnumerable<IReadOnlyDictionary<string, string>> parts)
    {
        var joined = new Dictionary<string, string>();
        foreach (var (key, word) in parts.SelectMany(p => p))
        {
            if (!joined.TryAdd(key, word) && joined[key] != word)
                throw new ArgumentException($"{key} is called {joined[key]} and {word}.");
        }

        return joined;
    }
}
