using Pengshui.RuralEdu.Core.Files;

namespace Pengshui.RuralEdu.Core.Tests.Files;

/// <summary>Pictures in memory, as tests make them.</summary>
internal static class Pictures
{
    /// <summary>The picture without what says where and by whom it was taken.</summary>
    public static byte[] Strip(byte[] photo, string contentType)
    {
        using var source = new MemoryStream(photo, false);
        using var result = new MemoryStream();
        PhotoMetadata.Strip(source, result, contentType);
        return result.ToArray();
    }
}
