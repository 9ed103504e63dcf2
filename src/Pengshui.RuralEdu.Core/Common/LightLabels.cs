namespace Pengshui.RuralEdu.Core.Common;

/// <summary>What the lights are called.</summary>
public static class LightLabels
{
    /// <summary>绿灯, 黄灯, 红灯, 灰灯.</summary>
    public static string Label(this Light light) => light switch
    {
        Light.Green => "绿灯",
        Light.Yellow => "黄灯",
        Light.Red => "红灯",
        Light.Grey => "灰灯",
        _ => throw new ArgumentOutOfRangeException(nameof(light)),
    };
}
