using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Pengshui.RuralEdu.Core.Units.Import;
using Pengshui.RuralEdu.Web.Infrastructure.Binding;

namespace Pengshui.RuralEdu.Web.Features.Units.Import;

/// <summary>A list as a file, or as it was copied out of a spreadsheet: an empty cell at its start counts.</summary>
public sealed class UnitListForm
{
    [Display(Name = "名单文件")]
    public IFormFile? File { get; set; }

    [Display(Name = "或者粘贴名单")]
    [AsTyped]
    public string? Text { get; set; }

    /// <summary>Lists that were begun, for the page.</summary>
    [BindNever, ValidateNever]
    public IReadOnlyList<UnitListLine> Begun { get; set; } = [];
}

/// <summary>The last look before a list is written.</summary>
public sealed class ConfirmListForm
{
    public string? Stamp { get; set; }

    [Display(Name = "除去这些行，写入其余的")]
    public bool LeaveOut { get; set; }

    public List<int> Close { get; set; } = [];

    [Display(Name = "从哪天起停用")]
    [FromYear(1900)]
    public DateOnly? ClosedOn { get; set; }
}

/// <summary>The page of a preview.</summary>
public sealed record UnitListView(UnitListPreview Preview, ConfirmListForm Form);
