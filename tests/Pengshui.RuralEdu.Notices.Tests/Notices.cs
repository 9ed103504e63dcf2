namespace Pengshui.RuralEdu.Notices.Tests;

/// <summary>Notices of invented counties, each showing a habit of some author, and the notice of 2023 where it is at hand.</summary>
internal static class Notices
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Notices");

    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.txt").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal);

    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name + ".txt"));

    public static string Expected(string name) => File.ReadAllText(Path.Combine(Folder, name + ".json")).ReplaceLineEndings("\n").TrimEnd();

    public static string Real() => File.ReadAllText(Shared("notice-2023.txt"));

    /// <summary>The notice of 2023 as an office program printed it.</summary>
    public static byte[] RealPdf(string name) => File.ReadAllBytes(Shared(Path.Combine("cases", name)));

    /// <summary>The path of a file that came with the order; skips the test where it is not at hand.</summary>
    public static string Shared(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", name);
            if (File.Exists(file))
                return file;
        }

        Assert.Skip($"shared/{name} is not at hand: put it beside the repository to read it in this test.");
        return "";
    }

    public static async Task<NoticeSource> SourceAsync(byte[] file, string name = "通知")
    {
        var result = await NoticeReader.ReadAsync(name, new MemoryStream(file), TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, result.Message);
        return result.Value;
    }

    public static async Task<string> RefusalAsync(byte[] file, string name = "通知")
    {
        var result = await NoticeReader.ReadAsync(name, new MemoryStream(file), TestContext.Current.CancellationToken);
        Assert.False(result.Succeeded, "The file was read.");
        return result.Message;
    }

    public static ParsedNotice Parsed(NoticeSource source)
    {
        var result = NoticeParser.Parse(source);
        Assert.True(result.Succeeded, result.Message);
        return result.Value;
    }

    public static string Json(NoticeSource source) => NoticeJson.Write(Parsed(source)).ReplaceLineEndings("\n");
}
