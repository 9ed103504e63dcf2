using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Plans.Import;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Plans;

/// <summary>A plan's tasks and figures: changed in a draft, amended in force.</summary>
[Route("plans/{year:int}/tasks/{number:int}")]
[Requires(Permission.ManagePlans)]
public sealed class PlanTasksController(PlanQueries plans, PlanTaskService tasks, IndicatorService indicators) : PortalController
{
    [HttpGet("edit")]
    public Task<IActionResult> Edit(int year, int number, CancellationToken cancellationToken) => TaskPageAsync(year, number, null, cancellationToken);

    [HttpPost("edit")]
    public async Task<IActionResult> Edit(int year, int number, PlanTaskForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return await TaskPageAsync(year, number, form, cancellationToken);
        return await AnswerAsync(
            await tasks.ChangeAsync(form.ToCommand(year, number), Actor, cancellationToken),
            () => Back(year, number, $"任务 {number} 已保存。"), () => TaskPageAsync(year, number, form, cancellationToken));
    }

    [HttpGet("indicators/new")]
    public Task<IActionResult> NewIndicator(int year, int number, CancellationToken cancellationToken) => IndicatorPageAsync(year, number, null, null, cancellationToken);

    [HttpPost("indicators/new")]
    public Task<IActionResult> NewIndicator(int year, int number, IndicatorForm form, CancellationToken cancellationToken) => SaveAsync(year, number, null, form, cancellationToken);

    [HttpGet("indicators/{id:int}")]
    public Task<IActionResult> EditIndicator(int year, int number, int id, CancellationToken cancellationToken) => IndicatorPageAsync(year, number, id, null, cancellationToken);

    [HttpPost("indicators/{id:int}")]
    public Task<IActionResult> EditIndicator(int year, int number, int id, IndicatorForm form, CancellationToken cancellationToken) => SaveAsync(year, number, id, form, cancellationToken);

    private async Task<IActionResult> SaveAsync(int year, int number, int? id, IndicatorForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return await IndicatorPageAsync(year, number, id, form, cancellationToken);
        var result = form.Remove && id is { } gone
            ? await indicators.RemoveAsync(year, number, gone, form.Version, form.Reason, Actor, cancellationToken)
            : await indicators.SaveAsync(form.ToCommand(year, number, id), Actor, cancellationToken);
        return await AnswerAsync(
            result, () => Back(year, number, form.Remove ? $"指标“{form.Name}”已移除。" : $"指标“{form.Name}”已保存。"), () => IndicatorPageAsync(year, number, id, form, cancellationToken));
    }

    private async Task<IActionResult> TaskPageAsync(int year, int number, PlanTaskForm? typed, CancellationToken cancellationToken)
    {
        if (await FindAsync(year, number, cancellationToken) is not { } found)
            return NotFound();
        ModelState.Remove(nameof(PlanTaskForm.Version));
        var form = typed ?? PlanTaskForm.Of(found.Task);
        form.Version = found.Task.Version;
        if (!form.MeasureDetails.Select(d => d.MeasureId).SequenceEqual(found.Task.Measures.Select(m => m.Id)))
        {
            // Somebody changed the measures meanwhile: what was typed is of others.
            foreach (var key in ModelState.Keys.Where(k => k.StartsWith(nameof(PlanTaskForm.MeasureDetails), StringComparison.Ordinal)).ToList())
                ModelState.Remove(key);
            form.MeasureDetails = PlanTaskForm.Of(found.Task).MeasureDetails;
        }

        return View("EditTask", new PlanTaskView(found.Page, found.Task, await plans.ReadSectionsAsync(cancellationToken), form));
    }

    private async Task<IActionResult> IndicatorPageAsync(int year, int number, int? id, IndicatorForm? typed, CancellationToken cancellationToken)
    {
        if (await FindAsync(year, number, cancellationToken) is not { } found)
            return NotFound();
        var indicator = id is { } one ? await plans.ReadIndicatorAsync(year, number, one, Actor, cancellationToken) : null;
        if (id is not null && indicator is null)
            return NotFound();
        ModelState.Remove(nameof(IndicatorForm.Version));
        var form = typed ?? IndicatorForm.Of(indicator, found.Task);
        form.Version = found.Task.Version;
        return View("EditIndicator", new IndicatorView(found.Page, found.Task, indicator, form));
    }

    private async Task<(PlanPage Page, PlanPageTask Task)?> FindAsync(int year, int number, CancellationToken cancellationToken) =>
        await plans.ReadAsync(year, Actor, cancellationToken) is { MayChange: true } page && page.Tasks.SingleOrDefault(t => t.Number == number) is { } task ? (page, task) : null;

    private RedirectResult Back(int year, int number, string sentence)
    {
        Flash(sentence);
        return Redirect($"{Url.Action("Plan", "Plans", new { year })}#task-{number}");
    }
}

/// <summary>A task's form; the service says what is wrong.</summary>
public sealed class PlanTaskForm
{
    public int Version { get; set; }

    [Display(Name = "题目")]
    public string? Title { get; set; }

    [Display(Name = "原文")]
    public string? Text { get; set; }

    [Display(Name = "举措")]
    public string? Measures { get; set; }

    public List<int> Parts { get; set; } = [];

    [Display(Name = "牵头科室")]
    public int? LeadSectionId { get; set; }

    [Display(Name = "寒暑假暂停")]
    public bool PausesInVacation { get; set; }

    public List<DivisionForm> Division { get; set; } = [];

    [Display(Name = "完成时限")]
    public string? Due { get; set; }

