using System.Buffers.Binary;
using SkiaSharp;

namespace Pengshui.RuralEdu.Core.Inspections;

/// <summary>A photo as it is kept.</summary>
/// <param name="Content">A JPEG.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
internal sealed record PreparedPhoto(byte[] Content, int Width, int Height);

/// <summary>
/// Makes of any photo a JPEG that stands upright and is no larger than a page needs. It is painted anew, so nothing of
/// what the camera wrote beside the picture (place, time, device) can remain.
/// </summary>
internal static class PhotoImage
{
    /// <summary>Longest side, pixels.</summary>
    public const int LongestSide = 1920;

    /// <summary>Most pixels of a JPEG: a phone's largest mode.</summary>
    public const long MostPixels = 50_000_000;

    /// <summary>Most pixels of a PNG or WebP, which can only be unpacked whole (4 bytes each).</summary>
    public const long MostUnpackedPixels = 25_000_000;

    /// <summary>Most pixels of a progressive JPEG, whose coefficients are all held until its last scan (6 bytes each).</summary>
    public const long MostProgressivePixels = 16_000_000;

    /// <summary>The media type of what is kept.</summary>
    public const string ContentType = "image/jpeg";

    private const int Quality = 82;

    // An unpacked photo takes up to 100 MB: one at a time, however many arrive.
    private static readonly SemaphoreSlim Places = new(1);

    /// <summary>What the file field lets people choose. HEIC is not among them: phones then hand over a JPEG by themselves.</summary>
    public static string Accept => "image/jpeg,image/png,image/webp";

    /// <summary>Prepares a photo.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The photo, or why it cannot be taken, in a sentence without its subject.</returns>
    public static async Task<(PreparedPhoto? Photo, string? Problem)> PrepareAsync(string path, CancellationToken cancellationToken)
    {
        await Places.WaitAsync(cancellationToken);
        try
        {
            return Prepare(path);
        }
        finally
        {
            Places.Release();
        }
    }

    private static (PreparedPhoto? Photo, string? Problem) Prepare(string path)
    {
        using var file = File.OpenRead(path);
        using var codec = SKCodec.Create(file, out _);
        if (codec is null)
            return (null, IsHeic(path) ? "是 HEIC 格式，请在手机上另存为 JPG，或在相机设置里选“兼容性最佳”后再传。" : "不是照片，或者已经损坏，请选择 JPG、PNG 或 WebP 图片。");
        var isJpeg = codec.EncodedFormat == SKEncodedImageFormat.Jpeg;
        if (!isJpeg && codec.EncodedFormat is not (SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp))
            return (null, "不是 JPG、PNG 或 WebP 图片，请转换后再传。");
        if ((long)codec.Info.Width * codec.Info.Height > (!isJpeg ? MostUnpackedPixels : IsProgressive(path) ? MostProgressivePixels : MostPixels))
            return (null, $"有 {codec.Info.Width} × {codec.Info.Height} 像素，太大，请在手机上缩小后再传。");

        using var unpacked = Unpack(codec);
        if (unpacked is null)
            return (null, "不完整，打不开，请重新选择。");
        using var upright = Upright(unpacked, codec.EncodedOrigin);
        using var image = SKImage.FromBitmap(upright);
        using var data = image.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return (new PreparedPhoto(data.ToArray(), upright.Width, upright.Height), null);
    }

    /// <summary>The picture, unpacked no larger than needed where the codec can (a JPEG by eighths); null where it ends in the middle.</summary>
    private static SKBitmap? Unpack(SKCodec codec)
    {
        var wanted = (float)LongestSide / Math.Max(codec.Info.Width, codec.Info.Height);
        var size = wanted >= 1 ? codec.Info.Size : codec.GetScaledDimensions(wanted);
        // The codec may round down below what is wanted; then one step larger serves.
        if (wanted < 1 && Math.Max(size.Width, size.Height) < LongestSide)
            size = codec.GetScaledDimensions(Math.Min(1, wanted + 0.125f));
        var bitmap = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb()));
        if (codec.GetPixels(bitmap.Info, bitmap.GetPixels()) == SKCodecResult.Success)
            return bitmap;
        bitmap.Dispose();
        return null;
    }

    private static SKBitmap Upright(SKBitmap picture, SKEncodedOrigin origin)
    {
        var scale = Math.Min(1f, (float)LongestSide / Math.Max(picture.Width, picture.Height));
        var (width, height) = (Math.Max(1, (int)Math.Round(picture.Width * scale)), Math.Max(1, (int)Math.Round(picture.Height * scale)));
        var turned = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var result = new SKBitmap(turned ? height : width, turned ? width : height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(result);
        canvas.Clear(SKColors.White);
        canvas.SetMatrix(Turn(origin, width, height));
        using var image = SKImage.FromBitmap(picture);
        canvas.DrawImage(image, new SKRect(0, 0, width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return result;
    }

    // Exif 2.32, tag 0x0112: where the first row and column of the stored picture lie.
    private static SKMatrix Turn(SKEncodedOrigin origin, float width, float height) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, height, -1, 0, width, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };

    // ISO/IEC 10918-1, table B.1: the frame's marker says how its scans are made; C4, C8 and CC are none of a frame.
    private static bool IsProgressive(string path)
    {
        using var file = File.OpenRead(path);
        file.Position = 2;
        Span<byte> segment = stackalloc byte[4];
        while (file.ReadAtLeast(segment, segment.Length, throwOnEndOfStream: false) == segment.Length && segment[0] == 0xFF)
        {
            if (segment[1] is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return (segment[1] & 3) == 2;
            file.Position += segment[1] == 0xFF ? -3 : BinaryPrimitives.ReadUInt16BigEndian(segment[2..]) - 2;
        }

        return false;
    }

    // ISO/IEC 14496-12: the first box names the brand.
    private static bool IsHeic(string path)
    {
        Span<byte> head = stackalloc byte[12];
        using var file = File.OpenRead(path);
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length
            && head[4..8].SequenceEqual("ftyp"u8) && (head[8..11].SequenceEqual("hei"u8) || head[8..11].SequenceEqual("mif"u8) || head[8..11].SequenceEqual("hev"u8));
    }
}
