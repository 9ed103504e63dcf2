using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Pengshui.RuralEdu.Notices;
using Pengshui.RuralEdu.Web.Commands;

namespace Pengshui.RuralEdu.Web.Infrastructure.Documents;

/// <summary>
/// Has a notice read by a process of its own: this program with the words <c>notice read</c>, the file on its input, what it understood on
/// its output. Whatever the file does there, to the stack, the memory or the processor, ends with that process.
/// </summary>
/// <param name="limits">What it may take.</param>
/// <param name="log">Says which limit was reached.</param>
public sealed class NoticeProcess(ReadingLimits limits, ILogger<NoticeProcess> log) : INoticeFileReader, IDisposable
{
    /// <summary>A document that is more than the process may take, or that brought it down.</summary>
    public const string TooLarge = "这份文件内容过大或嵌套过深，不像一份通知，没有读取。请把文字粘贴到页面上。";

    /// <summary>All places are taken.</summary>
    public const string Busy = "正在读取别人上传的文件，请过一分钟再传。";

    private const string NotStarted = "读取文件的程序没有启动，请告诉系统管理员，或把文字粘贴到页面上。";
    private const int ProcessorSignal = 128 + 24;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    // What a program needs to start. The portal's settings, with the database's password among them, are not.
    private static readonly string[] Environment =
    [
        "PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TMP", "TEMP", "SystemRoot", "windir",
        "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT",
    ];

    private readonly SemaphoreSlim places = new(limits.Places);

    /// <inheritdoc/>
    public async Task<Reading<NoticeSource>> ReadAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        if (!await places.WaitAsync(limits.Patience, cancellationToken))
            return Reading.Refused(Busy);
        try
        {
            using var process = Process.Start(StartOf(limits))!;
            return await HearAsync(process, name, content, cancellationToken);
        }
        catch (Win32Exception exception)
        {
            log.LogError(exception, "The process that reads documents cannot be started");
            return Reading.Refused(NotStarted);
        }
        finally
        {
            places.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => places.Dispose();

    /// <summary>How the process is started.</summary>
    public static ProcessStartInfo StartOf(ReadingLimits limits)
    {
        var program = typeof(NoticeProcess).Assembly;
        var host = System.Environment.ProcessPath ?? "";
        var isOwn = Path.GetFileName(host) == program.GetName().Name + (OperatingSystem.IsWindows() ? ".exe" : "");
        var start = new ProcessStartInfo(isOwn ? host : Runtime())
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        if (!isOwn)
            start.ArgumentList.Add(program.Location);
        foreach (var word in NoticeReadCommand.Words)
            start.ArgumentList.Add(word);
        foreach (var name in start.Environment.Keys.Except(Environment, StringComparer.OrdinalIgnoreCase).ToList())
            start.Environment.Remove(name);
        start.Environment["DOTNET_GCHeapHardLimit"] = limits.Heap.ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return start;
    }

    // The program was started as "dotnet Pengshui.RuralEdu.Web.dll": the same runtime serves again.
    private static string Runtime() => Path.GetFullPath(
        Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    private async Task<Reading<NoticeSource>> HearAsync(Process process, string name, Stream content, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sending = SendAsync(content, process, end.Token);
        var answering = AnswerAsync(process.StandardOutput.BaseStream, end.Token);
        var complaining = process.StandardError.BaseStream.CopyToAsync(Stream.Null, end.Token);
        try
        {
            var since = Stopwatch.StartNew();
            while (await Task.WhenAny(answering, Task.Delay(Glance, cancellationToken)) != answering)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (Exceeded(process, since.Elapsed) is not { } sentence)
                    continue;
                log.LogWarning("A document was too much for the process that read it: {Sentence}", sentence);
                return Reading.Refused(sentence);
            }

            return Understood(await answering, name) ?? await FallenAsync(process, cancellationToken);
        }
        finally
        {
            await EndAsync(process);
            await end.CancelAsync();
            await Task.WhenAll(sending, answering, complaining).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private static Reading<NoticeSource>? Understood(byte[]? answer, string name) => answer is null ? Reading.Refused(TooLarge) : NoticeAnswer.Read(answer, name);

    // It ended without an answer: by its limits, or by a document that no reader survives.
    private async Task<Reading<NoticeSource>> FallenAsync(Process process, CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken).WaitAsync(limits.Longest, cancellationToken);
        log.LogWarning("A document brought the process down that read it: exit code {Code}", process.ExitCode);
        return Reading.Refused(process.ExitCode == ProcessorSignal ? TooSlow(limits.Processor) : TooLarge);
    }

    private string? Exceeded(Process process, TimeSpan elapsed)
    {
        try
        {
            process.Refresh();
            return process.HasExited ? null
                : process.TotalProcessorTime > limits.Processor ? TooSlow(limits.Processor)
                : process.WorkingSet64 > limits.Memory ? TooLarge
                : elapsed > limits.Longest ? TooSlow(limits.Longest)
                : null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // It ended while it was looked at; then its output ends, too.
            return null;
        }
    }

    private static string TooSlow(TimeSpan limit) => $"这份文件太复杂，{limit.TotalSeconds:0} 秒内没有读完。请把文字粘贴到页面上。";

    private static async Task SendAsync(Stream content, Process process, CancellationToken cancellationToken)
    {
        try
        {
            await using var input = process.StandardInput.BaseStream;
            await content.CopyToAsync(input, cancellationToken);
        }
        catch (IOException)
        {
            // It has read enough to know that it will not take the file, and says so.
        }
    }

    private async Task<byte[]?> AnswerAsync(Stream output, CancellationToken cancellationToken)
    {
        using var answer = new MemoryStream();
        var buffer = new byte[81920];
        for (int count; (count = await output.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (answer.Length + count > limits.Answer)
                return null;
            answer.Write(buffer, 0, count);
        }

        return answer.ToArray();
    }

    private static async Task EndAsync(Process process)
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
    }
}
