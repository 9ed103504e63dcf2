using System.Diagnostics;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;

namespace Pengshui.RuralEdu.Notices;

/// <summary>Takes the words out of a PDF's text layer. A scan has none, and is refused.</summary>
internal static class PdfReader
{
    private const int MostPages = 1000;
    private const int FewestLetters = 30;
    private const int StackSize = 16 * 1024 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public static Reading<NoticeSource> Read(string name, byte[] bytes, CancellationToken cancellationToken)
    {
        Reading<NoticeSource> result = Reading.Refused($"这份 PDF 太复杂，{Longest.TotalSeconds} 秒内没有读完。请把文字粘贴到页面上。");
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(Longest);

        // The library cannot be stopped within a page, so it works on a thread that nobody waits for longer than this.
        var thread = new Thread(
            () =>
            {
                result = Extract(name, bytes, stop.Token) ?? result;
                stop.Dispose();
            },
            StackSize)
        { IsBackground = true };
        thread.Start();
        var waiting = Stopwatch.StartNew();
        while (!thread.Join(50) && waiting.Elapsed < Longest)
            cancellationToken.ThrowIfCancellationRequested();
        cancellationToken.ThrowIfCancellationRequested();
        return result;
    }

    // Null: stopped.
    private static Reading<NoticeSource>? Extract(string name, byte[] bytes, CancellationToken stop)
    {
        try
        {
            using var document = PdfDocument.Open(bytes, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true, FilterProvider = PdfFilters.Create() });
            if (document.NumberOfPages > MostPages)
                return Reading.Refused($"这份 PDF 超过 {MostPages} 页，不像一份通知，请核对。");
            var pages = new List<PdfPage>();
            var letters = 0;
            for (var number = 1; number <= document.NumberOfPages; number++)
            {
                if (stop.IsCancellationRequested)
                    return null;
                var page = document.GetPage(number);
                letters += page.Letters.Count;
                if (letters > NoticeReader.LongestText)
                    return NoticeReader.TooLong();
                if (PdfPlainTables.Read(PdfLines.Of(page)) is not { } read)
                    return Reading.Refused($"这份 PDF 第 {number} 页是一张表格，分不清各行各列。请上传这份通知的 Word 文件（.docx）。");
                pages.Add(read);
                if (PdfColumns.Are(pages[^1].Lines))
                    return Reading.Refused($"这份 PDF 第 {number} 页分栏排版，按行读会串行。请上传 Word 文件（.docx），或按先后把文字粘贴到页面上。");
            }

            if (letters < FewestLetters)
                return Reading.Refused("这份 PDF 没有文字，像是扫描件。请上传由 Word 直接导出的 PDF 或 Word 文件，也可以把文字粘贴到页面上。");
            return Reading.Of(PdfLines.Source(name, pages));
        }
        catch (PdfDocumentEncryptedException)
        {
            return Reading.Refused("这份 PDF 设了密码。请取消密码后再上传。");
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A damaged file may fail anywhere in the library; whatever it throws means the same to the one who uploaded it.
            return Reading.Refused("这份 PDF 已损坏，读不出来。请重新导出后再上传，或把文字粘贴到页面上。");
        }
    }
}
