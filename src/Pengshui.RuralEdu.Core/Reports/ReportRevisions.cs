using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>Writes and reads the copies that submissions leave.</summary>
public static class ReportRevisions
{
    // The form of what is stored: a change here must still read what was written before.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>A copy of what was submitted.</summary>
    /// <param name="sheet">The content.</param>
    /// <param name="number">From 1, one more each time.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="byId">By whom.</param>
    public static ReportRevision Make(ReportSheet sheet, int number, DateTime at, int byId)
    {
        var json = Write(sheet);
        return new ReportRevision { Number = number, SubmittedAt = at, SubmittedById = byId, ContentJson = json, ContentHash = HashOf(json) };
    }

    /// <summary>The content of a copy. One from before needs said what for names them without it.</summary>
    public static ReportSheet Read(string json)
    {
        var sheet = JsonSerializer.Deserialize<ReportSheet>(json, Json)!;
        return sheet.CoordinationWith is null ? sheet : sheet with
        {
            CoordinationWith = null,
            Needs = sheet.CoordinationWith.Count == 0 ? [] : [new SheetNeed([.. sheet.CoordinationWith.Select(name => new SheetBody(name, null))], null)],
        };
    }

    /// <summary>The content as it is stored; equal texts mean equal contents.</summary>
    public static string Write(ReportSheet sheet) => JsonSerializer.Serialize(sheet, Json);

    /// <summary>SHA-256 in UTF-8, lower-case hexadecimal.</summary>
    public static string HashOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
}
