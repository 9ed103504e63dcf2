using System.Runtime.InteropServices;

namespace Pengshui.RuralEdu.Web.Infrastructure.Startup;

/// <summary>
/// What the program makes on disk (database, evidence, logs, exports) is its account's to write, its group's to read and
/// nobody else's: files 0640, folders 0750. On Windows the folder's own access list says it.
/// </summary>
internal static class FileModes
{
    private const uint NotForOthers = 0b_000_010_111;

    /// <summary>Sets it for the whole process. .NET has no word for it, so this asks the C library.</summary>
    public static void Narrow()
    {
        if (!OperatingSystem.IsWindows())
            _ = SetMask(NotForOthers);
    }

    [DllImport("libc", EntryPoint = "umask")]
    private static extern uint SetMask(uint mask);
}
