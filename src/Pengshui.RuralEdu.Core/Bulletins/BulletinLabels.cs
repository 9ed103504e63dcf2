using Pengshui.RuralEdu.Core.Calendar;

namespace Pengshui.RuralEdu.Core.Bulletins;

/// <summary>The words of bulletins.</summary>
public static class BulletinLabels
{
    private static readonly string[] Digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

    /// <summary>送审, 审签 …, as on the buttons.</summary>
    public static string Label(this BulletinAction action) => action switch
    {
        BulletinAction.Edit => "修改",
        BulletinAction.Send => "送审",
        BulletinAction.Recall => "撤回送审",
        BulletinAction.Sign => "审签",
        BulletinAction.SendBack => "退回",
        BulletinAction.Publish => "发布",
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    /// <summary>草稿, 待审签, 已审签, 已发布.</summary>
    public static string Label(this BulletinState state) => state switch
    {
        BulletinState.Draft => "草稿",
        BulletinState.Published => "已发布",
        BulletinState.AwaitingSignature => "待审签",
        BulletinState.SignedOff => "已审签",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>总体情况, 重点任务进展 …</summary>
    public static string Label(this BulletinPart part) => part switch
    {
        BulletinPart.Overview => "总体情况",
        BulletinPart.Tasks => "重点任务进展",
        BulletinPart.Indicators => "主要指标",
        BulletinPart.Problems => "需要协调的事项",
        BulletinPart.Supervision => "督查和整改",
        BulletinPart.NextSteps => "下步工作要求",
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };

    /// <summary>A number from 1 to 99 in Chinese: 一, 十, 二十一.</summary>
    public static string Chinese(int number) => (number / 10, number % 10) switch
    {
        (0, var ones) => Digits[ones],
        (1, var ones) => "十" + Digits[ones],
        var (tens, ones) => Digits[tens] + "十" + Digits[ones],
    };

    /// <summary>The title that a month's bulletin starts with.</summary>
    public static string TitleOf(Month month) => $"关于{month.ToChinese()}乡村教育振兴重点任务推进情况的通报";

    /// <summary>第 3 期 of a plan's year: 2023年第3期.</summary>
    public static string Issue(int year, int number) => $"{year}年第{number}期";
}
