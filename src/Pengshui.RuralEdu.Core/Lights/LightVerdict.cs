using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>Which rule a reason comes from.</summary>
public enum LightRule
{
    /// <summary>The task rests in a school holiday.</summary>
    Pause,

    /// <summary>The lead's report in time.</summary>
    LeadReport,

    /// <summary>A supporting section's report in time.</summary>
    SupportingReport,

    /// <summary>Completion against the schedule.</summary>
    Completion,

    /// <summary>An indicator against its target and its last value.</summary>
    Indicator,

    /// <summary>A coordination need that waits for somebody's help.</summary>
    Problem,

    /// <summary>A return that waits for an answer.</summary>
    Return,

    /// <summary>A rectification past its deadline.</summary>
    Rectification,
}

/// <summary>One line of "why is it yellow": the rule, the data, and what is asked. What turns the light green is said of all lines together (<see cref="WayToGreen"/>).</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Name">What was looked at: 完成率, 月报, the indicator's name.</param>
/// <param name="Data">What is so, in a plain phrase.</param>
/// <param name="Requirement">What is asked, and which light follows where it is not so.</param>
/// <param name="Light">The light that this line alone gives.</param>
public sealed record LightReason(LightRule Rule, string Name, string Data, string Requirement, Light Light)
{
    /// <summary>The line in one phrase: 完成率：79%，低 11 个百分点.</summary>
    public string Sentence => $"{Name}：{Data}";
}

/// <summary>A computed light and everything it was computed from.</summary>
/// <param name="Light">The worst of the reasons; green where all is well, grey where nothing is due yet or the task rests.</param>
/// <param name="Reasons">Every line that was looked at, also the green ones, the worst first.</param>
public sealed record LightVerdict(Light Light, IReadOnlyList<LightReason> Reasons)
{
    /// <summary>The lines that made it yellow or red.</summary>
    public IEnumerable<LightReason> Against => Reasons.Where(r => r.Light >= Light.Yellow);
}
