using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Testing.Examples;

namespace Pengshui.RuralEdu.Core.Tests.Architecture;

/// <summary>The rooms of Core stand in the order of <c>rooms.txt</c>: a room uses only those before it.</summary>
public sealed partial class RoomTests
{
    private const string Root = "Pengshui.RuralEdu.Core.";

    private static readonly string Source = Path.Combine(TypedExamples.Root(), "src", "Pengshui.RuralEdu.Core");
    private static readonly List<string> Rooms = [.. File.ReadAllLines(Path.Combine(Source, "rooms.txt"))];

    [Fact]
    public void Every_folder_is_a_room_and_every_room_a_folder()
    {
        var folders = Directory.EnumerateDirectories(Source).Select(d => Path.GetFileName(d)).Except(["bin", "obj"]);

        Assert.Equal(Rooms.Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_type_uses_one_of_a_later_room()
    {
        var types = new ArchLoader().LoadAssemblies(typeof(RuralEduDbContext).Assembly).Build().Types.ToList();
        var uses = (from type in types
                    from used in type.Dependencies.Select(d => d.Target).Distinct()
                    where PlaceOf(type) >= 0 && PlaceOf(used) >= 0 && !IsHub(type) && !IsHub(used)
                    select (Type: type, Used: used)).ToList();

        Assert.True(uses.Count(u => PlaceOf(u.Used) < PlaceOf(u.Type)) > 1000, "The types were not read.");
        Assert.Empty(uses.Where(u => PlaceOf(u.Used) > PlaceOf(u.Type)).Select(u => $"{u.Type.FullName} uses {u.Used.FullName}"));
    }

    [Fact]
    public void No_file_names_a_later_room()
    {
        // Constants leave no trace in compiled code.
        var names = from file in Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
                    let room = Rooms.IndexOf(Path.GetRelativePath(Source, file).Split(Path.DirectorySeparatorChar)[0])
                    where room >= 0 && !Path.GetFileName(file).StartsWith(nameof(RuralEduDbContext), StringComparison.Ordinal)
                    from named in NamedRoom().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value)
                    where Rooms.IndexOf(named) > room
                    select $"{Path.GetRelativePath(Source, file)} names {named}";

        Assert.Empty(names);
    }

    [Fact]
    public void The_rooms_register_themselves_in_their_order()
    {
        var source = File.ReadAllText(Path.Combine(Source, "CoreServices.cs"));
        var registered = Registered().Matches(source[source.IndexOf("AddRooms", StringComparison.Ordinal)..]).Select(m => m.Groups[1].Value).Where(Rooms.Contains).ToList();

        Assert.Equal(Rooms.Except(["Common", "Data"]), registered);
        Assert.All(registered, room => Assert.Single(Directory.EnumerateFiles(Path.Combine(Source, room), "*Services.cs"),
            file => File.ReadAllText(file).Contains($" Add{room}(this IServiceCollection services", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_document_shows_the_same_order()
    {
        var document = File.ReadAllText(Path.Combine(TypedExamples.Root(), "docs", "architecture.md"));

        Assert.Equal(Rooms, TableRow().Matches(document).SelectMany(m => m.Groups[1].Value.Split(", ")).Where(w => w != "room"));
    }

    [Fact]
    public void The_files_that_the_document_follows_through_are_there()
    {
        var document = File.ReadAllText(Path.Combine(TypedExamples.Root(), "docs", "architecture.md"));
        var files = NamedFile().Matches(document).Select(m => m.Groups[1].Value).ToList();

        Assert.True(files.Count > 10, "The document names no files.");
        Assert.All(files, file => Assert.True(File.Exists(Path.Combine(TypedExamples.Root(), file)), file));
    }

    /// <summary>The one exception: it names every entity, and services use it.</summary>
    private static bool IsHub(IType type) => type.FullName.StartsWith(typeof(RuralEduDbContext).FullName!, StringComparison.Ordinal);

    private static int PlaceOf(IType type) => type.Namespace?.FullName is { } name && name.StartsWith(Root, StringComparison.Ordinal)
        ? Rooms.IndexOf(name[Root.Length..].Split('.')[0])
        : -1;

    [GeneratedRegex(@"\bPengshui\.RuralEdu\.Core\.(\w+)")]
    private static partial Regex NamedRoom();

    [GeneratedRegex(@"\.Add(\w+)\((?:configuration)?\)")]
    private static partial Regex Registered();

    [GeneratedRegex(@"^\| (\w+(?:, \w+)*) \|", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex(@"`(src/[\w./]+\.(?:cs|cshtml|txt))`")]
    private static partial Regex NamedFile();
}
