namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>The words of the field for the values of reports.</summary>
public static class ReportLabels
{
    /// <summary>未填报, 草稿 …</summary>
    public static string Label(this ReportState state) => state switch
    {
        ReportState.NotStarted => "未填报",
        ReportState.Draft => "草稿",
        ReportState.AwaitingSectionReview => "待科室审核",
        ReportState.AwaitingConfirmation => "待统筹确认",
        ReportState.Returned => "已退回",
        ReportState.Confirmed => "已确认",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>保存草稿, 提交 …, as on the buttons.</summary>
    public static string Label(this ReportAction action) => action switch
    {
        ReportAction.SaveDraft => "保存草稿",
        ReportAction.Submit => "提交",
        ReportAction.Withdraw => "撤回",
        ReportAction.Approve => "审核通过",
        ReportAction.Return => "退回",
        ReportAction.Confirm => "确认",
        ReportAction.Reopen => "重新打开",
        ReportAction.Waive => "定为不再补报",
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    /// <summary>未启动, 推进中 …</summary>
    public static string Label(this MeasureState state) => state switch
    {
        MeasureState.NotStarted => "未启动",
        MeasureState.InProgress => "推进中",
        MeasureState.Continuous => "常态化推进",
        MeasureState.Done => "已完成",
        MeasureState.Blocked => "受阻",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>小学, 初中.</summary>
    public static string Label(this SchoolStage stage) => stage switch
    {
        SchoolStage.Primary => "小学",
        SchoolStage.JuniorHigh => "初中",
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };
}
