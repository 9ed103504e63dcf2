using System.Text.RegularExpressions;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Testing.Examples;

namespace Pengshui.RuralEdu.Core.Tests.Common;

public sealed class TypedTextTests
{
    /// <summary>Everything at once that has thrown somewhere: non-characters, halves of characters, control characters, invisible ones.</summary>
    public const string Hostile = "\0\u0001\u001B\u007F甲\uFFFE\uFFFF\uFDD0乙\uD800\uDC00\uDBFF丙\uDFFF\u200B\u202E\uFEFF\u2028丁\uD83F\uDFFE\t\r\n𠮷%_[]'\"<|\\";

    [Fact]
    public void A_text_is_kept_as_the_table_of_examples_says()
    {
        Assert.All(TypedExamples.Texts, e => Assert.Equal(e.Kept, TypedText.Lines(e.Typed) ?? ""));
        Assert.All(TypedExamples.Texts, e => Assert.Equal(e.Kept.Length, TypedText.Length(e.Typed)));
        Assert.All(TypedExamples.Texts, e => Assert.Equal(e.Kept.Length == 0, TypedText.IsEmpty(e.Typed)));
    }

    [Fact]
    public void What_was_cleaned_is_clean()
    {
        Assert.All(TypedExamples.Texts, e => Assert.Equal(e.Kept, TypedText.Lines(e.Kept) ?? ""));
        Assert.Equal(TypedText.Lines(Hostile), TypedText.Lines(TypedText.Lines(Hostile)));
    }

    [Fact]
    public void No_character_at_all_makes_it_throw()
    {
        for (var c = 0; c <= char.MaxValue; c++)
        {
            var text = $"甲{(char)c}乙";
            var clean = TypedText.Lines(text)!;
            _ = clean.Normalize();
            Assert.NotEmpty(TypedText.Fold(text));
            Assert.Equal(clean, XmlText.Clean(clean));
        }
    }

    [Fact]
    public void One_line_has_no_line_end() => Assert.Equal("甲 乙 丙", TypedText.Line("甲\r\n乙\t丙\n"));

    [Fact]
    public void A_cut_leaves_no_half_of_a_character()
    {
        Assert.Equal("田", TypedText.Cut("田𠮷", 2));
        Assert.Equal("田𠮷", TypedText.Cut("田𠮷", 3));
        Assert.Equal("", TypedText.Cut("𠮷", 1));
        Assert.Equal("", TypedText.Cut("𠮷", 0));
    }

    [Theory]
    [InlineData("500243201501010017")]
    [InlineData("５００２４３２０１５０１０１００１７")]
    [InlineData("500243\u200B20150101\uFEFF0017")]
    [InlineData("500243\uFFFE201501010017")]
    public void An_identity_number_is_seen_through_invisible_characters(string number) => Assert.True(IdentityNumbers.AppearIn($"学生 {number}"));

    [Fact]
    public void Looking_for_identity_numbers_bears_anything() => Assert.False(IdentityNumbers.AppearIn(Hostile));

    [Theory]
    [InlineData("台\uFFFE账\uFFFF.pdf", "台账.pdf")]
    [InlineData("\u200B\uFEFF.pdf", "未命名.pdf")]
    [InlineData("C:\\資料\\第\r\n一\0季.docx", "第一季.docx")]
    [InlineData("\uFFFE", "未命名")]
    public void A_file_name_is_harmless(string given, string kept) => Assert.Equal(kept, FileNames.Clean(given));

    [Fact]
    public void Half_a_character_is_no_part_of_a_name_or_a_password()
    {
        Assert.Equal("台账.pdf", FileNames.Clean("台\uD800账\uDFFF.pdf"));
        Assert.Contains("看不见的字符", PasswordPolicy.Objection("Lan-Tian\uD800-7391", "jyk-staff", 8), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Lan-Tian\uFFFE-7391")]
    [InlineData("Lan-Tian\u200B-7391")]
    [InlineData("Lan-Tian\t-7391")]
    [InlineData("Lan-Tian\u202E-7391")]
    public void A_password_that_nobody_can_type_again_is_refused_and_not_cleaned(string password) =>
        Assert.Contains("看不见的字符", PasswordPolicy.Objection(password, "jyk-staff", 8), StringComparison.Ordinal);

    [Fact]
    public void Nothing_normalises_text_that_was_not_cleaned()
    {
        // String.Normalize throws on U+FFFE and on halves of characters. These three clean before; PDF glyphs are one CJK radical each.
        string[] known = ["Common/TypedText.cs", "Files/FileNames.cs", "Pengshui.RuralEdu.Notices/Characters.cs"];
        var source = Path.Combine(TypedExamples.Root(), "src");
        var found = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
            .Where(f => Regex.IsMatch(File.ReadAllText(f), @"\.(Normalize\((System\.Text\.)?NormalizationForm|Normalize\(\)[^""]|IsNormalized\()"))
            .Where(f => !known.Any(k => f.Replace('\\', '/').EndsWith(k, StringComparison.Ordinal)));
        Assert.Empty(found);
    }
}
