namespace Pengshui.RuralEdu.Core.Files;

/// <summary>A file to send. The receiver disposes the stream.</summary>
/// <param name="FileName">Its name, Chinese characters as they are.</param>
/// <param name="ContentType">Media type found in the content.</param>
/// <param name="Length">Bytes.</param>
/// <param name="ContentHash">SHA-256, good as an entity tag.</param>
/// <param name="Content">The bytes; seekable.</param>
public sealed record FileContent(string FileName, string ContentType, long Length, string ContentHash, Stream Content);
