using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Plans.Import;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Units.Import;
using Pengshui.RuralEdu.Testing;
using Pengshui.RuralEdu.Web.Tests.Inspections;
using Pengshui.RuralEdu.Web.Tests.Plans;
using Pengshui.RuralEdu.Web.Tests.Rectifications;
using Pengshui.RuralEdu.Web.Tests.Reports;

namespace Pengshui.RuralEdu.Web.Tests.Uploads;

/// <summary>Every way in for a file, with a scanner that speaks ClamAV's protocol: what it finds is refused and on record, and where it is away nothing comes in.</summary>
public sealed class UploadScanTests : IAsyncLifetime
{
    private readonly ClamStandIn clam = ClamStandIn.OnTcp();
    private readonly PortalFactory portal = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Eicar => Encoding.ASCII.GetString(ClamStandIn.EicarFile());

    public async ValueTask InitializeAsync()
    {
        portal.Settings[UploadScan.Setting] = clam.Address;
        await portal.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await portal.DisposeAsync();
        await clam.DisposeAsync();
    }

    public static TheoryData<string, string> Ways { get; } = new()
    {
        { "evidence, by the form", nameof(MonthlyReport) },
        { "evidence, by the script", nameof(MonthlyReport) },
        { "photo, by the form", nameof(Inspection) },
        { "photo, by the script", nameof(Inspection) },
        { "rectification, by the form", nameof(Rectification) },
        { "verification, by the script", nameof(Rectification) },
        { "notice", nameof(ImportDraft) },
        { "list of units", nameof(UnitListDraft) },
    };

