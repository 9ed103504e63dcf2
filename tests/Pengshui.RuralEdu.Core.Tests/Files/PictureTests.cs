using System.Buffers.Binary;
using System.Text;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Tests.Reports;
using Pengshui.RuralEdu.Notices.Tests;

namespace Pengshui.RuralEdu.Core.Tests.Files;

/// <summary>Pictures are what their content is, whatever they are called; those of newer phones are taken, without place and person.</summary>
public sealed class PictureTests
{
    private const string Private = "GPS 29.29N 108.17E";

    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xDA, 0, 2, 1, 2, 0xFF, 0, 3, 0xFF, 0xD9];
    private static readonly byte[] Pixels = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

    public static TheoryData<string, byte[], string, string> Named => new()
    {
        { "现场.png", Jpeg, "现场.jpg", "image/jpeg" },
        { "现场.heic", Jpeg, "现场.jpg", "image/jpeg" },
        { "现场.JPG", Jpeg, "现场.JPG", "image/jpeg" },
        { "现场.heic", Heif("heic"), "现场.heic", "image/heic" },
        { "现场.HEIF", Heif("mif1", "heic"), "现场.HEIF", "image/heic" },
        { "微信图片.jpg", Heif("heix"), "微信图片.heic", "image/heic" },
        { "现场.avif", Heif("avif"), "现场.avif", "image/avif" },
        { "现场.webp", Heif("mif1", "avif"), "现场.avif", "image/avif" },
    };

    [Theory, MemberData(nameof(Named))]
    public async Task A_picture_is_taken_as_what_it_is(string name, byte[] content, string stored, string type)
    {
        await using var bench = await ReportBench.CreateAsync();
        var added = await AddAsync(bench, content, name);
        Assert.True(added.Succeeded, added.Message);
        Assert.Equal((stored, type), (added.Value.File.FileName, added.Value.File.ContentType));
    }

    [Theory]
    [InlineData("通知.pdf")]
    [InlineData("台账.docx")]
    [InlineData("说明.txt")]
    public async Task A_picture_is_nothing_but_a_picture(string name)
    {
        await using var bench = await ReportBench.CreateAsync();
        Assert.Contains("内容与后缀不符", (await AddAsync(bench, Jpeg, name)).Message);
    }

    /// <summary>A film, a page and a program are no picture, however they are called.</summary>
    [Fact]
    public async Task What_is_no_picture_is_refused_under_a_pictures_name()
    {
        await using var bench = await ReportBench.CreateAsync();
        byte[][] contents = [Heif("isom", "mp42"), "<html><script>"u8.ToArray(), "MZ\0\0"u8.ToArray(), "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray()];
        foreach (var content in contents)
        {
            foreach (var name in new[] { "a.heic", "a.avif", "a.jpg", "a.png", "a.webp" })
                Assert.Contains("内容与后缀不符", (await AddAsync(bench, content, name)).Message);
        }
    }

    [Fact]
    public async Task The_jpeg_that_a_messenger_called_png_is_taken()
    {
        await using var bench = await ReportBench.CreateAsync();
        var content = await File.ReadAllBytesAsync(NoticeExamples.Shared(Path.Combine("cases", "jpeg-named.png")), ReportBench.Token);
        var added = await AddAsync(bench, content, "jpeg-named.png");
        Assert.True(added.Succeeded, added.Message);
        Assert.Equal(("jpeg-named.jpg", "image/jpeg"), (added.Value.File.FileName, added.Value.File.ContentType));
    }

    [Theory]
    [InlineData("image/heic", "heic")]
    [InlineData("image/avif", "avif")]
    public void The_pictures_of_newer_phones_lose_where_and_when_they_were_taken_and_keep_their_pixels(string type, string brand)
    {
        var photo = Heif(brand);
        var stripped = Pictures.Strip(photo, type);

        // The Exif item and the vendor's box become zeros where they stand; every other byte is what it was.
        var place = new byte[Private.Length];
        var exif = photo.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Private));
        Assert.Equal([.. photo[..exif], .. place, .. Number(Private.Length + 8), .. "free"u8, .. place], stripped);
    }

    /// <summary>Cut anywhere, or with a length that lies, a picture is broken and never an error of the program.</summary>
    [Fact]
    public void A_broken_picture_is_said_to_be_broken()
    {
        var photo = Heif("heic");
        for (var length = 0; length < photo.Length; length++)
            AssertWholeOrBroken(photo[..length]);
        for (var at = 0; at < photo.Length; at++)
        {
            foreach (var lie in new byte[] { 0, 1, 0x7F, 0xFF })
            {
                var changed = (byte[])photo.Clone();
                changed[at] = lie;
                AssertWholeOrBroken(changed);
            }
        }

        static void AssertWholeOrBroken(byte[] photo)
        {
            var before = photo.Length;
            try
            {
                Assert.Equal(before, Pictures.Strip(photo, "image/heic").Length);
            }
            catch (InvalidDataException)
            {
                // What is broken is refused with a sentence (UploadIntake).
            }
        }
    }

    private static Task<Result<EvidenceAdded>> AddAsync(ReportBench bench, byte[] content, string name) =>
        bench.EvidenceAsync(s => s.AddAsync(bench.AloneId, new MemoryStream(content), name, bench.Actor("jjk-staff"), ReportBench.Token));

    /// <summary>A still picture of ISO/IEC 23008-12: a type box, a picture of item 1, its Exif as item 2, a vendor's box behind.</summary>
    private static byte[] Heif(string major, params string[] others)
    {
        var type = Box("ftyp", [.. Encoding.ASCII.GetBytes(major), 0, 0, 0, 0, .. others.SelectMany(Encoding.ASCII.GetBytes)]);
        byte[] infos = [0, 0, 0, 0, 0, 2, .. Info(1, "hvc1"), .. Info(2, "Exif")];
        var meta = Meta(0, 0);
        var data = type.Length + meta.Length + 8;
        meta = Meta(data, data + Pixels.Length);
        return [.. type, .. meta, .. Box("mdat", [.. Pixels, .. Encoding.ASCII.GetBytes(Private)]), .. Box("uuid", Encoding.ASCII.GetBytes(Private))];

        byte[] Meta(int picture, int exif) => Box("meta", [0, 0, 0, 0, .. Box("iinf", infos), .. Box("iloc", [0, 0, 0, 0, 0x44, 0, 0, 2, .. Place(1, picture, Pixels.Length), .. Place(2, exif, Private.Length)])]);

        static byte[] Info(byte item, string type) => Box("infe", [2, 0, 0, 0, 0, item, 0, 0, .. Encoding.ASCII.GetBytes(type), 0]);

        static byte[] Place(byte item, int offset, int length) => [0, item, 0, 0, 0, 1, .. Number(offset), .. Number(length)];
    }

    private static byte[] Box(string type, byte[] content) => [.. Number(content.Length + 8), .. Encoding.ASCII.GetBytes(type), .. content];

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
