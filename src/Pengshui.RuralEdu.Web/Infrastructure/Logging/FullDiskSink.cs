using Pengshui.RuralEdu.Core.Data;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;

namespace Pengshui.RuralEdu.Web.Infrastructure.Logging;

/// <summary>The log file of a process that ends in order on a full disk too: the lines that found no room are lost.</summary>
/// <param name="file">The file.</param>
internal sealed class FullDiskSink(ILogEventSink file) : ILogEventSink, IDisposable
{
    /// <inheritdoc/>
    public void Emit(LogEvent logEvent) => file.Emit(logEvent);

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            (file as IDisposable)?.Dispose();
        }
        catch (IOException exception) when (FullDisk.Says(exception))
        {
            SelfLog.WriteLine("The last lines of the log found no room: {0}", exception.Message);
        }
    }
}