    [Theory, MemberData(nameof(Ways))]
    public async Task An_infected_file_is_refused_and_on_record(string way, string objectType)
    {
        var answer = await SendAsync(way, Eicar);

        Assert.Contains("带有病毒（Eicar-Test-Signature）", answer, StringComparison.Ordinal);
        await using var db = portal.Open();
        var entry = await db.AuditEntries.SingleAsync(e => e.Action == FileAudit.RefuseInfected, Cancel);
        Assert.Equal((AuditResult.Refused, objectType, "检出 Eicar-Test-Signature"), (entry.Result, entry.ObjectType, entry.Reason));
        await NothingCameInAsync(db);
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task A_clean_file_is_scanned_and_comes_in(string way, string objectType)
    {
        var answer = await SendAsync(way, "没有病毒");

        Assert.DoesNotContain("病毒（", answer, StringComparison.Ordinal);
        Assert.Equal(1, clam.Scanned);
        await using var db = portal.Open();
        Assert.False(await db.AuditEntries.AnyAsync(e => e.Action == FileAudit.RefuseInfected, Cancel), objectType);
        Assert.Equal(1, await CameInAsync(db));
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Without_the_scanner_nothing_comes_in_and_a_sentence_says_so(string way, string objectType)
    {
        await clam.DisposeAsync();
        var answer = await SendAsync(way, "没有病毒");
        Assert.True(answer.Contains("查毒程序没有答复", StringComparison.Ordinal), $"{objectType}: {answer}");
        await using var db = portal.Open();
        await NothingCameInAsync(db);
    }

    [Fact]
    public async Task What_was_typed_beside_a_refused_file_stays()
    {
        await clam.DisposeAsync();
        var report = portal.ReportId(portal.World.Lead);
        var page = await (await portal.ClientOf("jyk-staff").FileWithFilesAsync(report, [new("NextSteps", "不能丢的一句。")], ("佐证.pdf", ReportForms.Pdf()))).DocumentAsync();
        Assert.Contains("查毒程序没有答复", page.QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal("不能丢的一句。", page.QuerySelector("#NextSteps")!.TextContent);
    }

    [Fact]
    public async Task A_file_that_is_longer_than_the_scanner_takes_is_refused_with_what_to_do()
    {
        clam.Longest = 10;
        Assert.Contains("调大限额", await SendAsync("evidence, by the script", "没有病毒"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_settings_page_and_the_readiness_say_whether_there_is_one_and_whether_it_answers()
    {
        using var administrator = portal.ClientOf("sysadmin");
        Assert.Contains($"查毒程序 {clam.Address} 工作正常", (await administrator.GetDocumentAsync("/admin/settings")).TextOf(), StringComparison.Ordinal);
        Assert.Equal("Healthy", await ReadyAsync());

        await clam.DisposeAsync();

        Assert.Contains($"查毒程序 {clam.Address} 没有答复", (await administrator.GetDocumentAsync("/admin/settings")).TextOf(), StringComparison.Ordinal);
        Assert.Equal("Degraded", await ReadyAsync());

        await using var without = await PortalFactory.CreateAsync();
        Assert.Contains("没有设置查毒程序", (await without.ClientOf("sysadmin").GetDocumentAsync("/admin/settings")).TextOf(), StringComparison.Ordinal);
    }

    private async Task<string> ReadyAsync()
    {
        var answer = await portal.Stranger().GetAsync("/healthz/ready", Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    private static async Task<int> CameInAsync(RuralEduDbContext db) =>
        await db.EvidenceFiles.CountAsync(Cancel) + await db.InspectionPhotos.CountAsync(Cancel) + await db.RectificationFiles.CountAsync(Cancel) + await db.ImportDrafts.CountAsync(Cancel) + await db.UnitListDrafts.CountAsync(Cancel);

    private async Task NothingCameInAsync(RuralEduDbContext db)
    {
        Assert.Equal(0, await CameInAsync(db));
        var uploads = Path.Combine(portal.Database.Directory, "uploads");
        Assert.Empty(Directory.Exists(uploads) ? Directory.EnumerateFiles(uploads, "*", SearchOption.AllDirectories) : []);
    }

    /// <summary>Sends a file that holds a text one way; what the page or the script is told.</summary>
    private async Task<string> SendAsync(string way, string text)
    {
        byte[] photo = [.. InspectionForms.Photo(), .. Encoding.UTF8.GetBytes(text)];
        var report = portal.ReportId(portal.World.Lead);
        var staff = portal.ClientOf("jyk-staff");
        var supervisor = portal.ClientOf("supervisor");
        switch (way)
        {
            case "evidence, by the form":
                return await TextAsync(await staff.FileWithFilesAsync(report, [], ("佐证.pdf", ReportForms.Pdf(text))));
            case "evidence, by the script":
                return await TextAsync(await ByScriptAsync(staff, $"/reports/{report}/edit", $"/reports/{report}/evidence", "佐证.pdf", ReportForms.Pdf(text)));
            case "photo, by the form":
                return await TextAsync(await supervisor.SendWithPhotoAsync(portal.World, new ByteArrayContent(photo), "save"));
            case "photo, by the script":
                return await TextAsync(await supervisor.UploadPhotoAsync(await supervisor.DraftInspectionAsync(InspectionForms.Whole(portal.World)), photo));
            case "rectification, by the form":
                var address = await supervisor.RaiseAsync(portal.World.Lead.Id);
                return await TextAsync(await staff.AnswerWithFileAsync(int.Parse(address.Split('/')[^1], null), "report", ("票据.pdf", ReportForms.Pdf(text))));
            case "verification, by the script":
                var raised = await supervisor.RaiseAsync(portal.World.Lead.Id);
                await staff.AnswerAsync(raised, "submit");
                return await TextAsync(await ByScriptAsync(supervisor, raised, $"{raised}/verification-files", "现场.pdf", ReportForms.Pdf(text)));
            case "notice":
                var coordinator = portal.ClientOf("coordinator");
                return await TextAsync(await ByScriptAsync(coordinator, "/plans/import", "/plans/import", "通知.txt", new ByteArrayContent(Encoding.UTF8.GetBytes(Imports.Notice + text)), "File"));
            case "list of units":
                return await TextAsync(await ByScriptAsync(
                    portal.ClientOf("coordinator"), "/units/import", "/units/import", "名单.csv", new ByteArrayContent(Encoding.UTF8.GetBytes($"单位名称,类别\n{text},乡镇街道")), "File"));
            default:
                throw new ArgumentOutOfRangeException(nameof(way));
        }
    }

    private static async Task<HttpResponseMessage> ByScriptAsync(HttpClient client, string page, string address, string name, HttpContent content, string field = "file")
    {
        var token = (await client.GetDocumentAsync(page)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var body = new MultipartFormDataContent { { content, field, name }, { new StringContent(token), "__RequestVerificationToken" } };
        return await client.PostAsync(address, body, Cancel);
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
}
