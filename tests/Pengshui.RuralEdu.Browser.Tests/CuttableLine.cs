using System.Net;
using System.Net.Sockets;

namespace Pengshui.RuralEdu.Browser.Tests;

/// <summary>
/// A line from the browser to the portal that can be cut. The browser's own emulation ends with the page it was asked
/// for: a page that goes away hears that the network is back and still sends what it has. Through a cut line nothing passes.
/// </summary>
public sealed class CuttableLine : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly HashSet<TcpClient> open = [];
    private readonly CancellationTokenSource end = new();
    private readonly int port;
    private readonly Task accepting;
    private bool isCut;

    /// <summary>Lays it.</summary>
    public CuttableLine(Portal portal)
    {
        port = new Uri(portal.Address).Port;
        listener.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        accepting = AcceptAsync();
    }

    /// <summary>Where the browser finds the portal, without a slash at the end.</summary>
    public string Address { get; }

    /// <summary>Ends every connection; none is made until <see cref="Mend"/>.</summary>
    public void Cut()
    {
        lock (open)
        {
            isCut = true;
            foreach (var client in open)
                client.Close();
            open.Clear();
        }
    }

    /// <summary>Lets connections through again.</summary>
    public void Mend()
    {
        lock (open)
            isCut = false;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        Cut();
        await accepting;
        end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                _ = ForwardAsync(await listener.AcceptTcpClientAsync(end.Token));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException)
            {
                return;
            }
        }
    }

    private async Task ForwardAsync(TcpClient browser)
    {
        using var portal = new TcpClient();
        using (browser)
        {
            if (!Keep(browser))
                return;
            try
            {
                await portal.ConnectAsync(IPAddress.Loopback, port);
                if (!Keep(portal))
                    return;
                var (near, far) = (browser.GetStream(), portal.GetStream());
                await Task.WhenAny(near.CopyToAsync(far, end.Token), far.CopyToAsync(near, end.Token));
            }
            catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
            {
                // Cut in the middle.
            }
        }
    }

    private bool Keep(TcpClient client)
    {
        lock (open)
        {
            if (!isCut)
                open.Add(client);
            return !isCut;
        }
    }
}
