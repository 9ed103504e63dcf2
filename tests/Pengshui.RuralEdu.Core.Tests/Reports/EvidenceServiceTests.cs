using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Tests.Files;

namespace Pengshui.RuralEdu.Core.Tests.Reports;

public sealed class EvidenceServiceTests
{
    private static readonly byte[] Pdf = Encoding.UTF8.GetBytes("%PDF-1.7 台账");

    [Fact]
    public async Task A_file_keeps_its_chinese_name_and_makes_a_draft_of_an_unwritten_report()
    {
        await using var bench = await ReportBench.CreateAsync();
        var added = await AddAsync(bench, Pdf, "送教上门记录（10月）.pdf");

        Assert.True(added.Succeeded, added.Message);
        var report = await bench.ReportAsync(bench.AloneId);
        Assert.Equal((ReportState.Draft, added.Value.ReportVersion), (report.State, report.Version));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Pdf));
        Assert.Equal(Pdf, await File.ReadAllBytesAsync(Path.Combine(bench.Database.Directory, "uploads", hash[..2], hash), ReportBench.Token));
        Assert.Empty(Directory.GetFiles(Path.Combine(bench.Database.Directory, "uploads", "tmp")));
        var opened = (await OpenAsync(bench, added.Value.File.Id, null, "jjk-head")).Value;
        await using var content = opened.Content;
        Assert.Equal(("送教上门记录（10月）.pdf", "application/pdf", (long)Pdf.Length, hash), (opened.FileName, opened.ContentType, opened.Length, opened.ContentHash));
        Assert.Equal(ReportAudit.AddEvidence, Assert.Single(await bench.AuditAsync()).Action);
    }

    [Theory]
    [InlineData("程序.pdf", "MZ\u0090\0")]
    [InlineData("程序.docx", "MZ\u0090\0")]
    [InlineData("图.png", "%PDF-1.7")]
    [InlineData("图.jpg", "GIF89a")]
    [InlineData("程序.txt", "MZ\0\0")]
    [InlineData("表.xlsx", "PK\u0003\u0004坏")]
    [InlineData("文.doc", "%PDF-1.7")]
    [InlineData("程序.exe", "MZ")]
    [InlineData("页面.html", "<html>")]
    [InlineData("压缩.zip", "PK\u0003\u0004")]
    [InlineData("没有后缀", "%PDF-1.7")]
    [InlineData("空.pdf", "")]
    public async Task A_content_that_is_not_what_its_name_says_is_refused_and_not_kept(string name, string content)
    {
        await using var bench = await ReportBench.CreateAsync();
        var result = await AddAsync(bench, Encoding.Latin1.GetBytes(content), name);
        Assert.Equal((Outcome.Refused, "Evidence"), (result.Outcome, Assert.Single(result.Errors).Field));
        Assert.Equal(ReportState.NotStarted, (await bench.ReportAsync(bench.AloneId)).State);
        var uploads = Path.Combine(bench.Database.Directory, "uploads");
        Assert.Empty(Directory.Exists(uploads) ? Directory.GetFiles(uploads, "*", SearchOption.AllDirectories) : []);
    }

    [Fact]
    public async Task Kinds_are_known_by_their_content()
    {
        Assert.Contains(".wps", FileKinds.Accept);
        await using var bench = await ReportBench.CreateAsync();
        var files = new Dictionary<string, byte[]>
        {
            ["a.docx"] = Zip("[Content_Types].xml", "word/document.xml"),
            ["b.XLSX"] = Zip("[Content_Types].xml", "xl/workbook.xml"),
            ["c.pptx"] = Zip("[Content_Types].xml", "ppt/presentation.xml"),
            ["d.ofd"] = Zip("OFD.xml"),
            ["e.wps"] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[100_000], .. Encoding.Unicode.GetBytes("WordDocument\0")],
            ["f.txt"] = Encoding.UTF8.GetBytes("台账"),
            ["g.csv"] = [0xCC, 0xA8, 0xD5, 0xCB, (byte)',', (byte)'1'], // 台账 in GB18030
        };
        foreach (var (name, content) in files)
            Assert.True((await AddAsync(bench, content, name)).Succeeded, name);
        Assert.Equal(Outcome.Refused, (await AddAsync(bench, files["a.docx"], "x.xlsx")).Outcome);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task Fifty_megabytes_are_taken_and_one_byte_more_is_not(int more, bool taken)
    {
        await using var bench = await ReportBench.CreateAsync();
        await using var stream = new LongText(EvidenceFile.MaxLength + more);
        var result = await bench.EvidenceAsync(s => s.AddAsync(bench.AloneId, stream, "大.txt", bench.Actor("jjk-staff"), ReportBench.Token));
        Assert.Equal(taken, result.Succeeded);
        if (!taken)
            Assert.Contains("超过 50 MB", result.Message);
        Assert.Empty(Directory.GetFiles(Path.Combine(bench.Database.Directory, "uploads", "tmp")));
    }

    [Fact]
    public async Task What_a_killed_process_left_half_received_goes_a_day_later_and_an_upload_under_way_stays()
    {
        await using var bench = await ReportBench.CreateAsync();
        var folder = Directory.CreateDirectory(Path.Combine(bench.Database.Directory, "uploads", "tmp")).FullName;
        var (left, underWay) = (Path.Combine(folder, "left"), Path.Combine(folder, "under-way"));
        await File.WriteAllBytesAsync(left, Pdf, ReportBench.Token);
        await File.WriteAllBytesAsync(underWay, Pdf, ReportBench.Token);
        File.SetLastWriteTimeUtc(left, DateTime.UtcNow.AddHours(-25));

        Assert.True((await AddAsync(bench, Pdf, "台账.pdf")).Succeeded);

        Assert.Equal([underWay], Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("../../etc/台账.pdf", "台账.pdf")]
    [InlineData("C:\\用户\\桌面\\台账.pdf", "台账.pdf")]
    [InlineData("台账\u202Efdp.pdf", "台账fdp.pdf")]
    [InlineData("台\r\n账\0.pdf", "台账.pdf")]
    [InlineData("台账：“一人一案”?.pdf", "台账：“一人一案”.pdf")]
    [InlineData("  .pdf", "未命名.pdf")]
    [InlineData("..", "未命名")]
    public void Names_are_made_harmless(string name, string cleaned) => Assert.Equal(cleaned, FileNames.Clean(name));

    [Fact]
    public void A_long_name_keeps_its_ending()
    {
        var cleaned = FileNames.Clean(new string('长', 300) + ".pdf");
        Assert.Equal(EvidenceFile.FileNameLength, cleaned.Length);
        Assert.EndsWith(".pdf", cleaned);
    }

    [Fact]
    public async Task A_name_with_an_identity_number_is_refused()
    {
        await using var bench = await ReportBench.CreateAsync();
        Assert.Equal(Outcome.Refused, (await AddAsync(bench, Pdf, "500243201001011234.pdf")).Outcome);
    }

    [Fact]
    public async Task The_same_content_lies_on_disk_once_and_the_same_file_is_in_a_report_once()
    {
        await using var bench = await ReportBench.CreateAsync();
        var first = (await AddAsync(bench, Pdf, "一.pdf")).Value;
        var again = (await AddAsync(bench, Pdf, "一.pdf")).Value;
        Assert.Equal(first, again);
        await AddAsync(bench, Pdf, "二.pdf");
        Assert.Equal(2, (await bench.ReportAsync(bench.AloneId)).Evidence.Count);
        Assert.Single(Directory.GetFiles(Path.Combine(bench.Database.Directory, "uploads"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Twenty_files_are_the_most()
    {
        await using var bench = await ReportBench.CreateAsync();
        for (var i = 0; i < EvidenceService.MaxFiles; i++)
            Assert.True((await AddAsync(bench, Pdf, $"{i}.pdf")).Succeeded);
        Assert.Contains("最多 20 个", (await AddAsync(bench, Pdf, "more.pdf")).Message);
    }

    [Fact]
    public async Task Uploads_at_the_same_moment_are_all_taken_and_an_open_form_is_still_saved()
    {
        await using var bench = await ReportBench.CreateAsync();
        var version = (await bench.SaveAsync(bench.AloneId, 1, new ReportContent { Progress = "初稿" }, "jjk-staff")).Value;
        var added = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => AddAsync(bench, [.. Pdf, (byte)i], $"{i}.pdf"))));
        Assert.All(added, a => Assert.True(a.Succeeded, a.Message));

        var saved = await bench.SaveAsync(bench.AloneId, version, new ReportContent { Progress = "第二稿" }, "jjk-staff");
        Assert.True(saved.Succeeded, saved.Message);
        Assert.Equal(version + 5, saved.Value);
    }

    [Fact]
    public async Task A_removed_file_is_read_through_its_revision_only()
    {
        await using var bench = await ReportBench.CreateAsync();
        var file = (await AddAsync(bench, Pdf, "台账.pdf")).Value.File;
        await bench.FileAsync(bench.AloneId, "jjk-staff");
        Assert.Equal(file, Assert.Single((await bench.ViewAsync(bench.AloneId, "leader"))!.Snapshot.Evidence));
        await bench.StepAsync(bench.AloneId, ReportAction.Return, "jjk-head", "换一份");
        Assert.True((await bench.EvidenceAsync(s => s.RemoveAsync(bench.AloneId, file.Id, bench.Actor("jjk-staff"), ReportBench.Token))).Succeeded);
        var draft = (await AddAsync(bench, [.. Pdf, 1], "新台账.pdf")).Value.File;

        Assert.Equal(Outcome.NotFound, (await OpenAsync(bench, file.Id, null, "jjk-staff")).Outcome);
        await using (var old = (await OpenAsync(bench, file.Id, 1, "leader")).Value.Content)
            Assert.Equal(Pdf.Length, old.Length);
        Assert.Equal(Outcome.NotFound, (await OpenAsync(bench, draft.Id, null, "leader")).Outcome);
        Assert.Equal(Outcome.NotFound, (await OpenAsync(bench, draft.Id, 1, "leader")).Outcome);
        Assert.Equal(Outcome.NotFound, (await OpenAsync(bench, file.Id, 1, "auditor")).Outcome);
        Assert.Equal(Outcome.NotFound, (await bench.EvidenceAsync(s => s.OpenAsync(bench.LeadId, file.Id, null, bench.Actor("coordinator"), ReportBench.Token))).Outcome);
    }

    [Theory]
    [InlineData("jyk-staff", Outcome.NotFound)] // not of task 2
    [InlineData("coordinator", Outcome.Forbidden)]
    [InlineData("jjk-head", Outcome.Success)]
    public async Task Only_the_section_adds_evidence(string who, Outcome outcome)
    {
        await using var bench = await ReportBench.CreateAsync();
        Assert.Equal(outcome, (await AddAsync(bench, Pdf, "台账.pdf", who)).Outcome);
    }

    [Fact]
    public async Task A_submitted_report_takes_none_and_gives_none_back()
    {
        await using var bench = await ReportBench.CreateAsync();
        var file = (await AddAsync(bench, Pdf, "台账.pdf")).Value.File;
        await bench.FileAsync(bench.AloneId, "jjk-staff");
        Assert.Contains("待科室审核", (await AddAsync(bench, [.. Pdf, 1], "二.pdf")).Message);
        Assert.Equal(Outcome.Refused, (await bench.EvidenceAsync(s => s.RemoveAsync(bench.AloneId, file.Id, bench.Actor("jjk-staff"), ReportBench.Token))).Outcome);
    }

    [Fact]
    public async Task Photos_lose_where_and_when_they_were_taken_but_not_their_orientation()
    {
        await using var bench = await ReportBench.CreateAsync();
        byte[] exif = [.. "Exif\0\0"u8, .. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, .. "GPS29.29N"u8];
        byte[] photo = [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, 0xFF, 0xDA, 0, 2, 1, 2, 0xFF, 0, 3, 0xFF, 0xD9, .. "GPStrailer"u8];
        var file = (await AddAsync(bench, photo, "现场.jpg")).Value.File;
        await using var content = (await OpenAsync(bench, file.Id, null, "jjk-staff")).Value.Content;
        var stored = new byte[file.Length];
        await content.ReadExactlyAsync(stored, ReportBench.Token);
        Assert.Equal(-1, stored.AsSpan().IndexOf("GPS"u8));
        Assert.NotEqual(-1, stored.AsSpan().IndexOf(new byte[] { 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6 }));
        Assert.Equal([0xFF, 0xDA, 0, 2, 1, 2, 0xFF, 0, 3, 0xFF, 0xD9], stored[^11..]);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(stored)), file.ContentHash);
    }

    [Fact]
    public async Task A_broken_photo_is_refused()
    {
        await using var bench = await ReportBench.CreateAsync();
        Assert.Contains("不完整", (await AddAsync(bench, [0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xFF, 1], "坏.jpg")).Message);
    }

    [Fact]
    public void Png_and_webp_lose_their_notes()
    {
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("eXIf", "GPS"), .. Chunk("IDAT", "x"), .. Chunk("tEXt", "GPS"), .. Chunk("IEND", ""), .. "GPS"u8];
        Assert.Equal([.. png[..8], .. Chunk("IDAT", "x"), .. Chunk("IEND", "")], Pictures.Strip(png, "image/png"));
        byte[] webp = [.. "RIFF"u8, 42, 0, 0, 0, .. "WEBPVP8X"u8, 2, 0, 0, 0, 0b0000_1100, 0, .. "VP8 "u8, 1, 0, 0, 0, 7, 0, .. "EXIF"u8, 4, 0, 0, 0, .. "GPS!"u8];
        Assert.Equal([.. "RIFF"u8, 24, 0, 0, 0, .. "WEBPVP8X"u8, 2, 0, 0, 0, 0, 0, .. "VP8 "u8, 1, 0, 0, 0, 7, 0], Pictures.Strip(webp, "image/webp"));

        static byte[] Chunk(string type, string data) => [0, 0, 0, (byte)data.Length, .. Encoding.ASCII.GetBytes(type + data), 1, 2, 3, 4];
    }

    private static Task<Result<EvidenceAdded>> AddAsync(ReportBench bench, byte[] content, string name, string who = "jjk-staff") =>
        bench.EvidenceAsync(s => s.AddAsync(bench.AloneId, new MemoryStream(content), name, bench.Actor(who), ReportBench.Token));

    private static Task<Result<FileContent>> OpenAsync(ReportBench bench, int fileId, int? revision, string who) =>
        bench.EvidenceAsync(s => s.OpenAsync(bench.AloneId, fileId, revision, bench.Actor(who), ReportBench.Token));

    private static byte[] Zip(params string[] entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in entries)
                archive.CreateEntry(entry);
        }

        return stream.ToArray();
    }

    /// <summary>So many letters, of which none lies in memory.</summary>
    private sealed class LongText(long length) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, length - Position);
            buffer.AsSpan(offset, read).Fill((byte)'a');
            Position += read;
            return read;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
