using System.Globalization;

namespace Pengshui.RuralEdu.Web.Infrastructure.Startup;

/// <summary>The portal speaks one language, whatever the machine's or the browser's is.</summary>
internal static class Language
{
    public static void UseChinese()
    {
        var chinese = CultureInfo.GetCultureInfo("zh-CN");
        CultureInfo.DefaultThreadCurrentCulture = chinese;
        CultureInfo.DefaultThreadCurrentUICulture = chinese;
        CultureInfo.CurrentCulture = chinese;
        CultureInfo.CurrentUICulture = chinese;
    }
}
