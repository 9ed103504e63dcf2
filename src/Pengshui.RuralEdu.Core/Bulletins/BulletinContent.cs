using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pengshui.RuralEdu.Core.Bulletins;

/// <summary>The parts of a bulletin, in their order.</summary>
public enum BulletinPart
{
    /// <summary>总体情况.</summary>
    Overview = 1,

    /// <summary>重点任务进展: each group and task.</summary>
    Tasks = 2,

    /// <summary>主要指标.</summary>
    Indicators = 3,

    /// <summary>需要协调的事项.</summary>
    Problems = 4,

    /// <summary>督查和整改.</summary>
    Supervision = 5,

    /// <summary>下步工作要求.</summary>
    NextSteps = 6,
}

/// <summary>A part's text: paragraphs, headings and tables as <see cref="BulletinText"/> reads them.</summary>
/// <param name="Part">Which.</param>
/// <param name="Text">Lines; empty leaves the part out.</param>
public sealed record BulletinSection(BulletinPart Part, string Text);

/// <summary>What a bulletin says.</summary>
/// <param name="Sections">Its parts, in order.</param>
public sealed record BulletinContent(IReadOnlyList<BulletinSection> Sections)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The text of a part; empty where it has none.</summary>
    public string this[BulletinPart part] => Sections.FirstOrDefault(s => s.Part == part)?.Text ?? "";

    /// <summary>With another text of a part.</summary>
    public BulletinContent With(BulletinPart part, string text) =>
        new([.. Enum.GetValues<BulletinPart>().Select(p => new BulletinSection(p, p == part ? text : this[p]))]);

    /// <summary>As the database keeps it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>Out of the database.</summary>
    public static BulletinContent Parse(string json) => JsonSerializer.Deserialize<BulletinContent>(json, Options)!;
}

/// <summary>What the seal of a published bulletin is made over: everything that a reader sees of it.</summary>
public static class BulletinSeal
{
    /// <summary>SHA-256 in lower-case hexadecimal of the published copy in UTF-8.</summary>
    public static string Of(Bulletin bulletin) =>
        Of(bulletin.Number, bulletin.Title, bulletin.PublishedAt, bulletin.ContentJson);

    /// <summary>SHA-256 of title and text, which a leader signs.</summary>
    public static string OfText(Bulletin bulletin) => Hash($"{bulletin.Title}\n{bulletin.ContentJson}");

    /// <summary>The same from its fields.</summary>
    /// <param name="number">第几期.</param>
    /// <param name="title">标题.</param>
    /// <param name="publishedAt">UTC.</param>
    /// <param name="contentJson">As stored.</param>
    public static string Of(int? number, string title, DateTime? publishedAt, string contentJson) =>
        Hash($"{number}\n{title}\n{publishedAt:yyyy-MM-ddTHH:mm:ssZ}\n{contentJson}");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
