using Pengshui.RuralEdu.Core.Instructions;

namespace Pengshui.RuralEdu.Demonstration;

/// <summary>A step of a story.</summary>
/// <param name="On">Beijing's day, a working day.</param>
/// <param name="Section">The section's code.</param>
/// <param name="Action">What.</param>
/// <param name="Text">The answer, or why.</param>
/// <param name="DueOn">The new day of a leader who asks again.</param>
internal sealed record InstructionScene(DateOnly On, string Section, InstructionAction Action, string? Text = null, DateOnly? DueOn = null);

/// <summary>What became of one instruction of the demonstration.</summary>
/// <param name="Task">The task.</param>
/// <param name="By">The leader's user name.</param>
/// <param name="Sections">The sections' codes.</param>
/// <param name="GivenOn">Beijing's day, a working day.</param>
/// <param name="DueOn">回复期限.</param>
/// <param name="Text">批示.</param>
/// <param name="Steps">What was done then.</param>
internal sealed record DemonstrationInstruction(
    int Task, string By, IReadOnlyList<string> Sections, DateOnly GivenOn, DateOnly DueOn, string Text, IReadOnlyList<InstructionScene> Steps)
{
    /// <summary>All of them: withdrawn, asked again and accepted, overdue, new, answered.</summary>
    public static IReadOnlyList<DemonstrationInstruction> All { get; } =
    [
        new(16, "leader", ["rsk"], Day(9, 5), Day(9, 15), "请提出下一步协作项目清单。",
            [new(Day(9, 6), "rsk", InstructionAction.Withdraw, "改在专题会上研究，不再书面报送。")]),
        new(2, "leader", ["jjk", "jyk"], Day(9, 20), Day(9, 28), "布局调整涉及的学校请逐一列出，写明过渡期学生就读安排。",
        [
            new(Day(9, 26), "jyk", InstructionAction.Answer, "涉及学生已按就近原则落实就读学校，名单由学校留存，家长会已开。"),
            new(Day(9, 27), "jjk", InstructionAction.Answer, "三所学校的调整方案已报规划部门，年底前完成。"),
            new(Day(9, 28), "jyk", InstructionAction.Accept),
            new(Day(10, 11), "jjk", InstructionAction.AskAgain, "没有写明每所学校的开工时间，请补充后再报。", Day(10, 25)),
        ]),
        new(18, "leader", ["cwk"], Day(9, 26), Day(10, 9), "九月月报没有按时报送，请说明原因和补报时间。", []),
        new(9, "deputy", ["jyk"], Day(10, 16), Day(10, 27), "学前教育进度落后较多，请列出剩余点位和完工时间。", []),
        new(7, "deputy", ["jyk"], Day(10, 12), Day(10, 20), "安置率回升后如何巩固，请写明责任学校和检查办法。",
            [new(Day(10, 17), "jyk", InstructionAction.Answer, "已明确 12 所责任学校，每月核对一次台账，科室每季度抽查。")]),
    ];

    private static DateOnly Day(int month, int day) => new(2023, month, day);
}
