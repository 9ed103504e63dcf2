using System.Text.RegularExpressions;

namespace Pengshui.RuralEdu.Notices;

/// <summary>The sentence of a notice that says once for all tasks who leads: 排在首位的为牵头科室，下同.</summary>
internal static class LeadRule
{
    private const string Noun = "(?:责任)?(?:科室|单位|部门|股室|处室|机构)";
    private const string First = "(?:第一|首|最前|第 ?1)(?:位|个|名|家|面)?";
    private const string Stands = "(?:排名|排序|排列|名列|位列|排|列|写|居|位|放)(?:在|名|于|为)?";
    private const string Leads = "(?:牵头|主办|主责|主要责任)(?:负责)?(?:科室|单位|部门|股室|处室|机构|方|者)?";
    private const string FirstLeads = $"(?:{Stands})?{First}(?:的|者)*{Noun}?(?:即为|即是|作为|由其|为|是|系)?(?:第一)?{Leads}";
    private const string LeadIsFirst = $"{Leads}{Stands}{First}";
    private const string OthersSupport = $"(?:其余|其他|其它|余下|后面)的?(?:均|都)?{Noun}?(?:均|都)?(?:为|是|负责)?(?:配合|协办|协助)(?:科室|单位|部门|股室|处室|机构|方)?";

    private const string Below = "(?:以?下|后)均?同此?";

    // Neither goes back, so a hostile text costs no more than its length.
    private static readonly Regex Anywhere = new($"{FirstLeads}|{LeadIsFirst}", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    private static readonly Regex Here = new($"^(?:(?:以上|上述)?(?:各项)?{Noun}?(?:中|里),?)?(?:{FirstLeads}|{LeadIsFirst}|{OthersSupport}|{Below})", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Whether it says that the one named first leads.</summary>
    public static bool IsIn(ReadOnlySpan<char> text) => Anywhere.IsMatch(text);

    /// <summary>Length of such a phrase at a place; 0 where there is none.</summary>
    public static int At(string text, int start, int end) => Phrases.LengthAt(Here, text, start, end);
}

/// <summary>Reads a phrase at a place.</summary>
internal static class Phrases
{
    private const int Longest = 60;

    /// <summary>Length of the match of an anchored pattern; 0 where there is none.</summary>
    public static int LengthAt(Regex anchored, string text, int start, int end)
    {
        foreach (var match in anchored.EnumerateMatches(text.AsSpan(start, Math.Min(Longest, end - start))))
            return match.Length;
        return 0;
    }
}
