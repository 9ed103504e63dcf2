using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Pengshui.RuralEdu.Core.Bulletins;

namespace Pengshui.RuralEdu.Web.Features.Bulletins;

/// <summary>What the form of a draft carries.</summary>
public sealed class BulletinPost
{
    /// <summary>The draft as it stands; not from the form.</summary>
    [BindNever]
    [ValidateNever]
    public BulletinEditPage Draft { get; set; } = null!;

    public int Version { get; set; }

    [Display(Name = "标题")]
    [StringLength(Bulletin.TitleLength)]
    public string? Title { get; set; }

    [Display(Name = "总体情况")]
    public string? Overview { get; set; }

    [Display(Name = "重点任务进展")]
    public string? Tasks { get; set; }

    [Display(Name = "主要指标")]
    public string? Indicators { get; set; }

    [Display(Name = "需要协调的事项")]
    public string? Problems { get; set; }

    [Display(Name = "督查和整改")]
    public string? Supervision { get; set; }

    [Display(Name = "下步工作要求")]
    public string? NextSteps { get; set; }

    /// <summary>The part to draw anew after saving, or null.</summary>
    public BulletinPart? Redraw { get; set; }

    /// <summary>The form of a draft as it stands.</summary>
    public static BulletinPost Of(BulletinEditPage page) => new()
    {
        Draft = page,
        Version = page.Version,
        Title = page.Line.Title,
        Overview = page.Content[BulletinPart.Overview],
        Tasks = page.Content[BulletinPart.Tasks],
        Indicators = page.Content[BulletinPart.Indicators],
        Problems = page.Content[BulletinPart.Problems],
        Supervision = page.Content[BulletinPart.Supervision],
        NextSteps = page.Content[BulletinPart.NextSteps],
    };

    /// <summary>What was typed.</summary>
    public BulletinContent Content() => new(
    [
        new(BulletinPart.Overview, Overview ?? ""),
        new(BulletinPart.Tasks, Tasks ?? ""),
        new(BulletinPart.Indicators, Indicators ?? ""),
        new(BulletinPart.Problems, Problems ?? ""),
        new(BulletinPart.Supervision, Supervision ?? ""),
        new(BulletinPart.NextSteps, NextSteps ?? ""),
    ]);
}
