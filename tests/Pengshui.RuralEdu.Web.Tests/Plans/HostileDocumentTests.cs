using System.IO.Pipelines;
using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.Logging.Abstractions;
using Pengshui.RuralEdu.Notices;
using Pengshui.RuralEdu.Web.Infrastructure.Documents;

namespace Pengshui.RuralEdu.Web.Tests.Plans;

/// <summary>A document that nobody's reader survives ends the process that reads it, and nothing else.</summary>
[Collection(ProcessCollection.Name)]
public sealed class HostileDocumentTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_portal_says_what_it_did_not_read_and_goes_on()
    {
        await using var portal = await PortalFactory.CreateAsync();
        using var client = portal.ClientOf("coordinator");
        foreach (var (name, file, sentence) in new (string, byte[], string)[]
        {
            ("嵌套.docx", HostileDocuments.Nested(), "展开后过大"),
            ("炸弹.docx", HostileDocuments.Bomb(), "展开后过大"),
            ("万件.docx", HostileDocuments.ManyEntries(), "展开后过大"),
            ("套图.pdf", HostileDocuments.NestedForms(), "请把文字粘贴到页面上。"),
        })
        {
            var page = await UploadAsync(client, name, file);
            Assert.Contains(sentence, page.QuerySelector("#File-error")!.TextOf(), StringComparison.Ordinal);
            Assert.Empty(Readers());
        }

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/plans/import", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_document_is_read_as_it_would_be_here()
    {
        using var process = Process();
        var file = Encoding.UTF8.GetBytes(Imports.Notice + "\n牵头\t配合\n教育科\t基建科\n");

        var there = await process.ReadAsync("通知.txt", new MemoryStream(file), Cancel);

        var here = await NoticeReader.ReadAsync("通知.txt", new MemoryStream(file), Cancel);
        Assert.Equal((here.Value.Name, here.Value.Text), (there.Value.Name, there.Value.Text));
        Assert.Equal(here.Value.Tables.SelectMany(t => t.Rows).SelectMany(r => r), there.Value.Tables.SelectMany(t => t.Rows).SelectMany(r => r));
        Assert.NotEmpty(there.Value.Tables);
    }

    [Fact]
    public async Task A_reader_without_an_end_is_ended_and_the_next_waits_for_its_place()
    {
        using var process = Process(ReadingLimits.Default with { Longest = TimeSpan.FromSeconds(3), Places = 1, Patience = TimeSpan.Zero });
        var endless = new Pipe();

        var first = process.ReadAsync("一.txt", endless.Reader.AsStream(), Cancel);
        var second = await process.ReadAsync("二.txt", new MemoryStream([65]), Cancel);

        Assert.Equal(NoticeProcess.Busy, second.Message);
        Assert.Contains("3 秒内没有读完", (await first).Message, StringComparison.Ordinal);
        Assert.Empty(Readers());
    }

    [Fact]
    public async Task A_reader_that_takes_too_much_memory_is_ended()
    {
        using var process = Process(ReadingLimits.Default with { Memory = 1 });

        Assert.Equal(NoticeProcess.TooLarge, (await process.ReadAsync("一.txt", new Pipe().Reader.AsStream(), Cancel)).Message);
        Assert.Empty(Readers());
    }

    [Fact]
    public async Task An_answer_that_is_too_long_is_not_taken()
    {
        using var process = Process(ReadingLimits.Default with { Answer = 100 });

        Assert.Equal(NoticeProcess.TooLarge, (await process.ReadAsync("一.txt", new MemoryStream(Encoding.UTF8.GetBytes(Imports.Notice)), Cancel)).Message);
    }

    [Fact]
    public void The_reader_is_told_no_secret()
    {
        const string Secret = "ConnectionStrings__RuralEdu";
        Environment.SetEnvironmentVariable(Secret, "Server=db;Password=secret");
        try
        {
            var told = NoticeProcess.StartOf(ReadingLimits.Default).Environment;
            Assert.DoesNotContain(Secret, told.Keys);
            Assert.DoesNotContain(told, t => t.Value?.Contains("secret", StringComparison.Ordinal) == true);
            Assert.All(told.Keys, k => Assert.DoesNotContain("__", k, StringComparison.Ordinal));
            Assert.Equal("18000000", told["DOTNET_GCHeapHardLimit"]);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Secret, null);
        }
    }

    private static NoticeProcess Process(ReadingLimits? limits = null) => new(limits ?? ReadingLimits.Default, NullLogger<NoticeProcess>.Instance);

    private static async Task<IHtmlDocument> UploadAsync(HttpClient client, string name, byte[] file)
    {
        var form = await client.GetDocumentAsync("/plans/import");
        using var content = new MultipartFormDataContent
        {
            { new StringContent(form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new ByteArrayContent(file), "File", name },
        };
        return await (await client.PostAsync("/plans/import", content, Cancel)).DocumentAsync();
    }

    /// <summary>Processes of this build that read a document.</summary>
    private static List<string> Readers()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Command lines are read from /proc.");
        return [.. Directory.GetDirectories("/proc").Select(CommandOf).Where(c => c.Contains(AppContext.BaseDirectory, StringComparison.Ordinal) && c.Contains("notice", StringComparison.Ordinal))];
    }

    private static string CommandOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
