using System.Diagnostics;
using System.Text;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Web.Tests;

/// <summary>How a run of the program ended.</summary>
public sealed record Ended(int Code, string Output, string Error)
{
    /// <summary>All it said, for the message of a failing assertion.</summary>
    public override string ToString() => $"exit code {Code}\n{Output}\n{Error}";
}

/// <summary>The program as an operator runs it: a process of its own, on a data directory of its own.</summary>
public sealed class PortalProcess : IDisposable
{
    private const string Announcement = "平台已启动：";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process process;
    private readonly StringBuilder error = new();

    private PortalProcess(Process process) => this.process = process;

    /// <summary>The settings of a demonstration in a data directory, which outside of Development are two.</summary>
    public static (string Key, string Value)[] DemonstrationIn(string dataDirectory) =>
        [("Demo:Enabled", "true"), ("Demo:Database", Path.Combine(dataDirectory, DatabaseOptions.SqliteFileName))];

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Starts the portal on a free port and waits until it says where it is.</summary>
    public static Task<PortalProcess> StartAsync(string dataDirectory, params (string Key, string Value)[] settings) =>
        StartAsync(AppContext.BaseDirectory, dataDirectory, settings);

    /// <summary>The same with the program in another folder.</summary>
    public static async Task<PortalProcess> StartAsync(string program, string dataDirectory, params (string Key, string Value)[] settings)
    {
        var portal = new PortalProcess(Launch(program, dataDirectory, settings, ["--urls", "http://127.0.0.1:0"]));
        portal.process.ErrorDataReceived += (_, line) => portal.error.AppendLine(line.Data);
        portal.process.BeginErrorReadLine();
        using var patience = new CancellationTokenSource(Patience);
        while (await portal.process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (!line.StartsWith(Announcement, StringComparison.Ordinal))
                continue;
            portal.Address = line[Announcement.Length..].TrimEnd('/');
            _ = portal.process.StandardOutput.ReadToEndAsync(CancellationToken.None); // a full pipe would stop the portal
            return portal;
        }

        await portal.process.WaitForExitAsync(patience.Token);
        throw new InvalidOperationException($"The portal did not start: {portal.error}");
    }

    /// <summary>Waits until it says that it is ready, which it does after it has said where it is.</summary>
    public async Task ReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = new Uri(Address) };
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            using var answer = await client.GetAsync("/healthz/ready", patience.Token);
            if (answer.IsSuccessStatusCode)
                return;
            await Task.Delay(50, patience.Token);
        }
    }

    /// <summary>Runs the program to its end.</summary>
    public static Task<Ended> RunAsync(string dataDirectory, string[] arguments, string? input = null, params (string Key, string Value)[] settings) =>
        RunAsync(AppContext.BaseDirectory, dataDirectory, arguments, input, settings);

    /// <summary>The same with the program in another folder.</summary>
    public static async Task<Ended> RunAsync(string program, string dataDirectory, string[] arguments, string? input, params (string Key, string Value)[] settings)
    {
        using var process = Launch(program, dataDirectory, settings, arguments);
        using var patience = new CancellationTokenSource(Patience);
        if (input is not null)
            await process.StandardInput.WriteLineAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return new Ended(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Ends it as a power cut would (SIGKILL).</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to end (SIGTERM), as a service manager does, and returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await kill.WaitForExitAsync();
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private static Process Launch(string program, string dataDirectory, (string Key, string Value)[] settings, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = program,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Path.Combine(program, "Pengshui.RuralEdu.Web.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || k.StartsWith("DOTNET_ENV", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["DataDirectory"] = dataDirectory;
        start.Environment["Demo__Enabled"] = "false";
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return Process.Start(start)!;
    }
}

/// <summary>A folder that is gone after the test.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("ruraledu-process-").FullName;

    /// <summary>A place in it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}

/// <summary>
/// Tests of processes whose moments matter run one after the other, and not beside tests that count on the processor. Commands may run beside
/// anything: nothing of theirs depends on time.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
#pragma warning disable CA1711 // xunit's word.
public sealed class ProcessCollection
#pragma warning restore CA1711
{
    public const string Name = "processes";
}
