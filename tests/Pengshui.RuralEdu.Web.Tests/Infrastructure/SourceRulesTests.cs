using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Pengshui.RuralEdu.Web.Tests.Infrastructure;

/// <summary>What the sources of the product may not name: weak cryptography, chance that can be guessed, calls of other machines.</summary>
public sealed partial class SourceRulesTests
{
    [Fact]
    public async Task No_source_names_a_weak_algorithm_or_chance_that_can_be_guessed() =>
        Assert.Equal([], await NamingAsync(Weak()));

    /// <summary>The database's driver apart, the scanner is the only one whom the portal calls.</summary>
    [Fact]
    public async Task Nobody_but_the_scanner_is_called() =>
        Assert.Equal(["ClamScanner.cs"], await NamingAsync(Calling()));

    /// <summary>A letter before <c>@</c>, a Chinese character too, makes Razor take it for an address of mail and show the code to readers.</summary>
    [Fact]
    public async Task No_page_shows_its_code_where_a_word_stands_right_before_it()
    {
        var showing = new List<string>();
        var pages = Directory.EnumerateFiles(SourceFolder(), "*.cshtml", SearchOption.AllDirectories).ToList();
        Assert.True(pages.Count > 100, $"{pages.Count} pages");
        foreach (var page in pages)
        {
            foreach (Match match in LikeMail().Matches(await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken)))
                showing.Add($"{Path.GetFileName(page)}: {match.Value}");
        }

        Assert.Empty(showing);
    }

    private static string SourceFolder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src"));

    private static async Task<List<string>> NamingAsync(Regex words, [CallerFilePath] string here = "")
    {
        var source = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src"));
        var separator = Path.DirectorySeparatorChar;
        var files = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{separator}obj{separator}", StringComparison.Ordinal) && !f.Contains($"{separator}bin{separator}", StringComparison.Ordinal)).ToList();
        Assert.True(files.Count > 300, $"{files.Count} sources");
        var naming = new List<string>();
        foreach (var file in files)
        {
            if (words.IsMatch(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)))
                naming.Add(Path.GetFileName(file));
        }

        return naming;
    }

    [GeneratedRegex(@"\b(?:MD5|SHA1|HMACMD5|HMACSHA1|DES|TripleDES|RC2|CipherMode|new Random|Random\.Shared)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Weak();

    // After an expression, which ends in a name, another one may follow.
    [GeneratedRegex(@"[\u3400-\u9fff]@[A-Za-z]\S*", RegexOptions.CultureInvariant)]
    private static partial Regex LikeMail();

    [GeneratedRegex(@"\b(?:HttpClient|IHttpClientFactory|WebRequest|TcpClient|UdpClient|SmtpClient|new Socket)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Calling();
}
