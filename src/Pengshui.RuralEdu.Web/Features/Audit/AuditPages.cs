using Microsoft.AspNetCore.Mvc.Rendering;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Web.Features.Audit;

/// <summary>The list with its filters, and how the trail is protected.</summary>
public sealed record AuditListPage(AuditFilterForm Filter, AuditList List, AuditProtection Protection)
{
    public static IEnumerable<SelectListItem> Acts(AuditVocabulary words) => Items(words.Actions);

    public static IEnumerable<SelectListItem> Kinds(AuditVocabulary words) => Items(words.ObjectTypes);

    public static IEnumerable<SelectListItem> Results { get; } =
        Enum.GetValues<AuditResult>().Select(result => new SelectListItem(AuditVocabulary.Result(result), result.ToString())).ToList();

    /// <summary>The same list, turned to another page.</summary>
    public string AddressOf(string turn, long sequence) =>
        QueryString.Create(Filter.Values().Append(KeyValuePair.Create(turn, (string?)sequence.ToString()))).ToString();

    private static List<SelectListItem> Items(IReadOnlyDictionary<string, string> words) => words.Select(pair => new SelectListItem(pair.Value, pair.Key)).ToList();
}

internal static class AuditTime
{
    /// <summary>To the second and in full: a trail is compared with other records.</summary>
    public static string Full(DateTime utc) => BusinessClock.ToBeijing(utc).ToString("yyyy-MM-dd HH:mm:ss");
}
