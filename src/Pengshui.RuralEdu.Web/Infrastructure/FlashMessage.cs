using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Pengshui.RuralEdu.Web.Infrastructure;

/// <summary>One sentence that the next page shows: what was done, after post and redirect.</summary>
public static class FlashMessage
{
    private const string Key = "Flash";

    /// <summary>Leaves a sentence for the next page.</summary>
    public static void Flash(this Controller controller, string sentence) => controller.TempData[Key] = sentence;

    /// <summary>Leaves a sentence beside the one that is left already.</summary>
    public static void FlashAlso(this Controller controller, string sentence) => controller.TempData[Key] = $"{controller.TempData.Peek(Key)}{sentence}";

    /// <summary>The same from a filter that ends the request before the controller's own saving of such sentences.</summary>
    public static void Flash(HttpContext http, string sentence)
    {
        var data = http.RequestServices.GetRequiredService<ITempDataDictionaryFactory>().GetTempData(http);
        data[Key] = sentence;
        data.Save();
    }

    /// <summary>
    /// The sentence that the last request left, once. A script that reads a page beside the one on screen gets none
    /// and does not touch the cookie that carries it: it would take the sentence away from the page that is loading.
    /// </summary>
    public static string? Take(ViewContext view) =>
        view.HttpContext.Request.Headers.XRequestedWith == "fetch" ? null : view.TempData[Key] as string;
}
