using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Sections;

namespace Pengshui.RuralEdu.Web.Tests.Audit;

public sealed class AuditPageTests : IAsyncLifetime
{
    private readonly PortalFactory portal = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await portal.InitializeAsync();
        await using var db = portal.Open();
        var section = await db.Sections.SingleAsync(s => s.Code == "jyk", Cancel);
        section.Name = "基础教育科";
        db.Note(new AuditNote(portal.World.Actor("sysadmin"), SectionAudit.ChangeSection) { Subject = section, Title = "基础教育科", Reason = "机构改名" });
        await db.SaveChangesAsync(Cancel);
        for (var i = 0; i < 60; i++)
        {
            db.Note(new AuditNote(new Actor { UserName = "someone", DisplayName = "x" }, AccountAudit.SignIn) { Result = AuditResult.Failed });
            await db.SaveChangesAsync(Cancel);
        }
    }

    public async ValueTask DisposeAsync() => await portal.DisposeAsync();

    [Fact]
    public async Task The_auditor_turns_pages_filters_and_opens_an_entry_with_its_changes()
    {
        using var auditor = portal.ClientOf("auditor");
        var page = await auditor.GetDocumentAsync("/audit");
        Assert.Equal(50, page.QuerySelectorAll("table.audit-table tbody tr").Length);
        var older = page.QuerySelector("a[rel=next]")!.GetAttribute("href")!;
        page = await auditor.GetDocumentAsync("/audit" + older);
        Assert.Contains("基础教育科", page.Body!.TextOf(), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("a[rel=next]"));

        page = await auditor.GetDocumentAsync("/audit?Act=section.change&UserName=sysadmin&From=2023-10-20&To=2023-10-20&Kind=Section");
        var link = Assert.Single(page.QuerySelectorAll("table.audit-table tbody tr")).QuerySelector("a")!.GetAttribute("href")!;
        page = await auditor.GetDocumentAsync(link);
        Assert.Equal(["名称", "教育科", "基础教育科"], page.QuerySelectorAll("table.change-table tbody tr > *").Select(cell => cell.TextOf()));
        Assert.Contains("机构改名", page.Body!.TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_takes_two_statements_whatever_it_shows()
    {
        using var auditor = portal.ClientOf("auditor");
        await auditor.GetAsync("/audit", Cancel);
        foreach (var address in new[] { "/audit", "/audit?before=20", "/audit?Act=user.create" })
        {
            portal.Database.Statements.Reset();
            await auditor.GetAsync(address, Cancel);
            Assert.True(portal.Database.Statements.Count == 2, portal.Database.Statements.Text);
        }
    }

    [Fact]
    public async Task A_filter_that_makes_no_sense_is_said_and_kept()
    {
        var page = await portal.ClientOf("auditor").GetDocumentAsync("/audit?From=yesterday");
        Assert.NotNull(page.QuerySelector(".error-summary"));
        Assert.StartsWith("错误：", page.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_says_that_the_trail_holds_and_then_where_it_breaks_and_is_itself_on_record()
    {
        using var auditor = portal.ClientOf("auditor");
        var page = await (await auditor.PostFormAsync("/audit", [], "form[action$=verify]")).DocumentAsync();
        Assert.Contains("留痕完整", page.Body!.TextOf(), StringComparison.Ordinal);
        var anchor = page.QuerySelector("p.code")!.TextOf();
        await using var db = portal.Open();
        var entry = await db.AuditEntries.OrderBy(e => e.Sequence).LastAsync(Cancel);
        Assert.Equal((TrailAudit.VerifyAudit, AuditResult.Succeeded, "auditor"), (entry.Action, entry.Result, entry.ActorName));

        page = await (await auditor.PostFormAsync("/audit", [new("anchor", anchor)], "form[action$=verify]")).DocumentAsync();
        Assert.Contains("留痕完整", page.Body!.TextOf(), StringComparison.Ordinal);
        page = await (await auditor.PostFormAsync("/audit", [new("anchor", "x")], "form[action$=verify]")).DocumentAsync();
        Assert.NotNull(page.QuerySelector(".error-summary"));

        await db.AuditEntries.Where(e => e.Sequence == 30).ExecuteDeleteAsync(Cancel);
        page = await (await auditor.PostFormAsync("/audit", [], "form[action$=verify]")).DocumentAsync();
        Assert.Contains("第 30 条断开", page.QuerySelector("[role=alert]")!.TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_takes_the_filters_along_and_is_on_record()
    {
        using var auditor = portal.ClientOf("auditor");
        using var answer = await auditor.PostFormAsync("/audit?Act=section.change", [], "form[action$=export]");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("留痕-20231020-0900.csv", answer.Content.Headers.ContentDisposition?.FileNameStar);
        var lines = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(Cancel)).Trim().Split("\r\n");
        Assert.Equal(2, lines.Length);
        Assert.Contains("机构改名", lines[1], StringComparison.Ordinal);
        await using var db = portal.Open();
        Assert.Equal(TrailAudit.ExportAudit, (await db.AuditEntries.OrderBy(e => e.Sequence).LastAsync(Cancel)).Action);
    }

    [Fact]
    public async Task An_entry_that_is_not_there_is_not_found() =>
        Assert.Equal(HttpStatusCode.NotFound, (await portal.ClientOf("auditor").GetAsync("/audit/9999", Cancel)).StatusCode);
}
