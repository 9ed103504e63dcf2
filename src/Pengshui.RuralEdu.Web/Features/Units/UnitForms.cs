using System.ComponentModel.DataAnnotations;
using Pengshui.RuralEdu.Core.Units;
using Pengshui.RuralEdu.Web.Infrastructure.Binding;

namespace Pengshui.RuralEdu.Web.Features.Units;

/// <summary>The filters above the list; they stand in the address.</summary>
public sealed class UnitFilterForm
{
    public string? Search { get; set; }

    public UnitKind? Kind { get; set; }

    public UnitStages? Stage { get; set; }

    public int? Township { get; set; }

    public UnitUse? Use { get; set; }

    public DateOnly? Day { get; set; }

    public int? Page { get; set; }

    public UnitFilter ToFilter() => new()
    {
        Search = Search,
        Kind = Kind is { } kind && Enum.IsDefined(kind) ? kind : null,
        Stage = Stage is { } stage && UnitLabels.Stages.Contains(stage) ? stage : UnitStages.None,
        TownshipId = Township,
        Use = Use is { } use && Enum.IsDefined(use) ? use : UnitUse.Open,
        Day = Day,
        Page = Page ?? 1,
    };
}

/// <summary>A new unit, or one that is changed. Its rules are the service's.</summary>
public sealed class UnitForm
{
    public int Version { get; set; }

    [Display(Name = "类别")]
    public UnitKind Kind { get; set; } = UnitKind.School;

    [Display(Name = "名称")]
    public string? Name { get; set; }

    [Display(Name = "新名称从哪天起")]
    [FromYear(1900)]
    public DateOnly? RenamedFrom { get; set; }

    [Display(Name = "只是更正错字，不留曾用名")]
    public bool IsCorrection { get; set; }

    [Display(Name = "标识码")]
    public string? Code { get; set; }

    [Display(Name = "学段")]
    public List<UnitStages> Stages { get; set; } = [];

    [Display(Name = "所在乡镇街道")]
    public int? TownshipId { get; set; }

    [Display(Name = "所属学校")]
    public int? SchoolId { get; set; }

    [Display(Name = "启用日期")]
    [FromYear(1900)]
    public DateOnly? OpenedOn { get; set; }

    [Display(Name = "排序")]
    public int? SortOrder { get; set; }

    public static UnitForm Of(UnitEntry unit) => new()
    {
        Version = unit.Version,
        Kind = unit.Kind,
        Name = unit.Name,
        Code = unit.Code,
        Stages = [.. UnitLabels.Stages.Where(s => unit.Stages.HasFlag(s))],
        TownshipId = unit.TownshipId,
        SchoolId = unit.SchoolId,
        OpenedOn = unit.OpenedOn,
        SortOrder = unit.SortOrder == 0 ? null : unit.SortOrder,
    };

    public UnitCommand ToCommand() => new(
        Kind, Name, Code, Stages.Aggregate(UnitStages.None, (all, one) => all | one), TownshipId, SchoolId, OpenedOn, SortOrder)
    {
        RenamedFrom = RenamedFrom,
        IsCorrection = IsCorrection,
    };
}

/// <summary>The form of a unit with what it offers.</summary>
/// <param name="Form">What is typed.</param>
/// <param name="Choices">Townships and schools.</param>
/// <param name="Unit">The unit; null for a new one.</param>
public sealed record UnitFormView(UnitForm Form, UnitChoices Choices, UnitEntry? Unit);

/// <summary>A unit is closed.</summary>
public sealed class CloseForm
{
    public int Version { get; set; }

    [Display(Name = "从哪天起停用")]
    [FromYear(1900)]
    public DateOnly? ClosedOn { get; set; }

    [Display(Name = "理由")]
    public string? Reason { get; set; }
}

/// <summary>A unit is merged into another.</summary>
public sealed class MergeForm
{
    public int Version { get; set; }

    [Display(Name = "承接单位")]
    public int? SuccessorId { get; set; }

    [Display(Name = "从哪天起")]
    [FromYear(1900)]
    public DateOnly? ClosedOn { get; set; }

    [Display(Name = "撤并理由")]
    public string? Reason { get; set; }
}

/// <summary>A closed unit is in use again.</summary>
public sealed class ReopenForm
{
    public int Version { get; set; }

    [Display(Name = "恢复理由")]
    public string? Reason { get; set; }
}

/// <summary>The page of a closing.</summary>
public sealed record CloseView(UnitPage Page, CloseForm Form);

/// <summary>The page of a merger.</summary>
public sealed record MergeView(UnitMergePage Merge, MergeForm Form);

/// <summary>The page on which a unit is taken into use again.</summary>
public sealed record ReopenView(UnitPage Page, ReopenForm Form);
