namespace Pengshui.RuralEdu.Core.Ledgers;

/// <summary>
/// Takes what a zip archive writes, which it does synchronously when a part ends (.NET 10), and passes it on without waiting
/// in a synchronous write, which a web answer refuses. It holds no more than was written since the last pass.
/// </summary>
/// <param name="output">Where it goes in the end.</param>
internal sealed class BufferedOutput(Stream output) : Stream
{
    private readonly MemoryStream waiting = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Passes on what waits.</summary>
    public async ValueTask PassOnAsync(CancellationToken cancellationToken)
    {
        await output.WriteAsync(waiting.GetBuffer().AsMemory(0, (int)waiting.Length), cancellationToken);
        waiting.SetLength(0);
    }

    public override void Write(byte[] buffer, int offset, int count) => waiting.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => waiting.Write(buffer);

    public override void Flush()
    {
        // Passing on is asynchronous.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
