using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pengshui.RuralEdu.Core.Files;

/// <summary>
/// Asks ClamAV's daemon by its protocol (clamd(8), <c>INSTREAM</c>): the command, the content in pieces with their length before them
/// (four bytes, big-endian), a length of zero, then the answer up to a zero byte. One connection a file, as the daemon has it.
/// </summary>
public sealed class ClamScanner : IUploadScanner
{
    private const int Piece = 64 * 1024;
    private const int LongestAnswer = 4096;
    private const string Found = " FOUND";
    private const string TooLong = "size limit exceeded";

    private static readonly TimeSpan PatienceToConnect = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PatienceToPing = TimeSpan.FromSeconds(3);

    private readonly EndPoint place;
    private readonly TimeSpan patience;

    private ClamScanner(string address, EndPoint place, TimeSpan patience)
    {
        Address = address;
        this.place = place;
        this.patience = patience;
    }

    /// <inheritdoc/>
    public string Address { get; }

    /// <summary>One by its address; null where it is none.</summary>
    /// <param name="address"><c>tcp://host:3310</c> (the port may be left out), or <c>unix:/run/clamav/clamd.ctl</c>.</param>
    /// <param name="patience">How long one file may take; a minute where not said.</param>
    public static ClamScanner? At(string address, TimeSpan? patience = null)
    {
        EndPoint? place = null;
        if (address.StartsWith("unix:/", StringComparison.Ordinal))
            place = new UnixDomainSocketEndPoint("/" + address["unix:".Length..].TrimStart('/'));
        else if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri is { Scheme: "tcp", AbsolutePath: "" or "/", Host.Length: > 0 })
            place = new DnsEndPoint(uri.DnsSafeHost, uri.Port > 0 ? uri.Port : 3310);
        return place is null ? null : new ClamScanner(address, place, patience ?? TimeSpan.FromMinutes(1));
    }

    /// <inheritdoc/>
    public async Task<ScanAnswer> ScanAsync(Stream content, CancellationToken cancellationToken)
    {
        var answer = await AskAsync("zINSTREAM\0", content, patience, cancellationToken);
        return answer switch
        {
            null => new ScanAnswer(ScanOutcome.Unanswered),
            "stream: OK" => new ScanAnswer(ScanOutcome.Clean),
            _ when answer.StartsWith("stream: ", StringComparison.Ordinal) && answer.EndsWith(Found, StringComparison.Ordinal) =>
                new ScanAnswer(ScanOutcome.Infected, answer["stream: ".Length..^Found.Length]),
            _ when answer.Contains(TooLong, StringComparison.OrdinalIgnoreCase) => new ScanAnswer(ScanOutcome.TooLong),
            _ => new ScanAnswer(ScanOutcome.Unanswered, answer),
        };
    }

    /// <inheritdoc/>
    public async Task<bool> AnswersAsync(CancellationToken cancellationToken) =>
        await AskAsync("zPING\0", null, PatienceToPing, cancellationToken) == "PONG";

    /// <summary>The answer, or null where there is none in time.</summary>
    private async Task<string?> AskAsync(string command, Stream? content, TimeSpan longest, CancellationToken cancellationToken)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        time.CancelAfter(longest);
        try
        {
            using var socket = place is UnixDomainSocketEndPoint
                ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
                : new Socket(SocketType.Stream, ProtocolType.Tcp);
            await ConnectAsync(socket, time.Token);
            await using var stream = new NetworkStream(socket);
            await SendAsync(stream, command, content, time.Token);
            return await HearAsync(stream, time.Token);
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task ConnectAsync(Socket socket, CancellationToken cancellationToken)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        time.CancelAfter(PatienceToConnect);
        await socket.ConnectAsync(place, time.Token);
    }

    private static async Task SendAsync(NetworkStream stream, string command, Stream? content, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(command), cancellationToken);
        if (content is null)
            return;
        var buffer = new byte[sizeof(uint) + Piece];
        while (true)
        {
            var read = await content.ReadAsync(buffer.AsMemory(sizeof(uint)), cancellationToken);
            BinaryPrimitives.WriteUInt32BigEndian(buffer, (uint)read);
            try
            {
                await stream.WriteAsync(buffer.AsMemory(0, sizeof(uint) + read), cancellationToken);
            }
            catch (IOException)
            {
                // It hangs up on what is too long for it; what it said before that is still to be heard.
                return;
            }

            if (read == 0)
                return;
        }
    }

    private static async Task<string?> HearAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var answer = new byte[LongestAnswer];
        var length = 0;
        while (length < answer.Length)
        {
            var read = await stream.ReadAsync(answer.AsMemory(length), cancellationToken);
            length += read;
            var end = Array.IndexOf(answer, (byte)0, 0, length);
            if (end >= 0 || read == 0)
                return length == 0 ? null : Encoding.UTF8.GetString(answer, 0, end >= 0 ? end : length).TrimEnd('\n');
        }

        return null;
    }
}
