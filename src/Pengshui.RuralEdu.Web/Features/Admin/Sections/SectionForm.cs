using System.ComponentModel.DataAnnotations;
using Pengshui.RuralEdu.Core.Sections;

namespace Pengshui.RuralEdu.Web.Features.Admin.Sections;

public sealed class SectionForm
{
    [Display(Name = "名称")]
    public string? Name { get; set; }

    [Display(Name = "代码")]
    public string? Code { get; set; }

    [Display(Name = "排序")]
    public int? SortOrder { get; set; }

    [Display(Name = "别名")]
    public string? Aliases { get; set; }

    [Display(Name = "在用")]
    public bool IsActive { get; set; } = true;

    [Display(Name = "新名称从哪天起")]
    public DateOnly? RenamedFrom { get; set; }

    [Display(Name = "改名依据")]
    public string? RenamedBecause { get; set; }

    public int Version { get; set; }

    public static SectionForm Of(SectionDetails section) => new()
    {
        Name = section.Name,
        Code = section.Code,
        SortOrder = section.SortOrder,
        Aliases = string.Join('\n', section.Aliases),
        IsActive = section.IsActive,
        Version = section.Version,
    };

    public SectionCommand ToCommand() => new(Code, Name, SortOrder ?? 0, IsActive, (Aliases ?? "").ReplaceLineEndings("\n").Split('\n'))
    {
        RenamedFrom = RenamedFrom,
        RenamedBecause = RenamedBecause,
    };
}
