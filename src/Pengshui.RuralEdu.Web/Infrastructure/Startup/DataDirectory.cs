using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Web.Infrastructure.Startup;

/// <summary>The folder of all that the portal keeps in files.</summary>
internal static class DataDirectory
{
    /// <summary>Makes the folder where it is missing and tries to write into it.</summary>
    /// <exception cref="StartupRefusalException">It cannot be made or written.</exception>
    public static void Require(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            var probe = Path.Combine(directory, $".probe-{Guid.NewGuid():N}");
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupRefusalException($"数据目录 {directory} 不能写入，请检查目录权限和磁盘空间，或用设置 DataDirectory 换一个目录。", exception);
        }
    }
}
