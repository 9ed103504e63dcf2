using Pengshui.RuralEdu.Core.Calendar;

namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>What can be done for a light.</summary>
public enum RemedyKind
{
    /// <summary>开启月报期: a month that was not opened takes no report.</summary>
    OpenPeriod,

    /// <summary>重新开启月报期: a month that was closed takes no report either.</summary>
    ReopenPeriod,

    /// <summary>The report comes back to its section: 撤回, 退回 or 重新打开, by where it stands.</summary>
    SendBack,

    /// <summary>A report that was never in is submitted.</summary>
    File,

    /// <summary>A report that is back with its section is mended and submitted again.</summary>
    Refile,

    /// <summary>审核通过 by the section's head; not needed where the head submitted.</summary>
    Approve,

    /// <summary>确认.</summary>
    Confirm,

    /// <summary>提交整改.</summary>
    SubmitRectification,

    /// <summary>调整期限 of a rectification.</summary>
    ExtendRectification,

    /// <summary>A coordination need is marked as solved (标为已解决).</summary>
    SettleNeed,

    /// <summary>The section says in the report that it is about to submit that a coordination need is solved.</summary>
    AnswerNeed,

    /// <summary>改判, where nothing else turns the light.</summary>
    Override,

    /// <summary>撤销改判.</summary>
    WithdrawOverride,
}

/// <summary>What a report must say, once it is so.</summary>
/// <param name="Rule">The rule that it satisfies.</param>
/// <param name="Name">完成率, the indicator's name, or the need.</param>
/// <param name="Text">完成率不低于 70.1%.</param>
/// <param name="Bound">The value that is just enough and can be typed, percent or in the indicator's unit; null of a need.</param>
public sealed record Goal(LightRule Rule, string Name, string Text, decimal? Bound = null);

/// <summary>One thing to be done for a light.</summary>
/// <param name="Kind">What.</param>
/// <param name="Month">The month whose report, period or light it is about.</param>
/// <param name="Who">The section, its head, 统筹员 or 督查员.</param>
/// <param name="What">What they do, in a phrase that goes on from <paramref name="Who"/>.</param>
public sealed record Remedy(RemedyKind Kind, Month Month, string Who, string What)
{
    /// <summary>The last day on which it still helps; null where it is not bound to one, or that day has passed.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>What the report must say.</summary>
    public IReadOnlyList<Goal> Goals { get; init; } = [];

    /// <summary>What does as well; null where nothing does.</summary>
    public Remedy? Instead { get; init; }

    /// <summary>All but who: 10月25日前提交10月月报，完成率不低于 70.1%.</summary>
    public string Deed => $"{(DueOn is { } day ? ChineseDays.MonthAndDay(day) + "前" : null)}{What}{(Instead is { } other ? "，或由" + other.Sentence : null)}";

    /// <summary>The whole without its stop.</summary>
    public string Sentence => Who + Deed;
}

/// <summary>
/// 怎样转绿: all that stands in the way of a month's green light, in the order in which it is done, and nothing that cannot
/// be done. What is written down for good (a late report, a month's end that has passed) no deed turns but an override;
/// then, and where the month is closed, it is also said what makes the next month's light green.
/// </summary>
/// <param name="Month">The month whose light <see cref="Steps"/> turn.</param>
/// <param name="Steps">Done one after the other they turn the month's light green; empty where nothing can.</param>
/// <param name="Notes">What is so for good, and why; sentences without their stops.</param>
/// <param name="NextMonth">The month whose light <see cref="NextSteps"/> make green; null where it is not asked for, or is judged already.</param>
/// <param name="NextSteps">What makes the next month's light green.</param>
public sealed record WayToGreen(Month Month, IReadOnlyList<Remedy> Steps, IReadOnlyList<string> Notes, Month? NextMonth, IReadOnlyList<Remedy> NextSteps)
{
    /// <summary>The steps by the month whose light they turn, with how that is said: 10月的灯, or 11月的灯（11月月报确认后）.</summary>
    public IEnumerable<(string Light, IReadOnlyList<Remedy> Steps)> Parts
    {
        get
        {
            if (Steps.Count > 0)
                yield return ($"{Month.Number}月的灯", Steps);
            if (NextMonth is { } next)
                yield return ($"{next.Number}月的灯（{next.Number}月月报确认后）", NextSteps);
        }
    }

    /// <summary>All of it in one text without the last stop.</summary>
    public string Text => string.Join("。", [.. Notes, .. Parts.Select(p => $"{p.Light}：{string.Join("；", p.Steps.Select((s, i) => $"{i + 1}. {s.Sentence}"))}")]);
}
