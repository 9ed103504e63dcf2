using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Tests.Reports;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Lights;

/// <summary>Task 1 of the small county, with hands that do what a remedy says, and no more, through the services.</summary>
internal sealed class RemedyBench : IAsyncDisposable
{
    private static readonly Month October = new(2023, 10);

    private readonly ReportBench bench;
    private readonly HashSet<(Month, string Section)> answered = [];

    private RemedyBench(ReportBench bench) => this.bench = bench;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Actor Coordinator => bench.Actor("coordinator");

    public static async Task<RemedyBench> CreateAsync(DatabaseProvider engine = DatabaseProvider.Sqlite) => new(await ReportBench.CreateAsync(engine));

    public void GoTo(int month, int day) => bench.Database.Time.AdjustTime(new DateTimeOffset(2023, month, day, 9, 0, 0, TimeSpan.FromHours(8)));

    public async Task<TaskMonth> MonthAsync(Month month)
    {
        await using var db = bench.Database.Open();
        return (await bench.Years(db).ReadAsync(null, Token))!.Tasks[0].Months[month];
    }

    /// <summary>Both sections' reports of October in time, the lead's confirmed.</summary>
    public async Task FileAllAsync(decimal completion, (int Placed, int Of)? placement = null, int? suspected = null)
    {
        await FileAsync(October, "基建科", new Said());
        await FileAsync(October, "教育科", new Said(completion, placement, suspected));
        await ConfirmAsync(October, "教育科");
    }

    /// <summary>Submits, by the head if not by somebody else.</summary>
    public async Task FileAsync(Month month, string section, Said said, string who = "head")
    {
        var isLead = section == bench.World.Jyk.Name;
        var id = await ReportAsync(month, section);
        var user = $"{(isLead ? "jyk" : "jjk")}-{who}";
        var form = (await bench.FormAsync(id, user)).Value;
        var template = bench.Complete(isLead ? bench.LeadId : bench.SupportingId);
        await bench.FileAsync(id, user, template with
        {
            CompletionRate = said.Completion ?? template.CompletionRate,
            CompletionReason = "按实际进度",
            Problems = form.OpenNeeds.Count + (said.Asks?.Length ?? 0) > 0 ? "评审排队。" : template.Problems,
            Answers = [.. form.OpenNeeds.Select(n => new AnswerEntry { NeedId = n.NeedId, IsSolved = said.Solves || answered.Contains((month, section)) })],
            NeedsCoordination = said.Asks is not null,
            Needs = [.. (said.Asks ?? []).Select(what => new NeedEntry { Others = ["县财政局"], What = what })],
            Clearance = [.. template.Clearance.Select((c, i) => Stage(c, form.Content.Clearance[i], said.Suspected is { } all ? (all + i) / 2 : 2))],
            ClearanceComparedOn = bench.Database.Clock.Today,
            Figures = form.Figures.Count == 0 ? []
                : said.Placement is { } rate ? [new FigureEntry { IndicatorId = bench.RateId, Numerator = rate.Placed, Denominator = rate.Of }] : template.Figures,
        });
    }

    public async Task ConfirmAsync(Month month, string section) => Succeed(await bench.StepAsync(await ReportAsync(month, section), ReportAction.Confirm, "coordinator"));

    public async Task StepAsync(ReportAction action, string who, string section = "教育科") =>
        Succeed(await bench.StepAsync(await ReportAsync(October, section), action, who, "请核对"));

    /// <summary>September, both reports in time, the lead's confirmed.</summary>
    public async Task FileSeptemberAsync(Said lead, Said supporting)
    {
        var month = new Month(2023, 9);
        await bench.World.AddMonthAsync(month);
        GoTo(9, 15);
        await FileAsync(month, "基建科", supporting);
        await FileAsync(month, "教育科", lead);
        await ConfirmAsync(month, "教育科");
        GoTo(10, 20);
    }

    public async Task CloseAsync() => Succeed(await PeriodAsync(October, (s, id, version) => s.CloseAsync(id, version, Coordinator, Token)));

    public Task OpenAsync(Month month) => bench.PeriodsAsync(async s =>
    {
        var opened = await s.OpenAsync(bench.World.Plan.Id, month, Coordinator, Token);
        Succeed(opened);
        return opened;
    });

    public Task ArchiveAsync() => bench.ChangeAsync(async db => (await db.WorkPlans.SingleAsync(p => p.Year == 2023, Token)).State = PlanState.Archived);

