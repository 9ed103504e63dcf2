using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Plans.Import;
using Pengshui.RuralEdu.Web.Infrastructure.Binding;

namespace Pengshui.RuralEdu.Web.Features.Plans.Import;

/// <summary>A notice as a file, or as pasted text.</summary>
public sealed class StartForm
{
    [Display(Name = "通知文件")]
    public IFormFile? File { get; set; }

    [Display(Name = "或者粘贴文字")]
    [AsTyped]
    public string? Text { get; set; }

    /// <summary>Notices that were begun, for the page.</summary>
    [BindNever, ValidateNever]
    public IReadOnlyList<ImportLine> Begun { get; set; } = [];
}

/// <summary>The head of the plan. Its rules are the service's: what is wrong is said on the page, and what was typed is kept.</summary>
public sealed class HeadForm
{
    public int Version { get; set; }

    [Display(Name = "年度")]
    public int? Year { get; set; }

    [Display(Name = "标题")]
    public string? Title { get; set; }

    [Display(Name = "文号")]
    public string? DocumentNumber { get; set; }

    [Display(Name = "印发单位")]
    public string? IssuingBody { get; set; }

    [Display(Name = "印发日期")]
    public DateOnly? IssuedOn { get; set; }

    public List<string?> Groups { get; set; } = [];

    [Display(Name = "增加一组")]
    public string? NewGroup { get; set; }

    public HeadCorrection ToCorrection() => new(Year, Title, DocumentNumber, IssuingBody, IssuedOn, Groups, NewGroup);

    public static HeadForm Of(ImportPage page) => new()
    {
        Version = page.Version,
        Year = page.Proposal.Year,
        Title = page.Proposal.Title,
        DocumentNumber = page.Proposal.DocumentNumber,
        IssuingBody = page.Proposal.IssuingBody,
        IssuedOn = page.Proposal.IssuedOn,
        Groups = [.. page.Proposal.Groups.Select(g => (string?)g.Title)],
    };
}

/// <summary>What the names that are no section's mean: a section's key, "new", or empty.</summary>
public sealed class NamesForm
{
    public const string New = "new";

    public int Version { get; set; }

    public List<string> Names { get; set; } = [];

    public List<string?> Meanings { get; set; } = [];

    public IReadOnlyList<NameChoice> ToChoices() =>
    [
        .. Names.Zip(Meanings)
            .Where(p => p.Second == New || int.TryParse(p.Second, out _))
            .Select(p => new NameChoice(p.First, p.Second == New ? null : int.Parse(p.Second!, System.Globalization.CultureInfo.InvariantCulture))),
    ];
}

/// <summary>A task, its sections and its figures.</summary>
public sealed class TaskForm
{
    /// <summary>Rows for sections beyond those that are there.</summary>
    private const int Spare = 2;

    public int Version { get; set; }

    [Display(Name = "分组")]
    public int Group { get; set; }

    [Display(Name = "题目")]
    public string? Title { get; set; }

    [Display(Name = "原文")]
    public string? Text { get; set; }

    [Display(Name = "举措")]
    public string? Measures { get; set; }

    [Display(Name = "完成时限")]
    public string? Due { get; set; }

    [Display(Name = "责任领导")]
    public string? Leader { get; set; }

    [Display(Name = "备注")]
    public string? Remark { get; set; }

    public List<PartRow> Parts { get; set; } = [];

    [Display(Name = "名单以外的科室")]
    public string? NewPart { get; set; }

    public List<TargetRow> Targets { get; set; } = [];

    /// <summary>The measure before which the task is divided; null: it is not.</summary>
    public int? SplitAt { get; set; }

    /// <summary>Whether the button that divides was pressed.</summary>
    public bool Split { get; set; }

    public TaskCorrection ToCorrection(int number) => new(
        number, Group, Title, Text, Measures, Due, Leader, Remark,
        [
            .. Parts.Select(p => new ProposedPart(p.Name ?? "", Enum.IsDefined(p.Kind) ? p.Kind : ResponsibilityKind.Supporting)),
            new ProposedPart(NewPart ?? "", ResponsibilityKind.Supporting),
        ],
        [.. Targets.Select(t => new TargetCorrection(t.IsWanted, t.Name, t.Unit))]);

    public static TaskForm Of(ImportPage page, ProposedTask task) => new()
    {
        Version = page.Version,
        Group = task.Group,
        Title = task.Title,
        Text = task.Text,
        Measures = string.Join('\n', task.Measures),
        Due = task.Due,
        Leader = task.Leader,
        Remark = task.Remark,
        Parts =
        [
            .. task.Parts.Select(p => new PartRow { Name = page.Names[p.Name] is { IsKnown: true, Section: { } section } ? section : p.Name, Kind = p.Kind }),
            .. Enumerable.Range(0, Spare).Select(_ => new PartRow { Kind = ResponsibilityKind.Supporting }),
        ],
        Targets = [.. task.Targets.Select(t => new TargetRow { IsWanted = t.IsWanted, Name = t.Name, Unit = t.Unit })],
    };
}

/// <summary>A section's part.</summary>
public sealed class PartRow
{
    public string? Name { get; set; }

    public ResponsibilityKind Kind { get; set; }
}

/// <summary>A proposed figure.</summary>
public sealed class TargetRow
{
    public bool IsWanted { get; set; }

    public string? Name { get; set; }

    public string? Unit { get; set; }
}

/// <summary>The last look before the plan is written.</summary>
public sealed class ConfirmForm
{
    public int Version { get; set; }

    public List<int> Carry { get; set; } = [];

    [Display(Name = "修订理由")]
    public string? Reason { get; set; }
}

/// <summary>The page of a task of a preview.</summary>
public sealed record TaskView(ImportPage Page, ProposedTask Task, TaskForm Form, SourceView Source, PreviewShown Shown);

/// <summary>The page of the last look.</summary>
public sealed record ConfirmView(ImportPage Page, ConfirmForm Form);
