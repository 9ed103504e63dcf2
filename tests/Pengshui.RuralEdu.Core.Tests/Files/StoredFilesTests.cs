using System.Text;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Tests.Reports;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Files;

/// <summary>What lies on the disk is what rows name, and is sent only as it was uploaded.</summary>
public sealed class StoredFilesTests
{
    private static byte[] Pdf(string text) => Encoding.UTF8.GetBytes("%PDF-1.7 " + text);

    [Fact]
    public async Task A_file_refused_for_its_number_leaves_nothing_on_disk()
    {
        await using var bench = await ReportBench.CreateAsync();
        for (var n = 0; n < EvidenceService.MaxFiles; n++)
            Assert.True((await AddAsync(bench, Pdf("同一份"), $"{n}.pdf")).Succeeded);

        var refused = await AddAsync(bench, Pdf("多出来的一份"), "多.pdf");

        Assert.Contains("最多 20 个", refused.Message, StringComparison.Ordinal);
        Assert.Single(Files(bench));
    }

    [Fact]
    public async Task A_file_beyond_the_room_of_its_report_or_section_is_refused_and_leaves_nothing_on_disk()
    {
        await using var bench = await ReportBench.CreateAsync();
        var first = await AddAsync(bench, Pdf("一"), "一.pdf");

        await LengthenAsync(bench, first.Value.File.Id, 300L * 1024 * 1024);
        Assert.Contains("合计最多 300 MB", (await AddAsync(bench, Pdf("二"), "二.pdf")).Message, StringComparison.Ordinal);

        // Beside it nothing stands in this report any more, but all of the section's room is taken.
        await LengthenAsync(bench, first.Value.File.Id, 20L * 1024 * 1024 * 1024);
        await using (var db = bench.Database.Open())
            Assert.Contains("已到 20 GB", await db.Service<UploadQuota>().RefusalAsync((await bench.ReportAsync(bench.AloneId)).SectionId, 0, 1, ReportBench.Token), StringComparison.Ordinal);
        await LengthenAsync(bench, first.Value.File.Id, 1);
        Assert.Single(Files(bench));
        Assert.True((await AddAsync(bench, Pdf("二"), "二.pdf")).Succeeded);
    }

    [Fact]
    public async Task A_changed_file_is_not_sent_but_said_and_audited()
    {
        await using var bench = await ReportBench.CreateAsync();
        var file = (await AddAsync(bench, Pdf("台账"), "台账.pdf")).Value.File;
        await File.WriteAllBytesAsync(Assert.Single(Files(bench)), Pdf("别的"), ReportBench.Token);

        var opened = await OpenAsync(bench, file.Id);

        Assert.Equal(Outcome.Refused, opened.Outcome);
        Assert.Contains("和上传时不一样", opened.Message, StringComparison.Ordinal);
        var entry = (await bench.AuditAsync())[^1];
        Assert.Equal((FileAudit.FindChangedFile, AuditResult.Failed, nameof(EvidenceFile), $"{file.Id}"), (entry.Action, entry.Result, entry.ObjectType, entry.ObjectId));
        Assert.Equal(new FileFinding("被改动", file.ContentHash, "台账.pdf"), Assert.Single((await VerifyAsync(bench)).Findings));
    }

    [Fact]
    public async Task A_missing_file_is_said_and_audited()
    {
        await using var bench = await ReportBench.CreateAsync();
        var file = (await AddAsync(bench, Pdf("台账"), "台账.pdf")).Value.File;
        File.Delete(Assert.Single(Files(bench)));

        Assert.Contains("不在服务器上", (await OpenAsync(bench, file.Id)).Message, StringComparison.Ordinal);
        Assert.Equal(FileAudit.MissFile, (await bench.AuditAsync())[^1].Action);
        Directory.Delete(Path.Combine(Uploads(bench), file.ContentHash[..2]));
        Assert.Equal(new FileFinding("丢失", file.ContentHash, "台账.pdf"), Assert.Single((await VerifyAsync(bench)).Findings));
    }

    [Fact]
    public async Task Contents_without_a_row_are_named_and_swept_after_a_day()
    {
        await using var bench = await ReportBench.CreateAsync();
        var kept = (await AddAsync(bench, Pdf("台账"), "台账.pdf")).Value.File;
        Assert.Equal((1, 0), ((await VerifyAsync(bench)).Checked, (await VerifyAsync(bench)).Findings.Count));
        var (old, young) = (Put(bench, new string('a', 64), 25), Put(bench, new string('b', 64), 23));
        File.SetLastWriteTimeUtc(Files(bench).Single(f => f.EndsWith(kept.ContentHash, StringComparison.Ordinal)), DateTime.UtcNow.AddDays(-30));

        Assert.Equal([new("无主", old, ""), new("无主", young, "")], (await VerifyAsync(bench)).Findings.OrderBy(f => f.Hash, StringComparer.Ordinal));
        await using var db = bench.Database.Open();
        Assert.Equal(1, await Service(bench, db).SweepAsync(ReportBench.Token));

        Assert.Equal(new[] { kept.ContentHash, young }.Order(StringComparer.Ordinal), Files(bench).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
    }

    /// <summary>Uploaded again, a content is young: it is not swept before its row is there.</summary>
    [Fact]
    public async Task A_content_that_comes_again_is_not_swept()
    {
        await using var bench = await ReportBench.CreateAsync();
        await AddAsync(bench, Pdf("台账"), "台账.pdf");
        var place = Assert.Single(Files(bench));
        File.SetLastWriteTimeUtc(place, DateTime.UtcNow.AddDays(-30));

        await AddAsync(bench, Pdf("台账"), "台账二.pdf");

        Assert.InRange(File.GetLastWriteTimeUtc(place), DateTime.UtcNow.AddHours(-1), DateTime.UtcNow.AddHours(1));
    }

    private static async Task LengthenAsync(ReportBench bench, int fileId, long length)
    {
        await using var db = bench.Database.Open();
        await db.EvidenceFiles.Where(f => f.Id == fileId).ExecuteUpdateAsync(s => s.SetProperty(f => f.Length, length), ReportBench.Token);
    }

    private static string Put(ReportBench bench, string hash, int hoursAgo)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(Uploads(bench), hash[..2])).FullName, hash);
        File.WriteAllText(path, "x");
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-hoursAgo));
        return hash;
    }

    private static string Uploads(ReportBench bench) => Path.Combine(bench.Database.Directory, "uploads");

    private static List<string> Files(ReportBench bench) => [.. Directory.EnumerateFiles(Uploads(bench), "*", SearchOption.AllDirectories)];

    private static StoredFiles Service(ReportBench bench, RuralEduDbContext db) =>
        db.Service<StoredFiles>(new DatabaseOptions(bench.Database.Provider, bench.Database.ConnectionString, bench.Database.Directory));

    private static async Task<FileVerdict> VerifyAsync(ReportBench bench)
    {
        await using var db = bench.Database.Open();
        return await Service(bench, db).VerifyAsync(ReportBench.Token);
    }

    private static Task<Result<EvidenceAdded>> AddAsync(ReportBench bench, byte[] content, string name) =>
        bench.EvidenceAsync(s => s.AddAsync(bench.AloneId, new MemoryStream(content), name, bench.Actor("jjk-staff"), ReportBench.Token));

    private static Task<Result<FileContent>> OpenAsync(ReportBench bench, int fileId) =>
        bench.EvidenceAsync(s => s.OpenAsync(bench.AloneId, fileId, null, bench.Actor("jjk-staff"), ReportBench.Token));
}
