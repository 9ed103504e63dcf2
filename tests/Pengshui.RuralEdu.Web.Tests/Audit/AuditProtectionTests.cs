using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Sections;
using Pengshui.RuralEdu.Web.Infrastructure.Startup;

namespace Pengshui.RuralEdu.Web.Tests.Audit;

/// <summary>The page of the trail says with which key it is signed and which anchor left last.</summary>
public sealed class AuditProtectionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_end_leaves_by_itself_and_the_page_and_a_check_say_which()
    {
        await using var portal = await PortalFactory.CreateAsync();
        using var auditor = portal.ClientOf("auditor");
        await WriteAsync(portal);
        Assert.Contains("还没有，每天写一个", (await auditor.GetDocumentAsync("/audit")).TextOf(), StringComparison.Ordinal);

        var leaving = portal.Services.GetServices<IHostedService>().OfType<AnchorLeaving>().Single();
        await leaving.LeaveAsync(Cancel);
        await leaving.LeaveAsync(Cancel);

        await using var db = portal.Open();
        var left = Assert.Single(portal.Services.GetRequiredService<AuditAnchors>().Read().Anchors);
        Assert.Equal((await db.AuditHeads.SingleAsync(Cancel)).Hash, left.Anchor.Hash);
        var page = (await auditor.GetDocumentAsync("/audit")).TextOf();
        Assert.Contains($"2023-10-20 09:00:00，第 {left.Anchor.Sequence} 条", page, StringComparison.Ordinal);
        Assert.Contains($"{portal.Database.Keys.Ring.Newest!.Id}，共 1 把", page, StringComparison.Ordinal);
        var verdict = (await (await auditor.PostFormAsync("/audit", [], "form[action$=verify]")).DocumentAsync()).TextOf();
        Assert.Contains("留痕完整", verdict, StringComparison.Ordinal);
        Assert.Contains($"用自动锚点 1 个核对，最后一个是 2023-10-20 09:00 的 {left.Anchor}", verdict, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_said_on_the_page()
    {
        await using var portal = new PortalFactory();
        await portal.InitializeAsync();
        var occupied = Path.Combine(portal.Database.Directory, "occupied");
        await File.WriteAllTextAsync(occupied, "a file, no folder", Cancel);
        portal.Settings[AuditAnchors.Setting] = occupied;
        using var auditor = portal.ClientOf("auditor");
        await WriteAsync(portal);

        await portal.Services.GetServices<IHostedService>().OfType<AnchorLeaving>().Single().LeaveAsync(Cancel);

        Assert.Contains("锚点写不进", (await auditor.GetDocumentAsync("/audit")).TextOf(), StringComparison.Ordinal);
    }

    private static async Task WriteAsync(PortalFactory portal)
    {
        await using var db = portal.Open();
        db.Note(new AuditNote(portal.World.Actor("sysadmin"), SectionAudit.ChangeSection) { Title = "一条" });
        await db.SaveChangesAsync(Cancel);
    }
}
