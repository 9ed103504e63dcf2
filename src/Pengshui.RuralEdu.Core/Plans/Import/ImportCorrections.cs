using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Plans.Import;

/// <summary>The head of a plan as somebody corrects it.</summary>
/// <param name="Year">Year.</param>
/// <param name="Title">Title.</param>
/// <param name="DocumentNumber">发文字号, or empty.</param>
/// <param name="IssuingBody">Who issued it.</param>
/// <param name="IssuedOn">Date of issue.</param>
/// <param name="Groups">The groups' titles, one for each that is there.</param>
/// <param name="NewGroup">Title of one more group, or empty.</param>
public sealed record HeadCorrection(
    int? Year, string? Title, string? DocumentNumber, string? IssuingBody, DateOnly? IssuedOn, IReadOnlyList<string?> Groups, string? NewGroup)
{
    /// <summary>The proposal, corrected.</summary>
    internal PlanProposal Of(PlanProposal proposal) => proposal with
    {
        Year = Year,
        Title = TypedText.Line(Title) ?? "",
        DocumentNumber = TypedText.Line(DocumentNumber),
        IssuingBody = TypedText.Line(IssuingBody) ?? "",
        IssuedOn = IssuedOn,
        Groups =
        [
            .. proposal.Groups.Select((g, i) => i < Groups.Count ? g with { Title = TypedText.Line(Groups[i]) ?? "" } : g),
            .. TypedText.Line(NewGroup) is { } added ? [new ProposedGroup(added)] : Array.Empty<ProposedGroup>(),
        ],
    };
}

/// <summary>A task as somebody corrects it.</summary>
/// <param name="Number">Which.</param>
/// <param name="Group">Its group's place, from 1.</param>
/// <param name="Title">Title.</param>
/// <param name="Text">The notice's words.</param>
/// <param name="Measures">One a line.</param>
/// <param name="Due">By when or how often, for the measures without a date of their own.</param>
/// <param name="Leader">责任领导.</param>
/// <param name="Remark">备注.</param>
/// <param name="Parts">Names and kinds; empty names are left out.</param>
/// <param name="Targets">The figures that are there, in their order, with what is corrected of them.</param>
public sealed record TaskCorrection(
    int Number, int Group, string? Title, string? Text, string? Measures, string? Due, string? Leader, string? Remark, IReadOnlyList<ProposedPart> Parts, IReadOnlyList<TargetCorrection> Targets)
{
    /// <summary>The task, corrected. A section that stays keeps the name that the notice gives it, and its place.</summary>
    internal ProposedTask Of(ProposedTask task, PlanProposal proposal, SectionBook book) => task with
    {
        Group = Group,
        Title = TypedText.Line(Title) ?? "",
        Text = Lines(Text),
        Due = TypedText.Line(Due),
        Leader = TypedText.Line(Leader),
        Remark = TypedText.Line(Remark),
        Measures = [.. Lines(Measures).Split('\n').Select(m => m.Trim()).Where(m => m.Length > 0)],
        Parts =
        [
            .. Parts.Select(p => p with { Name = TypedText.Line(p.Name) ?? "" }).Where(p => p.Name.Length > 0)
                .Select(p => task.Parts.FirstOrDefault(o => o.Name == p.Name || book.Find(o.Name, proposal)?.Name == p.Name) is { } own ? own with { Kind = p.Kind } : p),
        ],
        Targets = [.. task.Targets.Select((t, i) => i < Targets.Count ? Targets[i].Of(t) : t)],
    };

    private static string Lines(string? text) => TypedText.Lines(text) ?? "";
}

/// <summary>A proposed figure as somebody corrects it.</summary>
/// <param name="IsWanted">Whether it becomes an indicator.</param>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit.</param>
public sealed record TargetCorrection(bool IsWanted, string? Name, string? Unit)
{
    /// <summary>The figure, corrected.</summary>
    internal ProposedTarget Of(ProposedTarget target) =>
        target with { IsWanted = IsWanted, Name = TypedText.Line(Name) ?? "", Unit = TypedText.Line(Unit) ?? "" };
}
