using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Testing;
using Pengshui.RuralEdu.Web.Tests.Reports;

namespace Pengshui.RuralEdu.Web.Tests.Infrastructure;

/// <summary>What the database cannot do for now is answered with a sentence, and what was typed is kept.</summary>
public sealed class BusyDatabaseTests
{
    private const string Sections = "/admin/sections/new";

    private static readonly Dictionary<string, string?> Form = new()
    {
        ["Code"] = "xinke", ["Name"] = "乡村教育振兴新设科室", ["SortOrder"] = "5", ["IsActive"] = "true", ["Aliases"] = "县教委新设的科室\n新科",
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_form_that_cannot_be_saved_for_now_is_shown_as_typed_and_sent_again_with_one_button()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var client = portal.ClientOf("sysadmin");
        var form = await client.GetDocumentAsync(Sections);
        portal.Database.Faults.Break(FaultPlace.Commit);
        var refused = await client.SubmitAsync(form, Sections, Form);
        portal.Database.Faults.Disarm();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        var page = await refused.DocumentAsync();
        Assert.Contains("没有保存", page.Title!, StringComparison.Ordinal);
        Assert.Contains("乡村教育振兴新设科室", page.TextOf(), StringComparison.Ordinal);
        var kept = page.QuerySelectorAll("main form input[type=hidden]").Cast<IHtmlInputElement>().ToDictionary(i => i.Name!, i => i.Value);
        Assert.Equal(Form["Name"], kept["Name"]);
        Assert.Equal("新科", kept["Aliases"].ReplaceLineEndings("\n").Split('\n')[1]);
        await using (var db = portal.Open())
            Assert.False(await db.Sections.AnyAsync(s => s.Code == "xinke", Ct));

        Assert.StartsWith("/admin/sections", (await client.SubmitAsync(page, Sections, [])).LocationOf(), StringComparison.Ordinal);
        await using var check = portal.Open();
        Assert.Equal(Form["Name"], await check.Sections.Where(s => s.Code == "xinke").Select(s => s.Name).SingleAsync(Ct));
    }

    [Fact]
    public async Task A_sign_in_that_cannot_be_written_is_answered_with_a_sentence_and_keeps_no_password()
    {
        await using var portal = await PortalFactory.CreateAsync();
        await portal.SetPasswordAsync("leader");
        var client = portal.Stranger();
        var form = await client.GetDocumentAsync("/account/login");
        portal.Database.Faults.Break(FaultPlace.Query);
        var refused = await client.SubmitAsync(form, "/account/login", new Dictionary<string, string?> { ["UserName"] = "leader", ["Password"] = SignIns.Password });
        portal.Database.Faults.Disarm();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        var text = await refused.Content.ReadAsStringAsync(Ct);
        Assert.Contains("数据库暂时连不上", text, StringComparison.Ordinal);
        Assert.DoesNotContain(SignIns.Password, text, StringComparison.Ordinal);
        Assert.Equal("/", (await client.SignInAsync("leader")).LocationOf());
    }

    [Fact]
    public async Task A_page_says_so_where_even_the_account_cannot_be_read()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var client = await portal.SignedInAsync("leader");
        portal.Database.Faults.Break(FaultPlace.Query);
        var refused = await client.GetAsync("/dashboard", Ct);
        portal.Database.Faults.Disarm();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("数据库暂时连不上", (await refused.DocumentAsync()).TextOf(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/dashboard", Ct)).StatusCode);
    }

    /// <summary>A conflict that no service expected: a unique index said no after the question whether the text is free.</summary>
    [Fact]
    public async Task What_a_unique_index_refuses_behind_a_services_back_is_a_conflict_with_the_typed_text()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var client = portal.ClientOf("jyk-staff");
        var address = $"/reports/{portal.ReportId(portal.World.Lead)}/edit";
        var form = await client.GetDocumentAsync(address);
        portal.Database.Faults.Break(FaultPlace.Statement, 19, 2067);
        var refused = await client.SubmitAsync(form, address, ReportForms.Whole());
        portal.Database.Faults.Disarm();
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var page = await refused.DocumentAsync();
        Assert.Contains(Core.Data.TakenException.Sentence, page.TextOf(), StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelectorAll(".kept-text"));
    }

    /// <summary>No node is called broken for being early, and the log of a start is clean.</summary>
    [Fact]
    public async Task A_database_that_does_not_answer_makes_the_node_not_ready_and_is_found_again_at_once()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var client = portal.Stranger();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/healthz/ready", Ct)).StatusCode);
        portal.Database.Faults.Break(FaultPlace.Query);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/healthz/ready", Ct)).StatusCode);
        portal.Database.Faults.Disarm();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/healthz/ready", Ct)).StatusCode);
    }
}
