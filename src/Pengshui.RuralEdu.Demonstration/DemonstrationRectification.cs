using Pengshui.RuralEdu.Core.Rectifications;

namespace Pengshui.RuralEdu.Demonstration;

/// <summary>A step of a story.</summary>
/// <param name="On">Beijing's day, a working day.</param>
/// <param name="Action">What.</param>
/// <param name="Text">整改措施 of the section's step (null keeps them), else the supervisor's reason or remark.</param>
/// <param name="Feedback">整改情况.</param>
/// <param name="Day">The new deadline of a return, the day of a look-back.</param>
/// <param name="File">The name of a file that whoever takes the step adds before it.</param>
internal sealed record RectificationScene(
    DateOnly On, RectificationAction Action, string? Text = null, string? Feedback = null, DateOnly? Day = null, string? File = null);

/// <summary>What became of one rectification of the demonstration.</summary>
/// <param name="Task">The task.</param>
/// <param name="Section">The section's code.</param>
/// <param name="IssuedOn">Beijing's day, a working day.</param>
/// <param name="DueOn">整改期限.</param>
/// <param name="Problem">存在的问题.</param>
/// <param name="Steps">What was done then.</param>
internal sealed record DemonstrationRectification(
    int Task, string Section, DateOnly IssuedOn, DateOnly DueOn, string Problem, IReadOnlyList<RectificationScene> Steps)
{
    /// <summary>All of them: closed and looked at again, closed after a return, to be looked at again, overdue, awaiting verification, returned, under way, new.</summary>
    public static IReadOnlyList<DemonstrationRectification> All { get; } =
    [
        new(6, "cwk", Day(5, 16), Day(5, 31), "示例中心小学食堂有两天的留样记录没有签名，台账里看不出由谁负责。",
        [
            new(Day(5, 18), RectificationAction.Report, "明确每餐由值周教师签名，学校每周五自查一次，科室月底抽查。"),
            new(Day(5, 26), RectificationAction.Submit, null, "留样记录补全了签名栏，5月18日以后每餐都有签名，自查记录附在台账后。",
                File: "食堂留样签名和自查记录（5月，示例）.csv"),
            new(Day(5, 29), RectificationAction.Close, "现场看了 5 天的留样和记录，签名齐全。"),
            new(Day(5, 30), RectificationAction.ScheduleLookBack, null, null, Day(9, 14)),
            new(Day(9, 14), RectificationAction.PassLookBack, "看了开学两周的留样记录，每天都有签名。", File: "回头看留样记录抽查表（9月，示例）.csv"),
        ]),
        new(7, "jyk", Day(6, 13), Day(6, 30), "示例村小学的残疾儿童台账里，有 2 条没有写明安置去向。",
        [
            new(Day(6, 21), RectificationAction.Submit, "逐条核对台账，与学校、村委会确认安置去向。", "2 条都已写明安置方式。"),
            new(Day(6, 26), RectificationAction.Return, "安置去向写了，但没有写由谁跟进、多久看一次。", null, Day(7, 7)),
            new(Day(7, 3), RectificationAction.Submit, null, "补写了跟进学校和每月一次的跟进安排，台账已更新。", File: "残疾儿童安置台账汇总（示例）.csv"),
            new(Day(7, 5), RectificationAction.Close, "查看台账，去向和跟进安排齐全。"),
        ]),
        new(2, "jjk", Day(9, 12), Day(10, 13), "示例寄宿制学校宿舍楼二层疏散通道堆放旧床架。",
        [
            new(Day(9, 15), RectificationAction.Report, "学校三天内清走旧床架，科室对寄宿制学校的通道全部查一遍。"),
            new(Day(9, 22), RectificationAction.Submit, null, "旧床架已清走，全县寄宿制学校查了一遍，另有 1 处当天清理。"),
            new(Day(9, 26), RectificationAction.Close, "到宿舍楼看过，二层通道畅通，旧床架已清走。", File: "宿舍楼通道检查表（9月26日，示例）.csv"),
            new(Day(9, 27), RectificationAction.ScheduleLookBack, null, null, Day(10, 27)),
        ]),
        new(18, "cwk", Day(9, 19), Day(10, 13), "示例镇两所学校的帮扶资金没有按用途登记，账上看不出用在哪里。",
        [
            new(Day(9, 26), RectificationAction.Report, "请两所学校按支出凭证逐笔补登用途，科室派人到校核对。"),
        ]),
        new(4, "rsk", Day(9, 20), Day(10, 20), "示例初中两名轮岗教师的任课安排没有落实到课表。",
        [
            new(Day(10, 9), RectificationAction.Submit, "与学校商定任课安排，两周内排进课表。", "学校已提供新课表。"),
            new(Day(10, 12), RectificationAction.Return, "课表只排了一名教师，另一名还没有安排。", null, Day(10, 27)),
        ]),
        new(12, "jyk", Day(10, 11), Day(10, 27), "示例小学的普通话培训只有签到表，没有课时记录。",
        [
            new(Day(10, 13), RectificationAction.Report, "统一培训记录表，写明课时、内容和授课安排。"),
            new(Day(10, 18), RectificationAction.Submit, null, "新记录表已发到各校，示例小学补齐了 6 次培训的课时记录。"),
        ]),
        new(3, "jzzx", Day(10, 10), Day(11, 3), "示例小学录播教室设备闲置，本学期没有使用登记。",
        [
            new(Day(10, 16), RectificationAction.Report, "先检修设备，再排每周两节的使用安排，由学校登记。"),
        ]),
        new(14, "dgw", Day(10, 17), Day(10, 31), "示例村结对户走访记录有 3 户没有写明走访时间。", []),
    ];

    private static DateOnly Day(int month, int day) => new(2023, month, day);
}
