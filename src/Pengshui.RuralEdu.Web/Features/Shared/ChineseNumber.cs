namespace Pengshui.RuralEdu.Web.Features.Shared;

/// <summary>Numbers of groups as documents write them.</summary>
public static class ChineseNumber
{
    private const string Digits = "零一二三四五六七八九十";

    /// <summary>（一） … （九十九）; beyond that in digits.</summary>
    public static string Group(int number) => $"（{Words(number)}）";

    private static string Words(int number) => number switch
    {
        <= 10 => Digits[number].ToString(),
        < 20 => $"十{Digits[number - 10]}",
        < 100 => $"{Digits[number / 10]}十{(number % 10 == 0 ? "" : Digits[number % 10].ToString())}",
        _ => $"{number}",
    };
}
