using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pengshui.RuralEdu.Core.Plans.Seed;

/// <summary>
/// The data that comes with the program, read from the JSON files in this folder, which are embedded in the assembly, as other projects embed theirs.
/// Strict: an unknown or missing member, or an unknown word of an enumeration, is an error of the build's data and throws.
/// </summary>
public static class SeedFiles
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    /// <summary>The sections of 2023, in the order in which the notice first names them.</summary>
    public static IReadOnlyList<SectionSeed> Sections() => Read<List<SectionSeed>>(typeof(SeedFiles), "sections.json");

    /// <summary>The plan of 2023.</summary>
    public static PlanSeed Plan2023() => Read<PlanSeed>(typeof(SeedFiles), "plan-2023.json");

    /// <summary>Statutory holidays, exchanged working days and school holidays of 2023 to 2026.</summary>
    public static CalendarSeed Calendar() => Read<CalendarSeed>(typeof(SeedFiles), "calendar.json");

    /// <summary>Reads one file.</summary>
    /// <typeparam name="T">The record that the file's content becomes.</typeparam>
    /// <param name="beside">A type in whose assembly and namespace the file is embedded.</param>
    /// <param name="fileName">Its name without a folder.</param>
    /// <exception cref="InvalidOperationException">There is no such file, or it holds nothing.</exception>
    /// <exception cref="JsonException">The content does not fit the record.</exception>
    public static T Read<T>(Type beside, string fileName)
        where T : class
    {
        using var stream = beside.Assembly.GetManifestResourceStream(beside, fileName)
            ?? throw new InvalidOperationException($"The embedded file {fileName} is missing.");
        return JsonSerializer.Deserialize<T>(stream, Options)
            ?? throw new InvalidOperationException($"The embedded file {fileName} is empty.");
    }
}
