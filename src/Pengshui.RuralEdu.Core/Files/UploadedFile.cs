namespace Pengshui.RuralEdu.Core.Files;

/// <summary>What the portal keeps of any file that was uploaded. The bytes lie outside the web root under their SHA-256.</summary>
public abstract class UploadedFile
{
    /// <summary>Longest file name.</summary>
    public const int FileNameLength = 200;

    /// <summary>Longest media type.</summary>
    public const int ContentTypeLength = 100;

    /// <summary>A SHA-256 in hexadecimal.</summary>
    public const int HashLength = 64;

    /// <summary>Largest file, bytes (50 MB).</summary>
    public const long MaxLength = 50L * 1024 * 1024;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Its name as uploaded, without a path.</summary>
    public required string FileName { get; set; }

    /// <summary>Media type found in the content.</summary>
    public required string ContentType { get; set; }

    /// <summary>Bytes.</summary>
    public long Length { get; set; }

    /// <summary>SHA-256 of the content, lower-case hexadecimal.</summary>
    public required string ContentHash { get; set; }

    /// <summary>Who uploaded it.</summary>
    public int UploadedById { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTime UploadedAt { get; set; }
}
