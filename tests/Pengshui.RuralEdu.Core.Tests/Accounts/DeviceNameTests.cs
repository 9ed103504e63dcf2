using Pengshui.RuralEdu.Core.Accounts;

namespace Pengshui.RuralEdu.Core.Tests.Accounts;

public sealed class DeviceNameTests
{
    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0", "Windows 电脑 · Edge")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36", "Windows 电脑 · Chrome")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1", "苹果手机 · Safari")]
    [InlineData("Mozilla/5.0 (Linux; Android 14; PJZ110) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0 Mobile Safari/537.36 MicroMessenger/8.0.49", "安卓手机 · 微信")]
    [InlineData("Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Linux 电脑 · Firefox")]
    [InlineData("Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 HuaweiBrowser/5.0", "鸿蒙手机 · 华为浏览器")]
    [InlineData("curl/8.5.0", "未知设备")]
    [InlineData("<script>alert(1)</script>", "未知设备")]
    [InlineData("", "未知设备")]
    [InlineData(null, "未知设备")]
    public void A_user_agent_is_told_in_plain_words_or_not_at_all(string? userAgent, string name)
    {
        Assert.Equal(name, DeviceName.Of(userAgent));
        Assert.True(name.Length <= SignInSession.DeviceLength);
    }
}
