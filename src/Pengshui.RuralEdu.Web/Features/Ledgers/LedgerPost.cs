using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Pengshui.RuralEdu.Core.Ledgers;

namespace Pengshui.RuralEdu.Web.Features.Ledgers;

/// <summary>The form that asks for a ledger, and what there is to choose from.</summary>
public sealed class LedgerPost
{
    /// <summary>The value of the choice of all years.</summary>
    public const int AllYears = 0;

    [Display(Name = "台账")]
    public LedgerKind Kind { get; set; } = LedgerKind.Reports;

    [Display(Name = "年度")]
    public int Year { get; set; }

    [Display(Name = "月份")]
    public int Month { get; set; }

    [Display(Name = "格式")]
    public LedgerFormat Format { get; set; } = LedgerFormat.Xlsx;

    /// <summary>The plans' years, the newest first; not from the form.</summary>
    [BindNever]
    [ValidateNever]
    public IReadOnlyList<LedgerPlan> Plans { get; set; } = [];

    /// <summary>The order that the form carries.</summary>
    public LedgerOrder Order() => new(Kind, Year == AllYears ? null : Year, Month == 0 ? null : Month, Format);

    [BindNever]
    public IEnumerable<SelectListItem> Kinds => Enum.GetValues<LedgerKind>().Select(k => new SelectListItem(k.Label(), k.ToString(), k == Kind));

    [BindNever]
    public IEnumerable<SelectListItem> Years => Plans.Select(p => Item($"{p.Year}年", p.Year, Year)).Append(Item("全部年度", AllYears, Year));

    [BindNever]
    public IEnumerable<SelectListItem> Months => Enumerable.Range(1, 12).Select(m => Item($"{m}月", m, Month)).Prepend(Item("全年", 0, Month));

    [BindNever]
    public IEnumerable<SelectListItem> Formats =>
        [new("Excel 工作簿（.xlsx）", nameof(LedgerFormat.Xlsx), Format == LedgerFormat.Xlsx), new("CSV 文本（.csv）", nameof(LedgerFormat.Csv), Format == LedgerFormat.Csv)];

    private static SelectListItem Item(string text, int value, int chosen) => new(text, value.ToString(CultureInfo.InvariantCulture), value == chosen);
}
