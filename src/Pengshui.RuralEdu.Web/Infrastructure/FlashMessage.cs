using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Pengshui.RuralEdu.Web.Infrastructure;

/// <summary>One sentence that the next page shows: what was done, after post and redirect.</summary>
public static class FlashMessage
{
    private const string Key = "Flash";

    /// <summary>Leaves a sentence for the next page.</summary>
    public static void Flash(this Controller controller, string sentence) => controller.TempData[Key] = sentence;

    /// <summary>The sentence that the last request left, once.</summary>
    public static string? Take(ITempDataDictionary tempData) => tempData[Key] as string;
}
