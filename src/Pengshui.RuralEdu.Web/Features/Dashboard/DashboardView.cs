using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Dashboard;

namespace Pengshui.RuralEdu.Web.Features.Dashboard;

/// <summary>The dashboard and what its links need.</summary>
/// <param name="Page">The figures.</param>
/// <param name="HasMine">Whether the reader has sections in charge.</param>
/// <param name="IsMeeting">Whether it is the page for a meeting, which has one screen.</param>
public sealed record DashboardView(DashboardPage Page, bool HasMine, bool IsMeeting = false)
{
    /// <summary>The months that the grid shows: all twelve, for a meeting the opened ones up to its own.</summary>
    public IReadOnlyList<Month> Columns { get; } =
        IsMeeting ? [.. Page.Columns.Where(m => m <= Page.Period.Month && Page.OpenedMonths.Contains(m))] : Page.Columns;

    private int At => Page.OpenedMonths.ToList().IndexOf(Page.Period.Month);

    /// <summary>The opened month before; null for the first.</summary>
    public Month? Previous => At + 1 < Page.OpenedMonths.Count ? Page.OpenedMonths[At + 1] : null;

    /// <summary>The opened month after; null for the newest.</summary>
    public Month? Next => At > 0 ? Page.OpenedMonths[At - 1] : null;

    /// <summary>What the page says under its title.</summary>
    public string Lede(DateOnly today) => Page.Period switch
    {
        { ClosedAt: { } at } => $"{Page.Period.Month.Number} 月{ChineseDays.MonthAndDay(BusinessClock.BeijingDay(at))}关闭。",
        var p when p.LeadDueOn < today => $"{p.Month.Number} 月{ChineseDays.MonthAndDay(p.LeadDueOn)}已截止，还没有关闭。",
        var p => $"{p.Month.Number} 月填报中，{ChineseDays.MonthAndDay(p.LeadDueOn)}截止。",
    };

    /// <summary>What the page's data are of: today, or a past month's end.</summary>
    /// <param name="now">Beijing's time.</param>
    public string AsOf(DateTime now) => Page.IsPast
        ? $"整改、批示和逾期是{ChineseDays.MonthAndDay(Page.Day)}的情况，写着“现在”的是{ChineseDays.MonthAndDay(DateOnly.FromDateTime(now))}的情况"
        : $"数据截至 {ChineseDays.MonthAndDay(Page.Day)} {now:HH:mm}";

    /// <summary>The address of this page with another month or other sections.</summary>
    public string Address(Month? month = null, string? section = null) =>
        $"/dashboard?year={Page.Year}&month={month ?? Page.Period.Month}&section={section ?? Page.Scope.Code}";

    /// <summary>The address of the same month and sections for a meeting.</summary>
    public string MeetingAddress => $"~/dashboard/meeting?year={Page.Year}&month={Page.Period.Month}&section={Page.Scope.Code}";

    /// <summary>The address of the rows behind a figure.</summary>
    public string RowsOf(Figure figure) =>
        $"~/dashboard/rows/{figure.Code()}?year={Page.Year}&month={Page.Period.Month}&section={Page.Scope.Code}";

    /// <summary>比上月：黄灯多 1 项，红灯不变.</summary>
    public string? Comparison => Page.LightsBefore is not { } before
        ? null
        : $"比上月：黄灯{Change(Page.Lights.Yellow - before.Yellow)}，红灯{Change(Page.Lights.Red - before.Red)}";

    /// <summary>How many rows each of several lists shows where together they have room for so many: in turn one each, until a list or the room ends.</summary>
    /// <param name="room">Rows, 0 or more.</param>
    /// <param name="lengths">How long the lists are.</param>
    public static int[] Share(int room, params int[] lengths)
    {
        var shown = new int[lengths.Length];
        for (var left = room; left > 0 && shown.Sum() < lengths.Sum();)
        {
            for (var i = 0; i < lengths.Length && left > 0; i++)
            {
                if (shown[i] >= lengths[i])
                    continue;
                shown[i]++;
                left--;
            }
        }

        return shown;
    }

    private static string Change(int difference) => difference switch
    {
        > 0 => $"多 {difference} 项",
        < 0 => $"少 {-difference} 项",
        _ => "不变",
    };
}
