namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>What must be kept of a month when it is closed. The room of the lights keeps them as they stand.</summary>
public interface IMonthClosing
{
    /// <summary>Adds what is kept to the context; the caller has every turn, closes the period and saves.</summary>
    /// <param name="period">The period, tracked, about to be closed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task KeepAsync(ReportingPeriod period, CancellationToken cancellationToken);
}
