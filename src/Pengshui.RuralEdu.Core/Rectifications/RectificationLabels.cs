using Pengshui.RuralEdu.Core.Lights;

namespace Pengshui.RuralEdu.Core.Rectifications;

/// <summary>The words of the field for rectifications.</summary>
public static class RectificationLabels
{
    /// <summary>待整改, 整改中 …</summary>
    public static string Label(this RectificationState state) => state switch
    {
        RectificationState.Draft => "草稿",
        RectificationState.Open => "待整改",
        RectificationState.InProgress => "整改中",
        RectificationState.AwaitingVerification => "待核验",
        RectificationState.Returned => "已退回",
        RectificationState.Closed => "已销号",
        RectificationState.AwaitingLookBack => "待回头看",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>签发, 提交整改 …, as on the buttons.</summary>
    public static string Label(this RectificationAction action) => action switch
    {
        RectificationAction.Issue => "签发",
        RectificationAction.Report => "报送措施",
        RectificationAction.Submit => "提交整改",
        RectificationAction.Close => "销号",
        RectificationAction.Return => "退回",
        RectificationAction.Extend => "调整期限",
        RectificationAction.ScheduleLookBack => "安排回头看",
        RectificationAction.PassLookBack => "回头看合格",
        RectificationAction.Reopen => "重新整改",
        RectificationAction.HandOver => "移交",
        RectificationAction.Move => "期限顺延",
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };
}
