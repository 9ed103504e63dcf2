using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Demonstration;

/// <summary>One step that somebody took with a report of the demonstration.</summary>
/// <param name="At">When, UTC: in office hours of a working day.</param>
/// <param name="Action">What.</param>
/// <param name="UserName">Who.</param>
/// <param name="Reason">Why, for a return.</param>
internal sealed record StoryStep(DateTime At, ReportAction Action, string UserName, string? Reason = null);

/// <summary>
/// Tells how a report came to where it stands: the steps that lead to its <see cref="DemonstrationFate"/>, at moments that
/// are scattered but the same each time.
/// </summary>
/// <param name="calendar">Working days.</param>
internal sealed class DemonstrationStory(WorkingCalendar calendar)
{
    private const string Coordinator = "coordinator";

    // Returned in the open month by the coordinator and not answered within the three days.
    private const int UnansweredDays = 4;

    private static readonly TimeOnly Noon = new(12, 0);
    private static readonly TimeOnly AfterNoon = new(14, 5);

    /// <summary>The steps, in order; none for a report that nobody has begun.</summary>
    /// <param name="content">What the report says and became.</param>
    /// <param name="dueOn">Its due day.</param>
    /// <param name="openedAt">When its period was opened, UTC.</param>
    /// <param name="seed">Scatters the moments.</param>
    public IReadOnlyList<StoryStep> Of(DemonstrationContent content, DateOnly dueOn, DateTime openedAt, int seed)
    {
        var fate = content.Fate;
        if (fate.End == ReportState.NotStarted)
            return [];
        var (staff, head) = ($"{content.SectionCode}-staff", $"{content.SectionCode}-head");
        var isOpenMonth = content.Month == Month.Of(DemonstrationTime.Day);
        var scatter = new Scatter(seed);
        var filedOn = isOpenMonth && !fate.WasSubmitted
            ? calendar.AddWorkingDays(DemonstrationTime.Day, -scatter.Next(3))
            : FiledOn(content, dueOn, isOpenMonth);
        var filedAt = isOpenMonth ? At(filedOn, new TimeOnly(8, 45), scatter.Next(60), scatter) : InOffice(filedOn, scatter);
        var draftedAt = InOffice(calendar.AddWorkingDays(filedOn, -1), scatter);
        if (draftedAt <= openedAt)
            draftedAt = openedAt.AddMinutes(20 + scatter.Next(40));
        var steps = new List<StoryStep> { new(draftedAt, ReportAction.SaveDraft, staff) };
        if (!fate.WasSubmitted)
            return steps;

        var at = filedAt;
        void Take(ReportAction action, string userName, int workingDays, string? reason = null)
        {
            at = steps[^1].Action == ReportAction.SaveDraft && action == ReportAction.Submit ? filedAt : Later(at, isOpenMonth ? 0 : workingDays, scatter);
            steps.Add(new StoryStep(at, action, userName, reason));
        }

        void File()
        {
            Take(ReportAction.Submit, fate.FiledByHead ? head : staff, 1 + scatter.Next(2));
        }

        void Approve()
        {
            if (!fate.FiledByHead)
                Take(ReportAction.Approve, head, scatter.Next(2));
        }

        File();
        if (fate.Return is { } returned)
        {
            if (returned.By == Role.Coordinator)
            {
                Approve();
                Take(ReportAction.Return, Coordinator, 1, returned.Reason);
            }
            else
            {
                Take(ReportAction.Return, head, scatter.Next(2), returned.Reason);
            }

            if (fate.End == ReportState.Returned)
                return steps;
            File();
        }

        if (fate.End == ReportState.AwaitingSectionReview)
            return steps;
        Approve();
        if (fate.End == ReportState.Confirmed)
            Take(ReportAction.Confirm, Coordinator, 1 + scatter.Next(2));
        return steps;
    }

    private DateOnly FiledOn(DemonstrationContent content, DateOnly dueOn, bool isOpenMonth)
    {
        var isUnanswered = isOpenMonth && content.Fate is { End: ReportState.Returned, Return.By: Role.Coordinator };
        return calendar.AddWorkingDays(dueOn, content.Fate.WorkingDaysFromDue - (isUnanswered ? UnansweredDays : 0));
    }

    private DateTime Later(DateTime at, int workingDays, Scatter scatter)
    {
        var beijing = BusinessClock.ToBeijing(at);
        var day = DateOnly.FromDateTime(beijing);
        if (workingDays > 0)
            return InOffice(calendar.AddWorkingDays(day, workingDays), scatter);
        var time = TimeOnly.FromDateTime(beijing).AddMinutes(35 + scatter.Next(50));
        return At(day, time >= Noon && time < AfterNoon ? AfterNoon : time, scatter.Next(15), scatter);
    }

    private static DateTime InOffice(DateOnly day, Scatter scatter)
    {
        var minute = scatter.Next(390);
        return minute < 180 ? At(day, new TimeOnly(8, 45), minute, scatter) : At(day, new TimeOnly(14, 10), minute - 180, scatter);
    }

    private static DateTime At(DateOnly day, TimeOnly time, int minutes, Scatter scatter) =>
        BusinessClock.ToUtc(day, time.AddMinutes(minutes)).AddSeconds(scatter.Next(60));

    /// <summary>Numbers that look scattered and are the same on every machine.</summary>
    private sealed class Scatter(int seed)
    {
        private uint state = ((uint)seed * 2654435761) | 1;

        public int Next(int below)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            return (int)(state % (uint)below);
        }
    }
}
