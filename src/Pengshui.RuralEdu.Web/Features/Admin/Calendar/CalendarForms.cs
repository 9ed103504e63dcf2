using System.ComponentModel.DataAnnotations;
using Pengshui.RuralEdu.Core.Calendar;

namespace Pengshui.RuralEdu.Web.Features.Admin.Calendar;

public sealed class DayForm
{
    [Display(Name = "日期")]
    public DateOnly? Day { get; set; }

    [Display(Name = "安排")]
    public CalendarDayKind? Kind { get; set; }

    [Display(Name = "名称")]
    public string? Name { get; set; }

    public static DayForm Of(CalendarDayRow day) => new() { Day = day.Day, Kind = day.Kind, Name = day.Name };

    public CalendarDayCommand ToCommand() => new(Day, Kind, Name);
}

public sealed class VacationForm
{
    [Display(Name = "名称")]
    public string? Name { get; set; }

    [Display(Name = "开始日期")]
    public DateOnly? From { get; set; }

    [Display(Name = "结束日期（含当天）")]
    public DateOnly? To { get; set; }

    public static VacationForm Of(VacationRow vacation) => new() { Name = vacation.Name, From = vacation.From, To = vacation.To };

    public VacationCommand ToCommand() => new(Name, From, To);
}
