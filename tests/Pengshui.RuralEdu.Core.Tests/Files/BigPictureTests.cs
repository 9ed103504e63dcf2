using System.Buffers.Binary;
using System.Text;
using Pengshui.RuralEdu.Core.Files;

namespace Pengshui.RuralEdu.Core.Tests.Files;

/// <summary>A picture as big as may be goes through in pieces: eight at once cost no more than their pieces.</summary>
public sealed class BigPictureTests
{
    private const int Big = 50_000_000;
    private const long MostForOne = 1024 * 1024;

    public static TheoryData<string> Types => ["image/jpeg", "image/png", "image/webp", "image/heic"];

    [Theory, MemberData(nameof(Types))]
    public void It_is_never_whole_in_memory(string type)
    {
        using var source = Temporary();
        Write(source, type, Big);
        using var result = Temporary();
        source.Position = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();

        PhotoMetadata.Strip(source, result, type);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostForOne);
        Assert.InRange(result.Length, Big, Big + 200);
        Assert.Equal(-1, Tail(result).IndexOf("GPS"u8));
    }

    /// <summary>The marks of a scan count wherever the pieces are cut.</summary>
    [Theory]
    [InlineData(-3)]
    [InlineData(-2)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    public void A_mark_at_the_edge_of_a_piece_is_a_mark(int off)
    {
        const int Piece = 65537;
        foreach (var mark in new byte[] { 0x00, 0xD3 })
        {
            byte[] scan = [.. new byte[Piece + off], 0xFF, mark, 1, 2, 3];
            byte[] photo = [0xFF, 0xD8, 0xFF, 0xDA, 0, 2, .. scan, 0xFF, 0xD9, .. "GPS"u8];
            Assert.Equal(photo[..^3], Pictures.Strip(photo, "image/jpeg"));
        }
    }

    [Theory]
    [InlineData("image/jpeg", new byte[] { 0xFF, 0xD8, 0xFF, 0xDA, 0, 2, 1, 2, 3 })]
    [InlineData("image/jpeg", new byte[] { 0xFF, 0xD8, 0xFF, 0xDA, 0, 2, 1, 0xFF })]
    [InlineData("image/jpeg", new byte[] { 0xFF, 0xD8, 0xFF, 0xE0, 0, 1 })]
    [InlineData("image/jpeg", new byte[] { 0xFF, 0xD8, 0xFF, 0xFF, 0xFF })]
    [InlineData("image/jpeg", new byte[] { 0xFF, 0xD8, 1 })]
    [InlineData("image/png", new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x49, 0x44, 0x41, 0x54 })]
    [InlineData("image/heic", new byte[] { 0, 0, 0, 9, 0x66, 0x72, 0x65, 0x65, 0, 0, 0, 0, 99, 0x66, 0x74, 0x79, 0x70 })]
    public void What_ends_in_the_middle_is_broken(string type, byte[] photo) => Assert.Throws<InvalidDataException>(() => Pictures.Strip(photo, type));

    private static FileStream Temporary() => new(
        Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 4096, FileOptions.DeleteOnClose);

    private static ReadOnlySpan<byte> Tail(Stream stream)
    {
        var tail = new byte[Math.Min(stream.Length, 1000)];
        stream.Position = stream.Length - tail.Length;
        stream.ReadExactly(tail);
        return tail;
    }

    private static void Write(FileStream file, string type, int length)
    {
        switch (type)
        {
            case "image/jpeg":
                file.Write([0xFF, 0xD8, 0xFF, 0xDA, 0, 2]);
                Fill(file, length);
                file.Write([0xFF, 0xD9, .. "GPS"u8]);
                break;
            case "image/png":
                file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
                Part(file, length, "IDAT");
                file.Write([0, 0, 0, 0]);
                Part(file, 0, "IEND");
                file.Write([0, 0, 0, 0, .. "GPS"u8]);
                break;
            case "image/webp":
                file.Write("RIFF\0\0\0\0WEBPVP8 "u8);
                Number(file, length, BinaryPrimitives.WriteInt32LittleEndian);
                Fill(file, length);
                file.Write([.. "EXIF"u8, 4, 0, 0, 0, .. "GPS!"u8]);
                file.Position = 4;
                Number(file, (int)file.Length - 8, BinaryPrimitives.WriteInt32LittleEndian);
                break;
            default:
                // A box says its length with its head.
                file.Write([0, 0, 0, 16, .. "ftypheic"u8, 0, 0, 0, 0]);
                file.Write([0, 0, 0, 12, .. "meta"u8, 0, 0, 0, 0]);
                Number(file, 8 + length, BinaryPrimitives.WriteInt32BigEndian);
                file.Write("mdat"u8);
                Fill(file, length);
                file.Write([0, 0, 0, 11, .. "moov"u8, .. "GPS"u8]);
                break;
        }
    }

    private static void Part(FileStream file, int length, string type)
    {
        Number(file, length, BinaryPrimitives.WriteInt32BigEndian);
        file.Write(Encoding.ASCII.GetBytes(type));
        Fill(file, length);
    }

    private static void Number(FileStream file, int value, WriteNumber write)
    {
        var bytes = new byte[4];
        write(bytes, value);
        file.Write(bytes);
    }

    private static void Fill(FileStream file, int length)
    {
        var piece = new byte[81920];
        for (var left = length; left > 0; left -= piece.Length)
            file.Write(piece, 0, Math.Min(piece.Length, left));
    }

    private delegate void WriteNumber(Span<byte> bytes, int value);
}
