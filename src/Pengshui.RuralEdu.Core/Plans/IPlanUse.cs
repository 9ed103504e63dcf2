using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Plans;

/// <summary>What other rooms have hung on a plan. Each that hangs something on one registers its own.</summary>
public interface IPlanUse
{
    /// <summary>Where its sentences stand among those of others, from the top.</summary>
    int Place { get; }

    /// <summary>What of the plan still waits for somebody, a sentence each: an archived plan is only read.</summary>
    /// <param name="planId">The plan.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<IReadOnlyList<Problem>> OpenAsync(int planId, CancellationToken cancellationToken);
}

/// <summary>What reports say of a plan's figures and measures. The room of the reports knows it.</summary>
public interface IReportedParts
{
    /// <summary>Whether a report has a value of the figure; of a zero-clearing form, whether one has lines.</summary>
    /// <param name="indicator">The figure.</param>
    /// <param name="taskId">Its task.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<bool> HasValuesAsync(Indicator indicator, int taskId, CancellationToken cancellationToken);

    /// <summary>Asks the task's reports of open months for what its schedule asks since its dates changed; closed months keep what they had.</summary>
    /// <param name="task">The task, its measures and plan loaded; the caller saves.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task RescheduleAsync(PlanTask task, CancellationToken cancellationToken);

    /// <summary>Whether a report says something of one of the measures.</summary>
    Task<bool> HasProgressAsync(IReadOnlyList<int> measureIds, CancellationToken cancellationToken);
}
