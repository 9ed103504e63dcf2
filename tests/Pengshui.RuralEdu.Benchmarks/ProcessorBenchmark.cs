using System.Diagnostics;
using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Pengshui.RuralEdu.Benchmarks;

/// <summary>
/// Processor time of one request of each kind, beside that of the empty page of the same layout: the time that the server's
/// process spent, so that neither the client nor what else the machine does decides. One client, in turn with the empty page,
/// once the runtime has compiled again what runs often: until then its compiler is what is measured.
/// </summary>
internal static class ProcessorBenchmark
{
    private const int Rounds = 7;
    private const int Requests = 150;
    private const int WarmingRounds = 3;
    private const string Listening = "listening at ";

    /// <summary>The server's part, in a process of its own: prints its address and serves until its input ends.</summary>
    public static async Task ServeAsync()
    {
        using var portal = new BenchmarkPortal();
        Console.WriteLine(Listening + portal.Address);
        await Console.In.ReadToEndAsync();
    }

    public static async Task RunAsync()
    {
        var info = new ProcessStartInfo(Environment.ProcessPath!, [.. Host(), "serve"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var server = Process.Start(info)!;
        var listening = new TaskCompletionSource<Uri>();
        server.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text && text.StartsWith(Listening, StringComparison.Ordinal))
                listening.SetResult(new Uri(text[Listening.Length..]));
        };
        server.BeginOutputReadLine();
        var address = await listening.Task;
        using var leader = await BenchmarkPortal.SignInAsync(address, "leader");
        var cookies = new CookieContainer();
        using var staff = await BenchmarkPortal.SignInAsync(address, "jyk-staff", cookies);
        using var poster = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = address };
        var form = await ReportForm.OpenAsync(poster);
        (string Name, Func<Task> Request)[] kinds =
        [
            ("`/` of a leader", () => GetAsync(leader, "/")),
            ("`/` of a section", () => GetAsync(staff, "/")),
            ("`/tasks`", () => GetAsync(leader, "/tasks")),
            ("`/tasks/1`", () => GetAsync(leader, "/tasks/1")),
            ("`/reports`", () => GetAsync(leader, "/reports")),
            ("`/dashboard`", () => GetAsync(leader, "/dashboard")),
            ("`/rectifications`", () => GetAsync(leader, "/rectifications")),
            ("report form", () => GetAsync(staff, form.Page)),
            ("report form, save of a draft (POST)", () => form.SaveAsync()),
            ("report form, automatic save (POST)", () => form.AutosaveAsync()),
        ];
        for (var round = 0; round < WarmingRounds; round++)
        {
            foreach (var (_, request) in kinds.Append(("", () => GetAsync(leader, "/benchmark/empty"))))
                await MeasureAsync(server, request);
            await RestAsync(server);
        }

        Console.WriteLine("| request | processor time, ms, median of 7 | empty page, ms | ratio | min–max of the ratio |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        foreach (var (name, request) in kinds)
        {
            var pairs = new List<(double Page, double Empty)>();
            for (var round = 0; round < Rounds; round++)
                pairs.Add((await MeasureAsync(server, request), await MeasureAsync(server, () => GetAsync(leader, "/benchmark/empty"))));
            var ratios = pairs.Select(p => p.Page / p.Empty).Order().ToList();
            Console.WriteLine(
                $"| {name} | {Median(pairs.Select(p => p.Page)):0.00} | {Median(pairs.Select(p => p.Empty)):0.00} | {Median(ratios):0.0} | {ratios[0]:0.0}–{ratios[^1]:0.0} |");
        }

        server.StandardInput.Close();
        await server.WaitForExitAsync();
    }

    /// <summary>What the runtime's own host needs before the arguments: this assembly, unless the process is the program itself.</summary>
    private static string[] Host() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(ProcessorBenchmark).Assembly.Location] : [];

    /// <summary>Milliseconds of processor time for one request.</summary>
    private static async Task<double> MeasureAsync(Process server, Func<Task> request)
    {
        server.Refresh();
        var before = server.TotalProcessorTime;
        for (var n = 0; n < Requests; n++)
            await request();
        server.Refresh();
        return (server.TotalProcessorTime - before).TotalMilliseconds / Requests;
    }

    /// <summary>Waits until the server does nothing any more: its compiler works on in the background.</summary>
    private static async Task RestAsync(Process server)
    {
        TimeSpan before;
        do
        {
            server.Refresh();
            before = server.TotalProcessorTime;
            await Task.Delay(500);
            server.Refresh();
        }
        while ((server.TotalProcessorTime - before).TotalMilliseconds > 20);
    }

    private static async Task GetAsync(HttpClient client, string page)
    {
        using var answer = await client.GetAsync(new Uri(page, UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    /// <summary>A report that is being written: task 1's of the open month, with all that its form carries.</summary>
    private sealed class ReportForm(HttpClient client, string page, List<KeyValuePair<string, string>> fields)
    {
        private int saves;

        public string Page => page;

        public static async Task<ReportForm> OpenAsync(HttpClient client)
        {
            var parser = new HtmlParser();
            var desk = await parser.ParseDocumentAsync(await client.GetStringAsync(new Uri("/", UriKind.Relative)));
            var page = desk.QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!).First(a => a.EndsWith("/edit", StringComparison.Ordinal));
            var shown = await parser.ParseDocumentAsync(await client.GetStringAsync(new Uri(page, UriKind.Relative)));
            var form = (IHtmlFormElement)shown.QuerySelector("form[data-autosave-url]")!;
            return new ReportForm(client, page, [.. Fields(form)]);
        }

        public Task SaveAsync() => PostAsync(page);

        public Task AutosaveAsync() => PostAsync(page.Replace("/edit", "/autosave", StringComparison.Ordinal));

        private async Task PostAsync(string address)
        {
            var typed = $"本月走访示例学校，第 {++saves} 次修改。";
            using var content = new FormUrlEncodedContent(fields.Select(f => f.Key == "Progress" ? KeyValuePair.Create(f.Key, typed) : f));
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative)) { Content = content };
            using var answer = await client.SendAsync(request);
            if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Redirect))
                throw new InvalidOperationException($"{address}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            var version = fields.FindIndex(f => f.Key == "Version");
            fields[version] = KeyValuePair.Create("Version", $"{int.Parse(fields[version].Value, CultureInfo.InvariantCulture) + 1}");
        }

        private static IEnumerable<KeyValuePair<string, string>> Fields(IHtmlFormElement form) =>
            from element in form.Elements
            let field = element switch
            {
                IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } or IHtmlInputElement { Type: "file" or "submit" } => null,
                IHtmlInputElement input => (input.Name, input.Value),
                IHtmlTextAreaElement text => (text.Name, text.Value),
                IHtmlSelectElement choice => (choice.Name, choice.Value),
                _ => ((string? Name, string? Value)?)null,
            }
            where field is { Name.Length: > 0 }
            select KeyValuePair.Create(field.Value.Name!, field.Value.Value ?? "");
    }
}
