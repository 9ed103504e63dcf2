using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Sections;
using Pengshui.RuralEdu.Testing;
using Pengshui.RuralEdu.Web.Tests.Reports;

namespace Pengshui.RuralEdu.Web.Tests.Durability;

/// <summary>
/// The portal is killed (SIGKILL) at random moments while several people submit reports: an answer of success means that
/// the report, its revision and its audit entry are on disk, and what is there is whole.
/// </summary>
/// <remarks>Slow (20 s to a minute): five portals are started, used for up to two seconds and killed.</remarks>
[Collection(ProcessCollection.Name)]
public sealed class KillTests(ITestOutputHelper output)
{
    private const string SeedVariable = "RURALEDU_TEST_SEED";
    private const string Staff = "jyk-staff";
    private const int Rounds = 5;
    private const int People = 6;
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_acknowledged_report_survives_a_kill_with_its_revision_and_its_audit_entry()
    {
        var seed = Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next();
        output.WriteLine($"{SeedVariable}={seed}");
        var random = new Random(seed);
        await using var database = await TestDatabase.CreateAsync();
        var reports = await FillAsync(database);
        var acknowledged = new ConcurrentBag<Acknowledged>();

        for (var round = 1; round <= Rounds; round++)
        {
            var before = acknowledged.Count;
            using (var portal = await StartAsync(database))
            {
                var first = new TaskCompletionSource();
                var work = Task.WhenAll(reports.Select(id => SubmitUntilDeathAsync(portal.Address, id, acknowledged, first)));
                await Task.WhenAny(first.Task, work);
                var life = random.NextDouble() * LongestLife;
                await Task.Delay(life, Cancel);
                await portal.KillAsync();
                await work;
                output.WriteLine($"round {round}: killed {life.TotalMilliseconds:0} ms after the first answer, {acknowledged.Count - before} submissions acknowledged");
            }

            Assert.True(acknowledged.Count > before, "Nothing was acknowledged: the round shows nothing.");
            using var restarted = await StartAsync(database);
            await AssertWholeAsync(database, reports, acknowledged);
        }
    }

