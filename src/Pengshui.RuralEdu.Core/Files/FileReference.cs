namespace Pengshui.RuralEdu.Core.Files;

/// <summary>An uploaded file as pages and snapshots name it.</summary>
/// <param name="Id">The file, for its download.</param>
/// <param name="FileName">Name.</param>
/// <param name="ContentType">Media type found in the content.</param>
/// <param name="Length">Bytes.</param>
/// <param name="ContentHash">SHA-256, lower-case hexadecimal.</param>
public sealed record FileReference(int Id, string FileName, string ContentType, long Length, string ContentHash);
