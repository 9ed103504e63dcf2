using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>A coordination need of a task (协调事项) with all that was said of it, so that every past month is seen as it stood.</summary>
public sealed record TaskNeed
{
    /// <summary>Key.</summary>
    public required int Id { get; init; }

    /// <summary>For the form that settles it.</summary>
    public required int Version { get; init; }

    /// <summary>The part whose reports are asked about it.</summary>
    public required int ResponsibilityId { get; init; }

    /// <summary>The report that named it first.</summary>
    public required int ReportId { get; init; }

    /// <summary>Its month.</summary>
    public required Month Month { get; init; }

    /// <summary>Beijing day of the first submission that named it.</summary>
    public required DateOnly RaisedOn { get; init; }

    /// <summary>Who asks.</summary>
    public required PlanSection Section { get; init; }

    /// <summary>Whom it needs, as they were called then.</summary>
    public required string Whom { get; init; }

    /// <summary>The section that is needed; null where it is another body.</summary>
    public required int? WhomId { get; init; }

    /// <summary>What for.</summary>
    public required string What { get; init; }

    /// <summary>What submitted reports of later months say of it, by month.</summary>
    public required IReadOnlyList<NeedWord> Words { get; init; }

    /// <summary>That the coordinator said that it is solved; null where that was not said.</summary>
    public required NeedSettlement? Settled { get; init; }

    /// <summary>Who took over from the section that asks, which keeps its name of then; null where nobody did.</summary>
    public Succession? AskerTaken { get; init; }

    /// <summary>Who took over from the section that is needed, which keeps its name of then, and is asked since; null where nobody did.</summary>
    public Succession? WhomTaken { get; init; }

    /// <summary>Whether a section asked or was asked by the end of a day, or took over from one that did by then.</summary>
    public bool Concerns(SectionScope scope, DateOnly day) =>
        scope.Has(Section.Id) || (WhomId is { } id && scope.Has(id)) || new[] { AskerTaken, WhomTaken }.Any(t => t is not null && t.From <= day && scope.Has(t.To.Id));

    /// <summary>
    /// The end of a month, or today before it: where a month's needs are looked at from. What the reports of the month itself
    /// say counts whenever they came in.
    /// </summary>
    public static DateOnly AsOf(Month month, DateOnly today) => today < month.LastDay ? today : month.LastDay;

    /// <summary>Whether it was open at the end of a month, or is today before it.</summary>
    public bool IsOpenIn(Month month, DateOnly today) => Month <= month && SolvedOn(month, today) is null;

    /// <summary>The day on which it was solved, as far as was said by the end of a month, or is today before it; null while it was open.</summary>
    public DateOnly? SolvedOn(Month month, DateOnly today)
    {
        DateOnly? settled = Settled is { } act && act.On <= AsOf(month, today) ? act.On : null;
        DateOnly? said = LastWord(month) is { IsSolved: true } word ? word.On : null;
        return settled is null || said < settled ? said : settled;
    }

    /// <summary>The newest that reports said of it up to a month; null where they said nothing since it was raised.</summary>
    public NeedWord? LastWord(Month month) => Words.LastOrDefault(w => w.Month <= month);

    /// <summary>The newest report up to a month that still asks: the one that raised it, or one that said 还需要.</summary>
    public (int ReportId, Month Month) LastAsked(Month month) =>
        Words.LastOrDefault(w => w.Month <= month && !w.IsSolved) is { } word ? (word.ReportId, word.Month) : (ReportId, Month);

    /// <summary>Days for which it was open at the end of a month, or is today before it.</summary>
    public int Days(Month month, DateOnly today)
    {
        var until = SolvedOn(month, today) ?? AsOf(month, today);
        return Math.Max(0, until.DayNumber - RaisedOn.DayNumber);
    }

    /// <summary>请基建科协调：用地批复.</summary>
    public string Sentence => NeedWords.Ask([Whom], What);

    /// <summary>What the light of a month looks at.</summary>
    internal NeedInput Input(Month month, DateOnly today) => new(Section.Name, Whom, What, RaisedOn, Days(month, today));

    /// <summary>The needs of a plan by task.</summary>
    internal static ILookup<int, TaskNeed> Of(IReadOnlyList<NeedRow> needs, IReadOnlyList<ReportRow> reports)
    {
        if (needs.Count == 0)
            return Array.Empty<TaskNeed>().ToLookup(_ => 0);
        var byId = reports.ToDictionary(r => r.Id);
        return needs.Where(n => byId.ContainsKey(n.ReportId)).ToLookup(n => byId[n.ReportId].TaskId, n => new TaskNeed
        {
            Id = n.Id,
            Version = n.Version,
            ResponsibilityId = n.ResponsibilityId ?? byId[n.ReportId].Part.ResponsibilityId,
            ReportId = n.ReportId,
            Month = byId[n.ReportId].Period.Month,
            RaisedOn = n.RaisedOn,
            Section = byId[n.ReportId].Part.Section,
            Whom = n.Whom,
            WhomId = n.WhomId,
            What = n.What,
            Words = [.. n.Words.Select(w => new NeedWord(w.ReportId, byId[w.ReportId].Period.Month, w.IsSolved, w.On, byId[w.ReportId].Part.Section.Name)).OrderBy(w => w.Month)],
            AskerTaken = n.AskerTaken,
            WhomTaken = n.WhomTaken,
            Settled = n.SettledAt is { } at ? new NeedSettlement(BusinessClock.BeijingDay(at), n.SettledReason!) : null,
        });
    }
}

/// <summary>What a submitted report says of a need of an earlier month.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="Month">Its month.</param>
/// <param name="IsSolved">已解决 or 还需要.</param>
/// <param name="On">Beijing day of the submission that said so first.</param>
/// <param name="By">The report's section, by its name of then.</param>
public sealed record NeedWord(int ReportId, Month Month, bool IsSolved, DateOnly On, string By);

/// <summary>The coordinator said that a need is solved.</summary>
/// <param name="On">Beijing day.</param>
/// <param name="Reason">How.</param>
public sealed record NeedSettlement(DateOnly On, string Reason);