    public Task JudgePlacementOnAsync(DateOnly day) => bench.ChangeAsync(async db =>
        (await db.Indicators.SingleAsync(i => i.Id == bench.RateId, Token)).EvaluatedOn = day);

    /// <summary>疑似辍学存量 is to be 0.</summary>
    public Task AimAtClearanceAsync() => bench.ChangeAsync(async db =>
    {
        var clearance = await db.Indicators.SingleAsync(i => i.PlanTaskId == bench.World.Task1.Id && i.Shape == IndicatorShape.Clearance, Token);
        (clearance.TargetOperator, clearance.TargetValue, clearance.Direction) = (TargetOperator.Exactly, 0, IndicatorDirection.Down);
    });

    /// <summary>安置率 is asked for at the end of the term only.</summary>
    public Task AskPlacementByTermAsync() => bench.ChangeAsync(async db =>
        (await db.Indicators.SingleAsync(i => i.Id == bench.RateId, Token)).Frequency = IndicatorFrequency.Termly);

    /// <summary>The task rests in the month.</summary>
    public Task RestAsync(Month month) => bench.ChangeAsync(async db =>
    {
        (await db.PlanTasks.SingleAsync(t => t.Id == bench.World.Task1.Id, Token)).PausesInVacation = true;
        db.Add(new Vacation { Name = "假期", From = month.FirstDay, To = month.LastDay });
    });

    public async Task RaiseAsync(DateOnly dueOn) => Succeed(await RectifyAsync(s =>
        s.RaiseAsync(new RaiseRectification(Guid.NewGuid(), bench.World.Lead.Id, "台账不全。", dueOn, null), bench.Actor("supervisor"), Token)));

    public async Task OverrideAsync(Month month, Light light)
    {
        var standing = (await MonthAsync(month)).Override;
        Succeed(await OverridesAsync(s => s.SetAsync(
            new OverrideLight(2023, 1, month, light, "县里同意顺延", bench.Database.Clock.Today.AddDays(20), standing?.EndsOn < bench.Database.Clock.Today ? null : standing?.Id),
            Coordinator, Token)));
    }

    /// <summary>Does what a remedy says.</summary>
    public async Task DoAsync(Remedy remedy)
    {
        Assert.True(remedy.DueOn is null || bench.Database.Clock.Today <= remedy.DueOn, $"“{remedy.Sentence}” is over.");
        var section = new[] { "教育科", "基建科" }.FirstOrDefault(s => remedy.Who.StartsWith(s, StringComparison.Ordinal))
            ?? new[] { "教育科", "基建科" }.FirstOrDefault(s => remedy.What.Contains(s, StringComparison.Ordinal));
        switch (remedy.Kind)
        {
            case RemedyKind.OpenPeriod:
                await OpenAsync(remedy.Month);
                break;
            case RemedyKind.ReopenPeriod:
                Succeed(await PeriodAsync(remedy.Month, (s, id, version) => s.ReopenAsync(id, version, "补报", Coordinator, Token)));
                break;
            case RemedyKind.SendBack:
                await SendBackAsync(await ReportAsync(remedy.Month, section!), remedy);
                break;
            case RemedyKind.File or RemedyKind.Refile:
                await FileAsync(remedy.Month, section!, Least(remedy.Goals), "staff");
                break;
            case RemedyKind.Approve:
                Succeed(await bench.StepAsync(await ReportAsync(remedy.Month, section!), ReportAction.Approve, section == "教育科" ? "jyk-head" : "jjk-head"));
                break;
            case RemedyKind.Confirm:
                await ConfirmAsync(remedy.Month, section!);
                break;
            case RemedyKind.SubmitRectification or RemedyKind.ExtendRectification:
                await RectifyAsync(remedy);
                break;
            case RemedyKind.SettleNeed:
                await SettleAsync(remedy);
                break;
            case RemedyKind.AnswerNeed:
                answered.Add((remedy.Month, section!));
                break;
            case RemedyKind.Override:
                await OverrideAsync(remedy.Month, Light.Green);
                break;
            case RemedyKind.WithdrawOverride:
                var standing = (await MonthAsync(remedy.Month)).Override!;
                Succeed(await OverridesAsync(s => s.WithdrawAsync(new WithdrawOverride(2023, 1, standing.Id, standing.Version, "情况已变"), Coordinator, Token)));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(remedy), remedy.Kind, null);
        }
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    /// <summary>What is asked, and nothing better.</summary>
    private static Said Least(IReadOnlyList<Goal> goals)
    {
        decimal? Bound(string name) => goals.SingleOrDefault(g => g.Name == name)?.Bound;
        return new Said(
            Bound("完成率") ?? 75, Bound("安置率") is { } rate ? ((int)(rate * 100), 10_000) : null, (int?)Bound("疑似辍学存量"),
            Solves: goals.Any(g => g.Rule == LightRule.Problem));
    }

