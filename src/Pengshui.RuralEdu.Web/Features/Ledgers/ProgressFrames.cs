using System.Buffers.Binary;
using System.Text;

namespace Pengshui.RuralEdu.Web.Features.Ledgers;

/// <summary>
/// A file on its way with words about its progress between its pieces, for the script that asks for them: each frame is a
/// letter (D data, P progress), the length in four bytes, and that many bytes. No node has to remember anything of it.
/// </summary>
internal sealed class ProgressFrames(Stream output) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Says how far it is.</summary>
    public async ValueTask TellAsync(int written, int total, CancellationToken cancellationToken)
    {
        await FrameAsync((byte)'P', Encoding.ASCII.GetBytes($"{written}/{total}"), cancellationToken);
        await output.FlushAsync(cancellationToken);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        buffer.Length == 0 ? ValueTask.CompletedTask : FrameAsync((byte)'D', buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => output.FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async ValueTask FrameAsync(byte kind, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var head = new byte[5];
        head[0] = kind;
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(1), content.Length);
        await output.WriteAsync(head, cancellationToken);
        await output.WriteAsync(content, cancellationToken);
    }
}
