using System.Text.RegularExpressions;
using Pengshui.RuralEdu.Testing.Examples;

namespace Pengshui.RuralEdu.Web.Tests.Infrastructure;

/// <summary>A component's rules for phones and print stand beside it, at widths that are written once.</summary>
public sealed partial class StyleSheetTests
{
    private static readonly string Styles = Path.Combine(TypedExamples.Root(), "src", "Pengshui.RuralEdu.Web", "Assets", "styles");

    private static readonly string[] Folders = ["base", "components", "layout", "pages"];

    [Fact]
    public void Only_the_base_writes_a_media_query()
    {
        var elsewhere = Partials()
            .Where(p => !p.StartsWith("base/", StringComparison.Ordinal) && MediaQuery().IsMatch(File.ReadAllText(Path.Combine(Styles, p))));
        Assert.Equal([], elsewhere);
    }

    [Fact]
    public void No_partial_gathers_the_rules_of_phones_or_print()
    {
        Assert.DoesNotContain(Partials(), p => Path.GetFileName(p) is "_phone.scss" or "_print.scss");
    }

    [Fact]
    public void Every_partial_lies_in_one_of_four_folders_and_is_brought_in_once()
    {
        Assert.Equal(Folders, Directory.GetDirectories(Styles).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var site = File.ReadAllText(Path.Combine(Styles, "site.scss"));
        var used = Used().Matches(site).Select(m => $"{m.Groups[1].Value}/_{m.Groups[2].Value}.scss");
        // The mixins write nothing by themselves: who uses them brings them in.
        Assert.Equal(Partials().Except(["site.scss", "base/_media.scss"]), used.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Partials() => Directory.EnumerateFiles(Styles, "*.scss", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Styles, f).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    [GeneratedRegex("@media", RegexOptions.IgnoreCase)]
    private static partial Regex MediaQuery();

    [GeneratedRegex("^@use \"([a-z]+)/([a-z0-9-]+)\";$", RegexOptions.Multiline)]
    private static partial Regex Used();
}
