using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Pengshui.RuralEdu.Web.Infrastructure.Documents;

/// <summary>
/// Asks the operating system to hold this process to limits, whatever becomes of the one that watches it. Linux does
/// (setrlimit); elsewhere the limit of the heap, given at the start, and the watcher remain.
/// </summary>
internal static partial class ProcessLimits
{
    // include/uapi/asm-generic/resource.h, the same on x64 and arm64.
    private const int ProcessorSeconds = 0;
    private const int CoreDump = 4;
    private const int AddressSpace = 9;

    /// <summary>Sets the limits for good.</summary>
    public static void Apply(ReadingLimits limits)
    {
        if (!OperatingSystem.IsLinux())
            return;
        Set(ProcessorSeconds, (ulong)limits.Processor.TotalSeconds);
        Set(CoreDump, 0);

        // The runtime has set aside room for its heap, which has a limit of its own: what is yet to come is counted from here.
        using var self = Process.GetCurrentProcess();
        Set(AddressSpace, (ulong)(self.VirtualMemorySize64 + limits.Memory));
    }

    private static void Set(int resource, ulong most)
    {
        var limit = new Limit(most, most);
        if (SetLimit(resource, in limit) != 0)
            throw new InvalidOperationException($"Limit {resource} cannot be set: error {Marshal.GetLastPInvokeError()}.");
    }

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetLimit(int resource, in Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Limit(ulong Current, ulong Most);
}
