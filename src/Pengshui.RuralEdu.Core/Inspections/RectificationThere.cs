using Pengshui.RuralEdu.Core.Lights;

namespace Pengshui.RuralEdu.Core.Inspections;

/// <summary>A rectification that is open at a place.</summary>
/// <param name="Id">For its link.</param>
/// <param name="Label">整改〔2023〕第3号.</param>
/// <param name="TaskNumber">The task.</param>
/// <param name="Section">Whose.</param>
/// <param name="Problem">存在的问题.</param>
/// <param name="State">Where it stands.</param>
/// <param name="DueOn">整改期限.</param>
/// <param name="LookBackOn">回头看日期, where one is set.</param>
public sealed record RectificationThere(
    int Id, string Label, int TaskNumber, string Section, string Problem, RectificationState State, DateOnly DueOn, DateOnly? LookBackOn);
