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
    /// <param name="snapshot">The content.</param>
    /// <param name="number">From 1, one more each time.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="byId">By whom.</param>
    public static ReportRevision Make(ReportSnapshot snapshot, int number, DateTime at, int byId)
    {
        var json = Write(snapshot);
        return new ReportRevision { Number = number, SubmittedAt = at, SubmittedById = byId, ContentJson = json, ContentHash = HashOf(json) };
    }

    /// <summary>The content of a copy. One from before needs said what for names them without it.</summary>
    public static ReportSnapshot Read(string json)
    {
        var snapshot = JsonSerializer.Deserialize<ReportSnapshot>(json, Json)!;
        return snapshot.CoordinationWith is null ? snapshot : snapshot with
        {
            CoordinationWith = null,
            Needs = snapshot.CoordinationWith.Count == 0 ? [] : [new SnapshotNeed([.. snapshot.CoordinationWith.Select(name => new SnapshotBody(name, null))], null)],
        };
    }

    /// <summary>The content as it is stored; equal texts mean equal contents.</summary>
    public static string Write(ReportSnapshot snapshot) => JsonSerializer.Serialize(snapshot, Json);

    /// <summary>SHA-256 in UTF-8, lower-case hexadecimal.</summary>
    public static string HashOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
}