    [Display(Name = "责任领导")]
    public string? Leader { get; set; }

    [Display(Name = "备注")]
    public string? Remark { get; set; }

    public List<MeasureDetailForm> MeasureDetails { get; set; } = [];

    [Display(Name = "修订理由")]
    public string? Reason { get; set; }

    public ChangeTask ToCommand(int year, int number) => new(year, number, Version, Title, Text, Measures, Parts, LeadSectionId, PausesInVacation, Reason)
    {
        Division = [.. Division.Select(d => new MeasureSections(d.MeasureId, d.Shown, d.Chosen))],
        Details = new TaskDetails(Due, Leader, Remark, [.. MeasureDetails.Select(d => new MeasureDetails(d.MeasureId, d.Due, d.LeadSectionId, d.Remark))]),
    };

    public static PlanTaskForm Of(PlanPageTask task) => new()
    {
        Title = task.Title,
        Text = task.FullText,
        Measures = string.Join('\n', task.Measures.Select(m => m.Text)),
        Parts = [.. task.Parts.Select(p => p.SectionId)],
        LeadSectionId = task.Parts.FirstOrDefault(p => p.Kind == ResponsibilityKind.Lead)?.SectionId,
        PausesInVacation = task.PausesInVacation,
        Division = [.. task.Measures.Select(m => new DivisionForm { MeasureId = m.Id, Chosen = [.. m.Supporting] })],
        Due = task.Due,
        Leader = task.Leader,
        Remark = task.Remark,
        MeasureDetails = [.. task.Measures.Select(m => new MeasureDetailForm { MeasureId = m.Id, Due = m.Due, LeadSectionId = m.Lead, Remark = m.Remark })],
    };
}

/// <summary>Who supports a measure.</summary>
public sealed class DivisionForm
{
    public int MeasureId { get; set; }

    public List<int> Shown { get; set; } = [];

    public List<int> Chosen { get; set; } = [];
}

/// <summary>What a measure says beside its words.</summary>
public sealed class MeasureDetailForm
{
    public int MeasureId { get; set; }

    [Display(Name = "时限")]
    public string? Due { get; set; }

    [Display(Name = "牵头")]
    public int? LeadSectionId { get; set; }

    [Display(Name = "备注")]
    public string? Remark { get; set; }
}

/// <summary>A figure's form; the service says what is wrong.</summary>
public sealed class IndicatorForm
{
    public int Version { get; set; }

    [Display(Name = "名称")]
    public string? Name { get; set; }

    [Display(Name = "形式")]
    public IndicatorShape Shape { get; set; } = IndicatorShape.Number;

    [Display(Name = "单位")]
    public string? Unit { get; set; }

    [Display(Name = "填报科室")]
    public int OwnerSectionId { get; set; }

    [Display(Name = "填报频次")]
    public IndicatorFrequency Frequency { get; set; } = IndicatorFrequency.Monthly;

    [Display(Name = "方向")]
    public IndicatorDirection Direction { get; set; }

    [Display(Name = "统计范围")]
    public string? Population { get; set; }

    [Display(Name = "时点")]
    public string? AsOf { get; set; }

    [Display(Name = "数据来源")]
    public string? Source { get; set; }

    [Display(Name = "分子")]
    public string? NumeratorLabel { get; set; }

    [Display(Name = "分母")]
    public string? DenominatorLabel { get; set; }

    [Display(Name = "目标比较")]
    public TargetOperator? TargetOperator { get; set; }

    [Display(Name = "目标值")]
    public decimal? TargetValue { get; set; }

    [Display(Name = "考核日期")]
    public DateOnly? EvaluatedOn { get; set; }

    [Display(Name = "修订理由")]
    public string? Reason { get; set; }

    public bool Remove { get; set; }

    public SaveIndicator ToCommand(int year, int number, int? id) => new()
    {
        Year = year, Number = number, Version = Version, Id = id, Name = Name, Shape = Shape, Unit = Unit, OwnerSectionId = OwnerSectionId, Frequency = Frequency,
        Direction = Direction, Population = Population, AsOf = AsOf, Source = Source, NumeratorLabel = NumeratorLabel, DenominatorLabel = DenominatorLabel,
        TargetOperator = TargetOperator, TargetValue = TargetValue, EvaluatedOn = EvaluatedOn, Reason = Reason,
    };

    public static IndicatorForm Of(Indicator? indicator, PlanPageTask task) => indicator is null
        ? new IndicatorForm { OwnerSectionId = task.Parts.Count > 0 ? task.Parts[0].SectionId : 0 }
        : new IndicatorForm
        {
            Name = indicator.Name, Shape = indicator.Shape, Unit = indicator.Unit, OwnerSectionId = indicator.OwnerSectionId, Frequency = indicator.Frequency,
            Direction = indicator.Direction, Population = indicator.Population, AsOf = indicator.AsOf, Source = indicator.Source, NumeratorLabel = indicator.NumeratorLabel,
            DenominatorLabel = indicator.DenominatorLabel, TargetOperator = indicator.TargetOperator, TargetValue = indicator.TargetValue, EvaluatedOn = indicator.EvaluatedOn,
        };
}

/// <summary>The page of a task's form.</summary>
public sealed record PlanTaskView(PlanPage Page, PlanPageTask Task, IReadOnlyList<SectionName> Sections, PlanTaskForm Form);

/// <summary>The page of a figure's form.</summary>
public sealed record IndicatorView(PlanPage Page, PlanPageTask Task, Indicator? Indicator, IndicatorForm Form);
