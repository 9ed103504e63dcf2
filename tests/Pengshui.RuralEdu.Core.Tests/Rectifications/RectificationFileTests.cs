using System.Text;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Core.Rectifications;

namespace Pengshui.RuralEdu.Core.Tests.Rectifications;

public sealed class RectificationFileTests
{
    private static readonly byte[] Pdf = Encoding.UTF8.GetBytes("%PDF-1.7 票据");

    [Fact]
    public async Task A_file_keeps_its_chinese_name_and_is_read_by_every_business_role_only()
    {
        await using var bench = await RectificationBench.CreateAsync();
        var id = await bench.RaiseAsync();
        var added = await AddAsync(bench, id, "票据（9月）.pdf");
        Assert.True(added.Succeeded, added.Message);
        Assert.Equal(1, (await bench.GetAsync(id)).Version);
        Assert.Equal(RectificationAudit.AddRectificationFile, (await bench.AuditAsync())[^1].Action);
        foreach (var reader in new[] { "jjk-head", "jyk-staff", "decoy-staff", "leader", "supervisor" })
        {
            var opened = await OpenAsync(bench, id, added.Value, reader);
            await using var content = opened.Value.Content;
            Assert.Equal(("票据（9月）.pdf", "application/pdf"), (opened.Value.FileName, opened.Value.ContentType));
        }

        Assert.Equal(Outcome.NotFound, (await OpenAsync(bench, id, added.Value, "auditor")).Outcome);
        Assert.Equal(Outcome.NotFound, (await OpenAsync(bench, await bench.RaiseAsync(), added.Value, "leader")).Outcome);
    }

    [Fact]
    public async Task The_section_adds_files_while_it_has_it_in_hand_and_the_supervisor_while_it_is_verified()
    {
        await using var bench = await RectificationBench.CreateAsync();
        var id = await bench.RaiseAsync();
        Assert.Equal(Outcome.Forbidden, (await AddAsync(bench, id, "a.pdf", "jyk-staff")).Outcome);
        Assert.Equal(Outcome.Refused, (await AddAsync(bench, id, "a.pdf", "supervisor")).Outcome);
        await bench.AnswerAsync(id, RectificationAction.Submit);
        Assert.Equal(Outcome.Refused, (await AddAsync(bench, id, "a.pdf")).Outcome);
        Assert.Empty((await bench.GetAsync(id)).Files);

        // What was seen may be shown with a file of the supervisor's, which is taken out again until it was decided on.
        bench.Database.Time.Advance(TimeSpan.FromMinutes(1));
        var seen = (await AddAsync(bench, id, "a.pdf", "supervisor")).Value;
        Assert.True((await bench.FilesAsync(s => s.RemoveAsync(id, seen, bench.Actor("supervisor"), RectificationBench.Token))).Succeeded);
        seen = (await AddAsync(bench, id, "a.pdf", "supervisor")).Value;
        Assert.True(Assert.Single((await bench.PageAsync(id, "leader"))!.VerificationFiles).IsVerification);
        await bench.DecideAsync(id, RectificationAction.Close, lookBackOn: RectificationBench.Today.AddDays(3));
        Assert.Equal(Outcome.Refused, (await bench.FilesAsync(s => s.RemoveAsync(id, seen, bench.Actor("supervisor"), RectificationBench.Token))).Outcome);
        Assert.Equal(3, (await bench.AuditAsync()).Count(e => e.Result == AuditResult.Refused));
    }

    [Fact]
    public async Task What_was_submitted_stays_and_what_was_not_can_be_taken_out()
    {
        await using var bench = await RectificationBench.CreateAsync();
        var id = await bench.RaiseAsync();
        var kept = (await AddAsync(bench, id, "一.pdf")).Value;
        await bench.AnswerAsync(id, RectificationAction.Submit);
        await bench.DecideAsync(id, RectificationAction.Return);
        bench.Database.Time.Advance(TimeSpan.FromMinutes(1));
        var fresh = (await AddAsync(bench, id, "二.pdf")).Value;

        Assert.Equal(Outcome.Refused, (await RemoveAsync(bench, id, kept)).Outcome);
        Assert.True((await RemoveAsync(bench, id, fresh)).Succeeded);
        Assert.Equal(Outcome.NotFound, (await OpenAsync(bench, id, fresh, "jjk-staff")).Outcome);
        Assert.Equal(kept, Assert.Single((await bench.PageAsync(id, "jjk-staff"))!.Files).Id);
    }

    [Fact]
    public async Task The_same_file_is_taken_once_and_the_twenty_first_is_refused()
    {
        await using var bench = await RectificationBench.CreateAsync();
        var id = await bench.RaiseAsync();
        var first = await AddAsync(bench, id, "1.pdf");
        Assert.Equal(first.Value, (await AddAsync(bench, id, "1.pdf")).Value);
        for (var n = 2; n <= RectificationFileService.MaxFiles; n++)
            Assert.True((await AddAsync(bench, id, $"{n}.pdf")).Succeeded);
        var more = await AddAsync(bench, id, "21.pdf");
        Assert.Equal((Outcome.Refused, RectificationFileService.Field), (more.Outcome, Assert.Single(more.Errors).Field));
    }

    [Theory]
    [InlineData("程序.exe")]
    [InlineData("50024319900101123X.pdf")]
    [InlineData("图.png")]
    public async Task A_file_that_cannot_be_taken_is_refused_and_not_kept(string name)
    {
        await using var bench = await RectificationBench.CreateAsync();
        var id = await bench.RaiseAsync();
        Assert.Equal(Outcome.Refused, (await AddAsync(bench, id, name)).Outcome);
        await using var db = bench.Database.Open();
        Assert.False(await db.RectificationFiles.AnyAsync(RectificationBench.Token));
    }

    private static Task<Result<int>> AddAsync(RectificationBench bench, int id, string name, string who = "jjk-staff") =>
        bench.FilesAsync(s => s.AddAsync(id, new MemoryStream(Pdf), name, bench.Actor(who), RectificationBench.Token));

    private static Task<Result> RemoveAsync(RectificationBench bench, int id, int fileId) =>
        bench.FilesAsync(s => s.RemoveAsync(id, fileId, bench.Actor("jjk-staff"), RectificationBench.Token));

    private static Task<Result<FileContent>> OpenAsync(RectificationBench bench, int id, int fileId, string who) =>
        bench.FilesAsync(s => s.OpenAsync(id, fileId, bench.Actor(who), RectificationBench.Token));
}
