using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>The due day as it is set.</summary>
/// <param name="settings">Where it is set.</param>
internal sealed class ReportDueDay(SettingReader settings) : IReportDueDay
{
    /// <inheritdoc/>
    public async Task<int> ReadAsync(CancellationToken cancellationToken) =>
        (await settings.ReadAsync(cancellationToken))[ReportSettings.DueDay];
}
