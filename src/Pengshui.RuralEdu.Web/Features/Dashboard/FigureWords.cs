using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Core.Lights;

namespace Pengshui.RuralEdu.Web.Features.Dashboard;

/// <summary>How the addresses and titles of figures are written.</summary>
public static class FigureWords
{
    private static readonly Dictionary<Figure, (string Code, string Title, string Unit)> Table = new()
    {
        [Figure.Green] = ("green", "绿灯任务", "项"),
        [Figure.Yellow] = ("yellow", "黄灯任务", "项"),
        [Figure.Red] = ("red", "红灯任务", "项"),
        [Figure.Grey] = ("grey", "灰灯任务", "项"),
        [Figure.Overridden] = ("overridden", "改判的任务", "项"),
        [Figure.Divergent] = ("divergent", "三方分歧的任务", "项"),
        [Figure.Completion] = ("completion", "平均完成率", "项"),
        [Figure.Confirmed] = ("confirmed", "已确认的牵头月报", "份"),
        [Figure.InReview] = ("in-review", "审核中的牵头月报", "份"),
        [Figure.Returned] = ("returned", "退回的牵头月报", "份"),
        [Figure.Unsubmitted] = ("unsubmitted", "未提交的牵头月报", "份"),
        [Figure.Rectifications] = ("rectifications", "未销号整改", "项"),
        [Figure.OverdueRectifications] = ("overdue-rectifications", "逾期的整改", "项"),
        [Figure.Needs] = ("needs", "需协调的事项", "项"),
        [Figure.Instructions] = ("instructions", "批示待回复", "件"),
        [Figure.OverdueInstructions] = ("overdue-instructions", "逾期未回复的批示", "件"),
        [Figure.Overdue] = ("overdue", "逾期事项", "项"),
    };

    /// <summary>What the address says.</summary>
    public static string Code(this Figure figure) => Table[figure].Code;

    /// <summary>What the page is called.</summary>
    public static string Title(this Figure figure) => Table[figure].Title;

    /// <summary>What its rows are counted in.</summary>
    public static string Unit(this Figure figure) => Table[figure].Unit;

    /// <summary>How it is counted, for whoever looks at its rows; null where its title says so.</summary>
    public static string? Definition(this Figure figure) => figure switch
    {
        Figure.Divergent => LightViews.Definition,
        Figure.Overridden => "改判：现在的灯色按统筹员的判断显示，有理由和到期日；系统判定照常计算，并列在旁边。",
        _ => null,
    };

    /// <summary>The figure of an address; null where there is none.</summary>
    public static Figure? Find(string code)
    {
        foreach (var (figure, words) in Table)
        {
            if (words.Code == code)
                return figure;
        }

        return null;
    }

    /// <summary>Where a row leads, from the root of the site.</summary>
    public static string Address(RowTarget target, int id, int task, int year) => target switch
    {
        RowTarget.Report => $"~/reports/{id}",
        RowTarget.Rectification => $"~/rectifications/{id}",
        RowTarget.Instruction => $"~/instructions/{id}",
        RowTarget.Need => $"~/needs?year={year}&section=all&status=all#need-{id}",
        _ => $"~/tasks/{task}?year={year}&month={Core.Calendar.Month.FromNumber(id)}",
    };
}
