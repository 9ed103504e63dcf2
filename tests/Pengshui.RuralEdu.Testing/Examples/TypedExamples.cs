using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pengshui.RuralEdu.Testing.Examples;

/// <summary>A text as it is typed, and as it is kept.</summary>
public sealed record TextExample(string Typed, string Kept);

/// <summary>A number as it is typed, as a field for decimals reads it and as one for whole numbers; null: refused with a sentence.</summary>
public sealed record NumberExample(string Typed, decimal? Exact, int? Whole);

/// <summary>
/// Tables of examples that the server's reading and the scripts' reading are both held against. <c>{FFFE}</c> stands for
/// one UTF-16 unit, also for half a character, which JSON cannot hold.
/// </summary>
public static partial class TypedExamples
{
    public static IReadOnlyList<TextExample> Texts { get; } =
        [.. Read<TextExample>("typed-text.json").Select(e => new TextExample(Plain(e.Typed), Plain(e.Kept)))];

    public static IReadOnlyList<NumberExample> Numbers { get; } =
        [.. Read<NumberExample>("typed-numbers.json").Select(e => e with { Typed = Plain(e.Typed) })];

    /// <summary>The folder of the tables.</summary>
    public static string Folder { get; } = Path.Combine(Root(), "tests", "Pengshui.RuralEdu.Testing", "Examples");

    /// <summary>The folder that the solution stands in.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Pengshui.RuralEdu.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }

    private static List<T> Read<T>(string file) =>
        JsonSerializer.Deserialize<List<T>>(File.ReadAllText(Path.Combine(Root(), "tests", "Pengshui.RuralEdu.Testing", "Examples", file)), JsonSerializerOptions.Web)!;

    private static string Plain(string text) =>
        Unit().Replace(text, m => ((char)ushort.Parse(m.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex(@"\{([0-9A-F]{4})\}", RegexOptions.CultureInvariant)]
    private static partial Regex Unit();
}
