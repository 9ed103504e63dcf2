using System.Buffers.Binary;
using System.Text;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Inspections;
using SkiaSharp;

namespace Pengshui.RuralEdu.Core.Tests.Inspections;

public sealed class PhotoTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task A_photo_is_turned_upright_and_says_no_longer_where_it_was_taken(int orientation)
    {
        await using var bench = await InspectionBench.CreateAsync();
        var draft = await bench.DraftAsync();
        var stored = await StoredAsync(bench, draft.Id, WithExif(Turned(orientation), orientation));

        using var picture = SKBitmap.Decode(stored);
        Assert.Equal((80, 40), (picture.Width, picture.Height));
        AssertLooks(SKColors.Red, picture.GetPixel(10, 10));
        AssertLooks(SKColors.Lime, picture.GetPixel(70, 10));
        AssertLooks(SKColors.Blue, picture.GetPixel(10, 30));
        AssertLooks(SKColors.White, picture.GetPixel(70, 30));
        var text = Encoding.Latin1.GetString(stored);
        foreach (var trace in new[] { "Exif", "GPS-MARK", "<x:xmpmeta" })
            Assert.DoesNotContain(trace, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg, 4000, 3000, 1920, 1440)]
    [InlineData(SKEncodedImageFormat.Jpeg, 3000, 4000, 1440, 1920)]
    [InlineData(SKEncodedImageFormat.Png, 2400, 600, 1920, 480)]
    [InlineData(SKEncodedImageFormat.Webp, 2000, 2000, 1920, 1920)]
    [InlineData(SKEncodedImageFormat.Png, 640, 480, 640, 480)]
    public async Task A_photo_is_scaled_to_what_a_page_needs_and_kept_as_a_jpeg(SKEncodedImageFormat format, int width, int height, int keptWidth, int keptHeight)
    {
        await using var bench = await InspectionBench.CreateAsync();
        var draft = await bench.DraftAsync();
        var stored = await StoredAsync(bench, draft.Id, Encoded(width, height, format), "现场.png");
        var photo = Assert.Single((await bench.RowAsync(draft.Id)).Photos);
        Assert.Equal((keptWidth, keptHeight, "image/jpeg", "现场.jpg"), (photo.Width, photo.Height, photo.ContentType, photo.FileName));
        using var picture = SKBitmap.Decode(stored);
        Assert.Equal((keptWidth, keptHeight), (picture.Width, picture.Height));
        Assert.Equal([0xFF, 0xD8, 0xFF], stored[..3]);
    }

    [Fact]
    public async Task A_picture_that_would_unpack_to_gigabytes_is_refused_by_its_head()
    {
        await using var bench = await InspectionBench.CreateAsync();
        var draft = await bench.DraftAsync();
        var png = Encoded(8, 8, SKEncodedImageFormat.Png);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 60_000);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 60_000);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc(png.AsSpan(12, 17)));
        var result = await AddAsync(bench, draft.Id, png);
        Assert.Equal(Outcome.Refused, result.Outcome);
        Assert.Contains("60000 × 60000 像素", result.Message);
    }

    [Theory]
    [InlineData(0xC0, true)]
    [InlineData(0xC2, false)]
    public async Task A_progressive_photo_takes_more_memory_and_may_have_fewer_pixels(byte frame, bool isTaken)
    {
        await using var bench = await InspectionBench.CreateAsync();
        var draft = await bench.DraftAsync();
        var jpeg = Encoded(80, 40, SKEncodedImageFormat.Jpeg);
        var at = jpeg.AsSpan().IndexOf(new byte[] { 0xFF, 0xC0 });
        jpeg[at + 1] = frame;
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(at + 5), 4000);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(at + 7), 5000);
        var result = await AddAsync(bench, draft.Id, jpeg);
        Assert.Equal(isTaken, result.Succeeded);
        Assert.Equal(!isTaken, result.Message.Contains("5000 × 4000 像素", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_no_photo_is_refused_in_a_sentence_that_says_what_to_do()
    {
        await using var bench = await InspectionBench.CreateAsync();
        var draft = await bench.DraftAsync();
        byte[] heic = [0, 0, 0, 24, .. "ftypheic"u8, .. new byte[40]];
        var jpeg = Encoded(400, 300, SKEncodedImageFormat.Jpeg);
        foreach (var (content, why) in new[] { (heic, "HEIC"), ("MZ 程序"u8.ToArray(), "不是照片"), (jpeg[..(jpeg.Length / 3)], "打不开"), ("GIF89a"u8.ToArray(), "不是") })
        {
            var result = await AddAsync(bench, draft.Id, content);
            Assert.Equal((Outcome.Refused, "Photos"), (result.Outcome, Assert.Single(result.Errors).Field));
            Assert.Contains(why, result.Message);
        }

        Assert.Empty((await bench.RowAsync(draft.Id)).Photos);
        Assert.Empty(Directory.GetFiles(Path.Combine(bench.Database.Directory, "uploads", "tmp")));
    }

    [Fact]
    public async Task The_same_picture_is_taken_once_and_twelve_are_enough()
    {
        await using var bench = await InspectionBench.CreateAsync();
        var draft = await bench.DraftAsync();
        for (var i = 0; i < InspectionPhotoService.MaxPhotos; i++)
        {
            Assert.True((await AddAsync(bench, draft.Id, Encoded(20 + i, 20, SKEncodedImageFormat.Png))).Succeeded);
            Assert.True((await AddAsync(bench, draft.Id, Encoded(20 + i, 20, SKEncodedImageFormat.Png))).Succeeded);
        }

        Assert.Contains("最多 12 张", (await AddAsync(bench, draft.Id, Encoded(90, 20, SKEncodedImageFormat.Png))).Message);
        Assert.Equal(InspectionPhotoService.MaxPhotos, (await bench.RowAsync(draft.Id)).Photos.Count);
    }

    [Fact]
    public async Task Photos_come_and_go_in_a_draft_only_and_are_its_author_s_alone()
    {
        await using var bench = await InspectionBench.CreateAsync();
        var key = Guid.NewGuid();
        var draft = (await bench.SaveAsync(key, 0, bench.Complete())).Value;
        var photo = (await AddAsync(bench, draft.Id, Encoded(30, 20, SKEncodedImageFormat.Jpeg))).Value;
        Assert.Equal(draft.Version, (await bench.RowAsync(draft.Id)).Version);
        Assert.Equal(Outcome.NotFound, (await bench.PhotosAsync(s => s.OpenAsync(draft.Id, photo, bench.Other, InspectionBench.Token))).Outcome);
        Assert.Equal(Outcome.NotFound, (await bench.PhotosAsync(s => s.RemoveAsync(draft.Id, photo, bench.Other, InspectionBench.Token))).Outcome);
        Assert.Equal(Outcome.Forbidden, (await bench.PhotosAsync(s => s.RemoveAsync(draft.Id, photo, bench.World.Actor("leader"), InspectionBench.Token))).Outcome);

        await bench.IssueAsync(key, draft.Version, bench.Complete());
        Assert.Equal(Outcome.Refused, (await bench.PhotosAsync(s => s.RemoveAsync(draft.Id, photo, bench.Supervisor, InspectionBench.Token))).Outcome);
        Assert.Equal(Outcome.Refused, (await AddAsync(bench, draft.Id, Encoded(31, 20, SKEncodedImageFormat.Jpeg))).Outcome);
        var opened = await bench.PhotosAsync(s => s.OpenAsync(draft.Id, photo, bench.World.Actor("jyk-staff"), InspectionBench.Token));
        await opened.Value.Content.DisposeAsync();
    }

    private static Task<Result<int>> AddAsync(InspectionBench bench, int id, byte[] content, string name = "校门.jpg") =>
        bench.PhotosAsync(s => s.AddAsync(id, new MemoryStream(content), name, bench.Supervisor, InspectionBench.Token));

    private static async Task<byte[]> StoredAsync(InspectionBench bench, int id, byte[] content, string name = "校门.jpg")
    {
        var added = await AddAsync(bench, id, content, name);
        Assert.True(added.Succeeded, added.Message);
        var opened = await bench.PhotosAsync(s => s.OpenAsync(id, added.Value, bench.Supervisor, InspectionBench.Token));
        await using var stream = opened.Value.Content;
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory, InspectionBench.Token);
        return memory.ToArray();
    }

    private static byte[] Encoded(int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(new SKColor((byte)width, (byte)height, 120));
        return Encoded(bitmap, format);
    }

    private static byte[] Encoded(SKBitmap bitmap, SKEncodedImageFormat format)
    {
        using var image = SKImage.FromBitmap(bitmap);
        using var data = image.Encode(format, 95);
        return data.ToArray();
    }

    /// <summary>A picture with a colour in each corner (red, lime, blue, white), stored as a camera held that way stores it.</summary>
    private static byte[] Turned(int orientation)
    {
        var lies = orientation >= 5;
        using var stored = new SKBitmap(lies ? 40 : 80, lies ? 80 : 40);
        for (var y = 0; y < 40; y++)
        {
            for (var x = 0; x < 80; x++)
            {
                var colour = (x < 40, y < 20) switch { (true, true) => SKColors.Red, (false, true) => SKColors.Lime, (true, false) => SKColors.Blue, _ => SKColors.White };
                // Exif 2.32: the upright pixel (x, y) is found in the stored picture at …
                var (sx, sy) = orientation switch
                {
                    1 => (x, y),
                    2 => (79 - x, y),
                    3 => (79 - x, 39 - y),
                    4 => (x, 39 - y),
                    5 => (y, x),
                    6 => (y, 79 - x),
                    7 => (39 - y, 79 - x),
                    _ => (39 - y, x),
                };
                stored.SetPixel(sx, sy, colour);
            }
        }

        return Encoded(stored, SKEncodedImageFormat.Jpeg);
    }

    /// <summary>Puts an Exif segment with the orientation, a place and XMP behind the first marker.</summary>
    private static byte[] WithExif(byte[] jpeg, int orientation)
    {
        byte[] exif =
        [
            .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, .. "GPS-MARK 29.29N 108.16E"u8,
        ];
        return [.. jpeg[..2], .. Segment(exif), .. Segment([.. "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>"u8]), .. jpeg[2..]];
    }

    private static byte[] Segment(byte[] content) => [0xFF, 0xE1, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    // PNG specification, annex D.
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? 0xEDB88320u ^ (crc >> 1) : crc >> 1;
        }

        return ~crc;
    }

    private static void AssertLooks(SKColor expected, SKColor actual) => Assert.True(
        Math.Abs(expected.Red - actual.Red) + Math.Abs(expected.Green - actual.Green) + Math.Abs(expected.Blue - actual.Blue) < 60, $"{expected} is {actual}");
}
