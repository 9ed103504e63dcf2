using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Files;

public sealed class ClamScannerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(5_000_001)]
    public async Task A_clean_file_arrives_whole_and_is_clean(int length)
    {
        await using var clam = ClamStandIn.OnTcp();
        var answer = await ClamScanner.At(clam.Address)!.ScanAsync(new MemoryStream(new byte[length]), Cancel);
        Assert.Equal(new ScanAnswer(ScanOutcome.Clean), answer);
        Assert.Equal((1, length), (clam.Scanned, clam.LastLength));
    }

    [Fact]
    public async Task An_infected_file_is_named_by_a_socket_file_too()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The daemon has no socket file there.");
        var folder = Directory.CreateTempSubdirectory("clam-");
        await using (var clam = ClamStandIn.OnUnix(Path.Combine(folder.FullName, "clamd.ctl")))
        {
            var scanner = ClamScanner.At(clam.Address)!;
            Assert.True(await scanner.AnswersAsync(Cancel));
            byte[] infected = [.. new byte[100_000], .. ClamStandIn.EicarFile()];
            Assert.Equal(new ScanAnswer(ScanOutcome.Infected, "Eicar-Test-Signature"), await scanner.ScanAsync(new MemoryStream(infected), Cancel));
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_is_longer_than_it_takes_is_said()
    {
        await using var clam = ClamStandIn.OnTcp();
        clam.Longest = 100_000;
        Assert.Equal(ScanOutcome.TooLong, (await ClamScanner.At(clam.Address)!.ScanAsync(new MemoryStream(new byte[200_000]), Cancel)).Outcome);
    }

    [Fact]
    public async Task Without_an_answer_nothing_is_clean()
    {
        var clam = ClamStandIn.OnTcp();
        var scanner = ClamScanner.At(clam.Address, TimeSpan.FromSeconds(1))!;
        clam.Says = "";
        Assert.Equal(ScanOutcome.Unanswered, (await scanner.ScanAsync(new MemoryStream([1]), Cancel)).Outcome);
        clam.Says = "stream: OK but not quite";
        Assert.Equal(ScanOutcome.Unanswered, (await scanner.ScanAsync(new MemoryStream([1]), Cancel)).Outcome);
        clam.Says = null;
        clam.IsSilent = true;
        Assert.Equal(new ScanAnswer(ScanOutcome.Unanswered), await scanner.ScanAsync(new MemoryStream([1]), Cancel));
        await clam.DisposeAsync();
        Assert.Equal(new ScanAnswer(ScanOutcome.Unanswered), await scanner.ScanAsync(new MemoryStream([1]), Cancel));
        Assert.False(await scanner.AnswersAsync(Cancel));
    }

    [Fact]
    public async Task The_daemon_itself_answers_as_the_stand_in_does()
    {
        await using var daemon = await InstalledClamd.StartAsync(Cancel);
        var scanner = ClamScanner.At(daemon.Address)!;
        using (var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel))
        {
            patience.CancelAfter(TimeSpan.FromMinutes(1));
            while (!await scanner.AnswersAsync(Cancel))
                await Task.Delay(TimeSpan.FromMilliseconds(100), patience.Token);
        }

        Assert.Equal(ScanOutcome.Clean, (await scanner.ScanAsync(new MemoryStream(new byte[50 * 1024 * 1024]), Cancel)).Outcome);
        var infected = await scanner.ScanAsync(new MemoryStream(ClamStandIn.EicarFile()), Cancel);
        Assert.Equal(ScanOutcome.Infected, infected.Outcome);
        Assert.Contains("eicar", infected.Detail, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(ScanOutcome.TooLong, (await scanner.ScanAsync(new MemoryStream(new byte[80 * 1024 * 1024]), Cancel)).Outcome);
    }

    [Fact]
    public async Task Whoever_goes_ends_it()
    {
        await using var clam = ClamStandIn.OnTcp();
        clam.IsSilent = true;
        using var gone = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ClamScanner.At(clam.Address)!.ScanAsync(new MemoryStream([1]), gone.Token));
    }

    [Theory]
    [InlineData("tcp://clam.example:3310", true)]
    [InlineData("tcp://10.0.0.9", true)]
    [InlineData("unix:/run/clamav/clamd.ctl", true)]
    [InlineData("unix:///run/clamav/clamd.ctl", true)]
    [InlineData("http://clam.example", false)]
    [InlineData("clam.example:3310", false)]
    [InlineData("tcp://clam.example/x", false)]
    [InlineData("yes", false)]
    public void An_address_is_one_of_two_kinds(string address, bool isOne) => Assert.Equal(isOne, ClamScanner.At(address) is not null);

    [Fact]
    public void An_address_that_is_none_stops_the_start()
    {
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationManager { [UploadScan.Setting] = "yes" };
        Assert.Contains("Uploads:Scanner", Assert.Throws<StartupRefusalException>(() => UploadScan.Of(configuration)).Message, StringComparison.Ordinal);
    }
}
