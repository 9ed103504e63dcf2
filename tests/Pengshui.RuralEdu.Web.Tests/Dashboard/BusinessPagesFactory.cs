using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Web.Tests.Dashboard;

/// <summary>September confirmed (task 1 in order, task 2 late), October under way: task 1 handed in, returned and being mended, task 2 drafted.</summary>
public class BusinessPagesFactory : PortalFactory
{
    public const string Submitted = "九月摸排完成的正文";
    public const string LastSubmitted = "十月交上去的正文";
    public const string Mending = "十月正在改的草稿";
    public const string Draft = "任务二还没有交的草稿";

    /// <summary>Counts data of these kinds as changed, so that nothing made of them before is used.</summary>
    public async Task ChangeAsync(params DataArea[] areas)
    {
        await using var db = Open();
        var head = await db.AuditHeads.SingleAsync(TestContext.Current.CancellationToken);
        head.Changes = head.Changes.Raise(areas);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    protected override async Task FillAsync(TestWorld world)
    {
        var september = await world.AddMonthAsync(new Month(2023, 9));
        MonthlyReport Of(int responsibility) => september.Reports.Single(r => r.ResponsibilityId == responsibility);
        await world.FillReportAsync(Of(world.Lead.Id), ReportState.Confirmed, r =>
        {
            (r.CompletionRate, r.Progress, r.SelfLight) = (70, Submitted, Light.Green);
            r.IndicatorValues.Add(new IndicatorValue { IndicatorId = world.Task1.Indicators.Last().Id, Value = 98.6m, Numerator = 493, Denominator = 500 });
        });
        await world.FillReportAsync(Of(world.Supporting.Id), ReportState.Confirmed);
        await world.FillReportAsync(Of(world.Alone.Id), ReportState.Confirmed, r => (r.CompletionRate, r.LateByWorkingDays) = (65, 4));
        await world.FillReportAsync(world.ReportOf(world.Lead), ReportState.Returned, r =>
        {
            (r.CompletionRate, r.Progress, r.ReturnDueOn) = (99, Mending, new DateOnly(2023, 10, 24));
            r.Revisions.Add(new ReportRevision
            {
                Number = 1, SubmittedAt = Database.Clock.UtcNow, SubmittedById = world.Users["jyk-staff"].Id, ContentHash = new string('0', 64),
                ContentJson = $$"""{"completionRate":78,"progress":"{{LastSubmitted}}","selfLight":1}""",
            });
            r.Decisions.Add(new ReportDecision
            {
                RevisionNumber = 1, Action = ReportAction.Return, From = ReportState.AwaitingConfirmation, To = ReportState.Returned,
                At = Database.Clock.UtcNow, ById = world.Users["coordinator"].Id, Reason = "请补充数据",
            });
        });
        await world.FillReportAsync(world.ReportOf(world.Alone), ReportState.Draft, r => r.Progress = Draft);
    }
}
