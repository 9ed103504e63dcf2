using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Bulletins;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Reports;

/// <summary>One report: what it says, how it came about, and the steps that change no content.</summary>
[Route("reports/{id:int}")]
public sealed class ReportController(ReportViewQuery query, ReportDecisions decisions, BulletinQueries bulletins) : PortalController
{
    /// <param name="id">The report.</param>
    /// <param name="revision">Which revision; 0: the draft.</param>
    /// <param name="view"><c>changes</c>: only what changed; <c>full</c>: one revision as a whole; else the two beside each other where there are two.</param>
    /// <param name="cancellationToken">Ends it.</param>
    [HttpGet("")]
    [Requires(Permission.ReadBusiness)]
    public async Task<IActionResult> Show(int id, int? revision, string? view, CancellationToken cancellationToken) =>
        await PageAsync(id, revision, view, null, cancellationToken) is { } page ? View(page) : NotFound();

    [HttpPost("withdraw")]
    [Requires(Permission.FileReports)]
    public async Task<IActionResult> Withdraw(int id, StepPost post, CancellationToken cancellationToken) =>
        await StepAsync(id, post, await decisions.WithdrawAsync(id, post.Version, Actor, cancellationToken), "已撤回，可以继续修改。", cancellationToken);

    [HttpPost("approve")]
    [Requires(Permission.ReviewReports)]
    public async Task<IActionResult> Approve(int id, StepPost post, CancellationToken cancellationToken) =>
        await StepAsync(id, post, await decisions.ApproveAsync(id, post.Version, Actor, cancellationToken), "已审核通过，送统筹员确认。", cancellationToken);

    [HttpPost("return")]
    [Requires(Permission.ReviewReports)]
    public async Task<IActionResult> Return(int id, StepPost post, CancellationToken cancellationToken) =>
        await StepAsync(id, post, await decisions.ReturnAsync(id, post.Version, post.Reason, Actor, cancellationToken), "已退回，填报员会看到退回理由。", cancellationToken);

    [HttpPost("confirm")]
    [Requires(Permission.CoordinateMonth)]
    public async Task<IActionResult> Confirm(int id, StepPost post, CancellationToken cancellationToken) =>
        await StepAsync(id, post, await decisions.ConfirmAsync(id, post.Version, Actor, cancellationToken), "已确认。", cancellationToken);

    [HttpPost("reopen")]
    [Requires(Permission.CoordinateMonth)]
    public async Task<IActionResult> Reopen(int id, StepPost post, CancellationToken cancellationToken) =>
        await StepAsync(id, post, await decisions.ReopenAsync(id, post.Version, post.Reason, Actor, cancellationToken), "已重新打开，填报员可以修改后再提交。", cancellationToken);

    [HttpPost("waive")]
    [Requires(Permission.CoordinateMonth)]
    public async Task<IActionResult> Waive(int id, StepPost post, CancellationToken cancellationToken) =>
        await StepAsync(id, post, await decisions.WaiveAsync(id, post.Version, post.Reason, Actor, cancellationToken), "已定为不再补报。这份月报仍计未报。", cancellationToken);

    private async Task<IActionResult> StepAsync(int id, StepPost post, Result result, string done, CancellationToken cancellationToken) =>
        await AnswerAsync(
            result,
            () =>
            {
                Flash(done);
                return RedirectToAction(nameof(Show), new { id });
            },
            async () => await PageAsync(id, null, null, post.Reason, cancellationToken) is { } page ? View(nameof(Show), page) : NotFound());

    private async Task<ShowPage?> PageAsync(int id, int? revision, string? look, string? reason, CancellationToken cancellationToken)
    {
        if (await query.ReadAsync(id, revision, Actor, cancellationToken) is not { } report)
            return null;
        var published = report.Actions.Contains(ReportAction.Reopen) ? await bulletins.PublishedOfReportAsync(id, cancellationToken) : null;
        return new ShowPage(report, look, reason, published);
    }
}

/// <summary>A step's form.</summary>
public sealed class StepPost
{
    public int Version { get; set; }

    /// <summary>退回理由, or why it is opened again or no longer asked for.</summary>
    public string? Reason { get; set; }
}

/// <summary>The page of one report.</summary>
/// <param name="Report">What the query read.</param>
/// <param name="Look">Which of the two looks was asked for.</param>
/// <param name="Reason">A reason that was typed and not taken.</param>
/// <param name="Bulletin">The month's published bulletin, where the reader may reopen the report.</param>
public sealed record ShowPage(ReportView Report, string? Look, string? Reason, BulletinLine? Bulletin)
{
    /// <summary>Whether the two last revisions stand beside each other.</summary>
    public bool Compares => Report.Differences.Count > 0 && Look != "full";

    /// <summary>Whether what did not change is left out.</summary>
    public bool OnlyChanges => Look == "changes";

    /// <summary>The return that the report's writer has to answer, or answered with this revision.</summary>
    public DecisionLine? LastReturn => Report.Decisions is [{ To: ReportState.Returned } last, ..] && Report.Head.State != ReportState.Confirmed ? last : null;
}
