using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pengshui.RuralEdu.Testing;

/// <summary>
/// Speaks what the portal speaks of ClamAV's protocol, as clamd(8) has it: PING, and INSTREAM with a limit. It finds the EICAR
/// test file, whose text is put together here so that no scanner takes this source for it.
/// </summary>
public sealed class ClamStandIn : IAsyncDisposable
{
    private static readonly byte[] Eicar = Encoding.ASCII.GetBytes(@"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*");

    private readonly Socket listener;
    private readonly CancellationTokenSource ended = new();
    private readonly Task serving;
    private readonly string? socketFile;

    private bool isGone;

    private ClamStandIn(Socket listener, string address, string? socketFile = null)
    {
        this.listener = listener;
        this.socketFile = socketFile;
        Address = address;
        listener.Listen();
        serving = ServeAsync();
    }

    /// <summary>As the setting has it.</summary>
    public string Address { get; }

    /// <summary>Most bytes of a stream (<c>StreamMaxLength</c>).</summary>
    public long Longest { get; set; } = 100L * 1024 * 1024;

    /// <summary>Whether it takes everything and never answers.</summary>
    public bool IsSilent { get; set; }

    /// <summary>What it answers instead; null for the truth.</summary>
    public string? Says { get; set; }

    /// <summary>How many streams came to their end.</summary>
    public int Scanned { get; private set; }

    /// <summary>Bytes of the last of them.</summary>
    public long LastLength { get; private set; }

    /// <summary>A new EICAR test file.</summary>
    public static byte[] EicarFile() => [.. Eicar];

    /// <summary>On a free port of this machine.</summary>
    public static ClamStandIn OnTcp()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return new ClamStandIn(socket, $"tcp://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}");
    }

    /// <summary>On a socket of its own in a folder.</summary>
    public static ClamStandIn OnUnix(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        return new ClamStandIn(socket, $"unix:{path}", path);
    }

    /// <summary>Takes it away; a second time changes nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (isGone)
            return;
        isGone = true;
        await ended.CancelAsync();
        listener.Dispose();
        await serving;
        ended.Dispose();
        if (socketFile is not null)
            File.Delete(socketFile);
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                _ = AnswerAsync(await listener.AcceptAsync(ended.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(Socket caller)
    {
        using var socket = caller;
        await using var stream = new NetworkStream(socket);
        try
        {
            var answer = await ReadCommandAsync(stream) switch
            {
                "zPING" => "PONG",
                "zINSTREAM" => await ScanAsync(stream),
                _ => "UNKNOWN COMMAND",
            };
            if (IsSilent)
                await Task.Delay(Timeout.Infinite, ended.Token);
            await stream.WriteAsync(Encoding.ASCII.GetBytes((Says ?? answer) + "\0"), ended.Token);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The caller, or the test, has gone.
        }
    }

    private async Task<string> ReadCommandAsync(NetworkStream stream)
    {
        var one = new byte[1];
        var command = new StringBuilder();
        while (await stream.ReadAsync(one, ended.Token) > 0 && one[0] != 0)
            command.Append((char)one[0]);
        return command.ToString();
    }

    private async Task<string> ScanAsync(NetworkStream stream)
    {
        var size = new byte[sizeof(uint)];
        using var content = new MemoryStream();
        while (true)
        {
            await stream.ReadExactlyAsync(size, ended.Token);
            var length = BinaryPrimitives.ReadUInt32BigEndian(size);
            if (length == 0)
                break;
            if (content.Length + length > Longest)
                return "INSTREAM size limit exceeded. ERROR";
            var piece = new byte[length];
            await stream.ReadExactlyAsync(piece, ended.Token);
            content.Write(piece);
        }

        Scanned++;
        LastLength = content.Length;
        return content.ToArray().AsSpan().IndexOf(Eicar) >= 0 ? "stream: Eicar-Test-Signature FOUND" : "stream: OK";
    }
}
