namespace Pengshui.RuralEdu.Core.Calendar;

/// <summary>The day of the month on which leads' reports are due. The calendar's page shows it; the room of the reports says it.</summary>
public interface IReportDueDay
{
    /// <summary>The day, 1 to 28, before it is moved past days off; no statement where nothing has changed since it was last read, else one.</summary>
    Task<int> ReadAsync(CancellationToken cancellationToken);
}