    /// <summary>Signs in and submits and withdraws one report over and over, until the portal is gone.</summary>
    private static async Task SubmitUntilDeathAsync(string address, int report, ConcurrentBag<Acknowledged> acknowledged, TaskCompletionSource first)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
        try
        {
            await client.SignInAsync(Staff);
            var page = await client.GetAsync($"/reports/{report}/edit", Cancel);
            if (page.StatusCode != HttpStatusCode.OK)
                await client.StepAsync(report, "withdraw");
            while (true)
            {
                var marker = Guid.NewGuid().ToString("N");
                var answer = await client.FileAsync(report, Values(marker));
                Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"A submission answered {(int)answer.StatusCode}: {await ErrorsAsync(answer)}");
                acknowledged.Add(new Acknowledged(report, marker));
                first.TrySetResult();
                await client.StepAsync(report, "withdraw");
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // The portal is dead, as it should be by now.
        }
    }

    private static async Task AssertWholeAsync(TestDatabase database, IEnumerable<int> reports, IEnumerable<Acknowledged> acknowledged)
    {
        await using var db = database.Open();
        var verdict = await database.Verifier(db).CheckAsync(null, Cancel);
        Assert.True(verdict.Holds, verdict.Sentence);
        foreach (var id in reports)
        {
            var report = await db.MonthlyReports.AsNoTracking().Include(r => r.Revisions).SingleAsync(r => r.Id == id, Cancel);
            var key = id.ToString(CultureInfo.InvariantCulture);
            var acts = await db.AuditEntries.AsNoTracking()
                .Where(e => e.ObjectType == nameof(MonthlyReport) && e.ObjectId == key && e.Result == AuditResult.Succeeded)
                .OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync(Cancel);

            // Nothing that was acknowledged is lost …
            foreach (var lost in acknowledged.Where(a => a.Report == id && !report.Revisions.Any(r => r.ContentJson.Contains(a.Marker, StringComparison.Ordinal))))
                Assert.Fail($"Report {id} was acknowledged with {lost.Marker}, and no revision holds it.");

            // … and nothing is half there: each revision has its entry, and the state is what the last entry says.
            Assert.Equal(report.Revisions.Count, acts.Count(a => a == ReportAudit.SubmitReport));
            Assert.Equal(Enumerable.Range(1, report.Revisions.Count), report.Revisions.Select(r => r.Number).Order());
            Assert.Equal(report.Revisions.Count, report.RevisionNumber);
            var submitted = acts.LastOrDefault(a => a is ReportAudit.SubmitReport or ReportAudit.WithdrawReport) == ReportAudit.SubmitReport;
            Assert.Equal(submitted, report.State == ReportState.AwaitingSectionReview);
        }
    }

    private static Dictionary<string, string?> Values(string marker) => new()
    {
        ["Measures[0].State"] = "InProgress",
        ["Progress"] = $"本月进展 {marker}",
        ["Problems"] = "无",
        ["NoCoordination"] = "true",
        ["NextSteps"] = "继续推进。",
        ["CompletionRate"] = "75",
        ["CompletionReason"] = "按工作量估计。",
        ["SelfLight"] = "Green",
    };

    private static async Task<string> ErrorsAsync(HttpResponseMessage answer) =>
        (await answer.DocumentAsync()).QuerySelector(".error-summary")?.TextOf() ?? "";

    // The demonstration's clock, so that October 2023 is the month that is open; there are accounts, so nothing is added.
    private static Task<PortalProcess> StartAsync(TestDatabase database) => PortalProcess.StartAsync(
        database.Directory,
        ("ConnectionStrings:RuralEdu", database.ConnectionString),
        ("Demo:Enabled", "true"),
        ("Demo:Database", new SqliteConnectionStringBuilder(database.ConnectionString).DataSource),
        ("Security:SignInsPerMinute", "10000"));

    /// <summary>The test world with as many tasks of 教育科 as there are people.</summary>
    private static async Task<List<int>> FillAsync(TestDatabase database)
    {
        var world = await TestWorld.CreateAsync(database);
        await using var db = database.Open();
        await db.Users.ExecuteUpdateAsync(s => s.SetProperty(u => u.IsDemonstration, true), Cancel);
        var plan = await db.WorkPlans.Include(p => p.Groups).SingleAsync(p => p.Id == world.Plan.Id, Cancel);
        var section = await db.Sections.SingleAsync(s => s.Id == world.Jyk.Id, Cancel);
        var october = await db.ReportingPeriods.SingleAsync(p => p.Id == world.October.Id, Cancel);
        var reports = new List<MonthlyReport>();
        for (var i = 0; i < People; i++)
        {
            var task = new PlanTask { Number = 50 + i, Title = $"任务{50 + i}", TaskGroup = plan.Groups.First() };
            var part = new Responsibility { Section = section, Kind = ResponsibilityKind.Lead, Order = 1 };
            var measure = new Measure { Number = 1, Text = "推进" };
            measure.Responsibilities.Add(part);
            task.Responsibilities.Add(part);
            task.Measures.Add(measure);
            plan.Tasks.Add(task);
            var report = MonthlyReport.Of(part, Schedule.Of(task, plan).RequiredPercent(october.Month));
            october.Reports.Add(report);
            reports.Add(report);
        }

        var user = await db.Users.SingleAsync(u => u.UserName == Staff, Cancel);
        user.PasswordHash = new PasswordHasher<PortalUser>().HashPassword(user, SignIns.Password);
        user.PasswordChangedAt = DateTime.UtcNow;
        user.MustChangePassword = false;
        await db.SaveChangesAsync(Cancel);
        return reports.Select(r => r.Id).ToList();
    }

    private sealed record Acknowledged(int Report, string Marker);
}
