namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>What people call the device that a request comes from, as its user agent has it: Windows 电脑 · Edge.</summary>
public static class DeviceName
{
    private const string Unknown = "未知设备";

    // The first that occurs counts: those further down occur in the texts of those above, too.
    private static readonly (string Mark, string Name)[] Machines =
    [
        ("OpenHarmony", "鸿蒙手机"), ("HarmonyOS", "鸿蒙手机"), ("iPhone", "苹果手机"), ("iPad", "苹果平板"), ("Android", "安卓手机"),
        ("Windows", "Windows 电脑"), ("Macintosh", "苹果电脑"), ("CrOS", "Chromebook"), ("Linux", "Linux 电脑"),
    ];

    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("MicroMessenger", "微信"), ("wxwork", "企业微信"), ("DingTalk", "钉钉"), ("QQBrowser", "QQ 浏览器"), ("UCBrowser", "UC 浏览器"),
        ("HuaweiBrowser", "华为浏览器"), ("MiuiBrowser", "小米浏览器"), ("SE 2.X", "搜狗浏览器"), ("360SE", "360 浏览器"), ("360EE", "360 浏览器"),
        ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"),
    ];

    /// <summary>Machine and browser, or what is known of them.</summary>
    /// <param name="userAgent">The header of the request; it can say anything, and none of it is repeated.</param>
    public static string Of(string? userAgent)
    {
        var (machine, browser) = (In(Machines, userAgent), In(Browsers, userAgent));
        return (machine, browser) switch
        {
            (null, null) => Unknown,
            (_, null) => machine,
            (null, _) => browser,
            _ => $"{machine} · {browser}",
        };
    }

    private static string? In((string Mark, string Name)[] table, string? userAgent) =>
        userAgent is null ? null : Array.Find(table, t => userAgent.Contains(t.Mark, StringComparison.OrdinalIgnoreCase)).Name;
}
