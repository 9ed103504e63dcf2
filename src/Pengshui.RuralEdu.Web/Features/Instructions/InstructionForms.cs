using System.ComponentModel.DataAnnotations;
using Pengshui.RuralEdu.Core.Instructions;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Web.Features.Instructions;

/// <summary>The form of a new instruction, on a task's page, a report's page and its own.</summary>
public sealed record GiveForm
{
    private const int DaysProposed = 7;

    /// <summary>Made when the form is: the same form that arrives twice is taken once.</summary>
    public Guid FormKey { get; init; } = Guid.NewGuid();

    public int Year { get; init; }

    public int TaskNumber { get; init; }

    public int? ReportId { get; init; }

    [Display(Name = "批示")]
    public string? Text { get; init; }

    [Display(Name = "回复期限")]
    public DateOnly? DueOn { get; init; }

    /// <summary>A list that the binder can fill: it passes by a collection that stands there and is fixed.</summary>
    public List<int> SectionIds { get; init; } = [];

    /// <summary>The sections to choose from.</summary>
    [Microsoft.AspNetCore.Mvc.ModelBinding.BindNever]
    [Microsoft.AspNetCore.Mvc.ModelBinding.Validation.ValidateNever]
    public IReadOnlyList<TargetSection> Choices { get; init; } = [];

    /// <summary>For a task: its sections to choose from, the lead proposed.</summary>
    public static GiveForm For(int year, YearTask task, DateOnly today) => new()
    {
        Year = year,
        TaskNumber = task.Number,
        DueOn = today.AddDays(DaysProposed),
        SectionIds = [task.Lead.Section.Id],
        Choices = [.. task.Parts.Select(p => new TargetSection(p.Section.Id, p.Section.Name, true))],
    };

    /// <summary>For a report: to the section that wrote it.</summary>
    public static GiveForm For(ReportHead head, DateOnly today) => new()
    {
        Year = head.Month.Year,
        TaskNumber = head.TaskNumber,
        ReportId = head.Id,
        DueOn = today.AddDays(DaysProposed),
        SectionIds = [head.SectionId],
        Choices = [new TargetSection(head.SectionId, head.SectionName, true)],
    };

    /// <summary>For its own page: every section, those of the task or of the report proposed.</summary>
    public static GiveForm For(InstructionTarget target, DateOnly today) => new()
    {
        Year = target.Year,
        TaskNumber = target.TaskNumber,
        ReportId = target.Report?.Id,
        DueOn = today.AddDays(DaysProposed),
        SectionIds = [.. target.Sections.Where(s => s.IsOfTask).Select(s => s.Id)],
        Choices = target.Sections,
    };
}

/// <summary>A step with an instruction at a section.</summary>
public sealed record StepForm
{
    public int RecipientId { get; init; }

    public int Version { get; init; }

    public InstructionAction Action { get; init; }

    public string? Text { get; init; }

    public DateOnly? DueOn { get; init; }
}

/// <summary>The page of an instruction.</summary>
/// <param name="Instruction">The instruction.</param>
/// <param name="Typed">What was typed and not taken.</param>
public sealed record ShowInstruction(InstructionPage Instruction, StepForm? Typed);
