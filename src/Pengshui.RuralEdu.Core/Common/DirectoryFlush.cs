using System.Runtime.InteropServices;

namespace Pengshui.RuralEdu.Core.Common;
/// <summary>
/// Writes a directory's entries to disk. A file that was flushed and then moved can be lost with the power as long as its
/// new name is in memory only. .NET opens no directories, so this asks the C library; Windows writes names through by itself.
/// </summary>
internal static class DirectoryFlush
{
    private const int ReadOnly = 0;

    /// <summary>Ends when the names in the directory are on disk.</summary>
    /// <exception cref="IOException">They could not be written.</exception>
    public static void ToDisk(string directory)
    {
        if (OperatingSystem.IsWindows())
            return;
        var handle = Open(directory, ReadOnly);
        if (handle < 0)
            throw new IOException($"open: error {Marshal.GetLastPInvokeError()}");
        try
        {
            if (Sync(handle) != 0)
                throw new IOException($"fsync: error {Marshal.GetLastPInvokeError()}");
        }
        finally
        {
            _ = Close(handle);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int handle);
}
