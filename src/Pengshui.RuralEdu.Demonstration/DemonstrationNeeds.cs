using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Demonstration;

/// <summary>
/// The demonstration's coordination needs. They are stored with the empty reports, so that the forms of later months know
/// their keys; the replay of the report that names them first finds them there.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="coordinator">Who settles some of them.</param>
internal sealed class DemonstrationNeeds(RuralEduDbContext db, Actor coordinator)
{
    private static readonly TimeOnly Settling = new(16, 20);

    private readonly Dictionary<Responsibility, List<CoordinationNeed>> open = [];

    /// <summary>What a report asks, and what it says of what earlier ones asked. Months are told in order.</summary>
    /// <param name="content">What it says.</param>
    /// <param name="report">The report.</param>
    /// <param name="part">Whose part of which task.</param>
    /// <param name="raisedOn">The day on which it was first submitted.</param>
    public AnsweredNeeds Tell(DemonstrationContent content, MonthlyReport report, Responsibility part, DateOnly raisedOn)
    {
        if (!open.TryGetValue(part, out var before))
            open[part] = before = [];
        var submitted = content.Fate.WasSubmitted;
        var answers = before.Select(n => (Need: n, IsSolved: submitted ? !content.StillNeeded.Contains(n.Section?.Code ?? n.Whom) : (bool?)null)).ToList();
        if (!submitted)
            return new AnsweredNeeds(answers, []);
        before.RemoveAll(n => answers.Any(a => a.Need == n && a.IsSolved == true));
        var settlements = new List<(DateTime, Action)>();
        foreach (var told in content.Needs)
        {
            var section = db.Sections.Local.SingleOrDefault(s => s.Code == told.Whom);
            var need = new CoordinationNeed { Responsibility = part, RaisedOn = raisedOn, Whom = section?.Name ?? told.Whom, Section = section, What = told.What };
            report.RaisedNeeds.Add(need);
            if (told.SettledOn is not { } day)
            {
                before.Add(need);
                continue;
            }

            var at = BusinessClock.ToUtc(day, Settling);
            settlements.Add((at, () => NeedService.Settle(
                db, need, told.SettledReason!, NeedService.WhoseOf(part.PlanTask.Number, part.PlanTask.Title, part.Section.Name), coordinator, at)));
        }

        return new AnsweredNeeds(answers, settlements);
    }
}

/// <summary>What a report of the demonstration says of what earlier ones asked.</summary>
/// <param name="Told">The needs that were open, and whether each is solved; null in a draft.</param>
/// <param name="Settlements">When the coordinator settles what it asks itself.</param>
internal sealed record AnsweredNeeds(IReadOnlyList<(CoordinationNeed Need, bool? IsSolved)> Told, IReadOnlyList<(DateTime At, Action Act)> Settlements)
{
    /// <summary>The rows of the form, once the needs are stored.</summary>
    public IReadOnlyList<FormNeed> Forms() => [.. Told.Select(t => new FormNeed(t.Need.Id, t.Need.Whom, t.Need.What, t.Need.RaisedOn))];

    /// <summary>What the form carries.</summary>
    public IReadOnlyList<AnswerEntry> Answers() => [.. Told.Select(t => new AnswerEntry { NeedId = t.Need.Id, IsSolved = t.IsSolved })];
}
