using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Web.Tests.Reports;

namespace Pengshui.RuralEdu.Web.Tests.Infrastructure;

public sealed class FullDiskTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_disk_says_so_and_nothing_that_was_typed_is_lost()
    {
        using var disk = SmallDisk.Make();
        await using var portal = await disk.PortalAsync();
        var report = portal.World.ReportOf(portal.World.Lead).Id;
        var staff = portal.ClientOf("jyk-staff");
        await staff.FileAsync(report, [new("Progress", "第一稿。")], "save");
        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync("/healthz/ready", Ct)).StatusCode);
        var form = await staff.GetDocumentAsync($"/reports/{report}/edit");
        await FillAsync(disk, portal);

        var refused = await staff.SubmitAsync(form, $"/reports/{report}/edit", [new("Progress", "磁盘满时写的一大段。")], "#report-form", "Do=save");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        var page = await refused.DocumentAsync();
        Assert.Contains(FullDisk.Sentence, page.TextOf(), StringComparison.Ordinal);
        Assert.Contains("磁盘满时写的一大段。", page.QuerySelectorAll("textarea").Select(t => t.TextContent));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await staff.GetAsync("/healthz/ready", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync("/healthz/live", Ct)).StatusCode);
        Assert.Equal("第一稿。", (await staff.GetDocumentAsync($"/reports/{report}/edit")).QuerySelector("#Progress")!.TextContent);

        disk.Clear();
        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync("/healthz/ready", Ct)).StatusCode);
        Assert.Equal($"/reports/{report}/edit", (await staff.SubmitAsync(page, "", [], "main form")).LocationOf());
        Assert.Equal("磁盘满时写的一大段。", (await staff.GetDocumentAsync($"/reports/{report}/edit")).QuerySelector("#Progress")!.TextContent);
    }

    [Fact]
    public async Task A_file_that_finds_no_room_is_refused_with_a_sentence_and_leaves_nothing_behind()
    {
        using var disk = SmallDisk.Make();
        await using var portal = await disk.PortalAsync();
        var report = portal.World.ReportOf(portal.World.Lead).Id;
        var staff = portal.ClientOf("jyk-staff");
        var big = new byte[30 * 1024 * 1024];
        "%PDF-1.4\n"u8.CopyTo(big);

        var answer = await staff.FileWithFilesAsync(report, [new("Progress", "和大文件一起写的。")], ("大.pdf", new ByteArrayContent(big)));

        var page = await answer.DocumentAsync();
        Assert.Contains(FullDisk.OfFile("大.pdf"), page.QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal("和大文件一起写的。", page.QuerySelector("#Progress")!.TextContent);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(disk.Folder, "uploads"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_sign_in_on_a_full_disk_says_so_and_gives_no_password_back()
    {
        using var disk = SmallDisk.Make();
        await using var portal = await disk.PortalAsync();
        var browser = portal.Stranger();
        var form = await browser.GetDocumentAsync("/account/login");
        await FillAsync(disk, portal);

        var answer = await browser.SubmitAsync(form, "/account/login", [new("UserName", "jyk-staff"), new("Password", SignIns.Password)]);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains(FullDisk.Sentence, page, StringComparison.Ordinal);
        Assert.DoesNotContain(SignIns.Password, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disk_that_is_nearly_full_takes_the_node_out_of_service()
    {
        await using var portal = await PortalFactory.CreateAsync();
        portal.Settings["Storage:LeastFreeMegabytes"] = "1000000000";
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await portal.Stranger().GetAsync("/healthz/ready", Ct)).StatusCode);
    }

    // What SQLite wrote ahead already could be written over without any room.
    private static async Task FillAsync(SmallDisk disk, PortalFactory portal)
    {
        await using (var scope = portal.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<RuralEduDbContext>().Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", Ct);
        disk.Fill();
    }
}
