using System.ComponentModel.DataAnnotations;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Web.Features.Lights;

/// <summary>What the forms of an override carry.</summary>
public sealed record OverrideForm
{
    public int Year { get; init; }

    public string? Month { get; init; }

    [Display(Name = "改判为")]
    public Light? Light { get; init; }

    [Display(Name = "改判理由")]
    public string? Reason { get; init; }

    [Display(Name = "到期日")]
    public DateOnly? EndsOn { get; init; }

    /// <summary>The override that the form showed.</summary>
    public int? Replaces { get; init; }

    /// <summary>Its version.</summary>
    public int Version { get; init; }

    /// <summary>Whether the reason was typed to take it back.</summary>
    [Microsoft.AspNetCore.Mvc.ModelBinding.BindNever]
    public bool Withdraws { get; init; }
}