    /// <summary>A stage that leaves so many children, whatever was there before.</summary>
    private static ClearanceEntry Stage(ClearanceEntry template, ClearanceEntry form, int remaining)
    {
        var before = form.SuspectedBefore ?? 2;
        return template with { SuspectedBefore = before, SuspectedNew = remaining, SuspectedReturned = before, Present = template.Present + 2 - remaining };
    }

    private async Task SendBackAsync(int report, Remedy remedy)
    {
        var state = (await bench.ReportAsync(report)).State;
        var (action, who) = state switch
        {
            ReportState.Confirmed => (ReportAction.Reopen, "coordinator"),
            ReportState.AwaitingConfirmation => (ReportAction.Return, "coordinator"),
            _ => (ReportAction.Withdraw, "jyk-staff"),
        };
        Assert.StartsWith(action.Label(), remedy.What, StringComparison.Ordinal);
        Succeed(await bench.StepAsync(report, action, who, "更正"));
    }

    private async Task RectifyAsync(Remedy remedy)
    {
        await using var db = bench.Database.Open();
        var open = await db.Rectifications.AsNoTracking().SingleAsync(Token);
        Succeed(await RectifyAsync(s => remedy.Kind == RemedyKind.SubmitRectification
            ? s.SubmitAsync(new AnswerRectification(open.Id, open.Version, "逐校补齐。", "已补齐。"), bench.Actor("jyk-head"), Token)
            : s.DecideAsync(
                new DecideRectification(open.Id, open.Version, RectificationAction.Extend, "汛期停工", bench.Database.Clock.Today.AddDays(5), null), bench.Actor("supervisor"), Token)));
    }

    private async Task SettleAsync(Remedy remedy)
    {
        await using var db = bench.Database.Open();
        var need = (await db.CoordinationNeeds.AsNoTracking().ToListAsync(Token)).Single(n => remedy.What.Contains(n.What, StringComparison.Ordinal));
        Succeed(await new NeedService(db, bench.Database.Clock).SettleAsync(new SettleNeed(need.Id, need.Version, "已开会协调。"), Coordinator, Token));
    }

    private async Task<int> ReportAsync(Month month, string section)
    {
        await using var db = bench.Database.Open();
        return await db.MonthlyReports
            .Where(r => r.ReportingPeriod.Month == month && r.Responsibility.PlanTaskId == bench.World.Task1.Id && r.Responsibility.Section.Name == section)
            .Select(r => r.Id).SingleAsync(Token);
    }

    private async Task<Result> PeriodAsync(Month month, Func<PeriodService, int, int, Task<Result>> act)
    {
        await using var db = bench.Database.Open();
        var period = await db.ReportingPeriods.AsNoTracking().SingleAsync(p => p.Month == month, Token);
        return await bench.PeriodsAsync(s => act(s, period.Id, period.Version));
    }

    private async Task<T> RectifyAsync<T>(Func<RectificationService, Task<T>> act)
    {
        await using var db = bench.Database.Open();
        return await act(db.Service<RectificationService>(new CalendarReader(db, new StampedCache(), new DataStamp(db)), bench.Database.Clock));
    }

    private async Task<T> OverridesAsync<T>(Func<LightOverrideService, Task<T>> act)
    {
        await using var db = bench.Database.Open();
        return await act(new LightOverrideService(db, bench.Years(db), bench.Database.Clock));
    }

    private static void Succeed(Result result) => Assert.True(result.Succeeded, result.Message);
}

/// <summary>What a report says.</summary>
/// <param name="Completion">完成率; null for the usual one.</param>
/// <param name="Placement">安置率 as its two parts; null for the usual one.</param>
/// <param name="Suspected">疑似辍学存量; null for 4.</param>
/// <param name="Asks">What it asks 县财政局 for; null for nothing.</param>
/// <param name="Solves">Whether it says of every open need that it is solved.</param>
internal sealed record Said(decimal? Completion = null, (int Placed, int Of)? Placement = null, int? Suspected = null, string[]? Asks = null, bool Solves = false);
