namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>
/// Where something past its day stands (停在哪里): who acts next, and how. One definition for every page. A month that is
/// closed takes no report, so there it is the coordinator's turn: to open it again, or to decide that it is no longer asked for.
/// </summary>
/// <param name="With">The section or the coordinator; null where nobody can act any more.</param>
/// <param name="Next">What comes next.</param>
public sealed record Holdup(string? With, string Next)
{
    /// <summary>What pages call the coordinator.</summary>
    public const string Coordinator = "统筹员";

    /// <summary>Of a report.</summary>
    /// <param name="section">Whose report.</param>
    /// <param name="isReturn">Whether it was returned; else it was never submitted.</param>
    /// <param name="isPeriodOpen">Whether its month takes submissions.</param>
    /// <param name="isArchived">Whether the plan is archived.</param>
    /// <param name="isWaived">Whether the coordinator decided that it is no longer asked for.</param>
    public static Holdup OfReport(string section, bool isReturn, bool isPeriodOpen, bool isArchived, bool isWaived = false)
    {
        var act = isReturn ? "重报" : "补报";
        return isArchived ? new Holdup(null, $"方案已归档，不再{act}")
            : isWaived ? new Holdup(null, $"{Coordinator}已定为不再{act}")
            : isPeriodOpen ? new Holdup(section, isReturn ? "修改后重新提交" : act)
            : new Holdup(Coordinator, $"月份已关闭，重新开启后{section}才能{act}，也可以不再{act}");
    }

    /// <summary>Of a rectification.</summary>
    public static Holdup OfRectification(string section) => new(section, "提交整改");

    /// <summary>Of an instruction.</summary>
    public static Holdup OfInstruction(string section) => new(section, "回复批示");

    /// <summary>停在教育科：补报.</summary>
    public string Sentence => With is { } who ? $"停在{who}：{Next}" : Next;
}
