using Pengshui.RuralEdu.Core.Calendar;

namespace Pengshui.RuralEdu.Browser.Tests;

/// <summary>
/// Every page, as each role and on each screen: answered as expected, nothing for axe to find, no wider than the screen, no
/// complaint of the browser's, which is how a breach of the content security policy shows.
/// </summary>
/// <remarks>A class a screen, so that both run at once.</remarks>
public abstract class EveryPageTests(BrowserFixture fixture, Portal portal, Screen screen) : IClassFixture<Portal>
{
    private static readonly Month LastMonth = new(2023, 9);

    public static TheoryData<string> Everybody =>
        new("", "jyk-staff", "jyk-head", "cwk-staff", "coordinator", "leader", "deputy", "supervisor", "sysadmin", "secadmin", "auditor");

    [Theory, MemberData(nameof(Everybody))]
    public async Task Every_page_is_answered_readable_for_all_and_quiet(string user)
    {
        await using var visitor = user.Length == 0
            ? await Visitor.OpenAsync(fixture, portal, screen)
            : await Visitor.SignInAsync(fixture, portal, user, screen);
        var problems = new List<string>();
        foreach (var (address, status) in await PagesAsync(user))
        {
            var answered = await visitor.GoAsync(address);
            if (answered != status)
                problems.Add($"{address} is answered with {answered}, not {status}");
            problems.AddRange(await visitor.FindingsAsync());
        }

        problems.AddRange(visitor.Complaints);
        Assert.True(problems.Count == 0, string.Join("\n", problems));
    }

    /// <summary>A page that only a button leads to, with a hash and a path in it.</summary>
    [Fact]
    public async Task The_verdict_on_the_trail_is_readable_for_all_and_quiet()
    {
        await using var visitor = await Visitor.SignInAsync(fixture, portal, "auditor", screen);
        await visitor.GoAsync("/audit");
        await visitor.ClickAsync("开始核对");
        await visitor.ExpectTextAsync("留痕完整");

        Assert.Empty(await visitor.FindingsAsync());
        visitor.AssertNoComplaints();
    }

    private async Task<IEnumerable<(string Address, int Status)>> PagesAsync(string user)
    {
        async Task<string> Report(int task, string section, Month? month = null) => $"/reports/{await portal.ReportIdAsync(task, section, month)}";
        async Task<string> Unit(string name) => $"/units/{await portal.UnitIdAsync(name)}";
        return user switch
        {
            "" => [("/account/login", 200), ("/account/login?expired=true", 200)],
            "jyk-staff" =>
            [
                .. Ok("/", "/tasks", "/tasks/1", "/tasks/7", "/tasks/11", "/reports", "/reports?month=2023-08", "/dashboard", "/plans", "/plans/2023", "/compare", "/account/password", "/account/sessions"),
                .. Ok(await Report(1, "jyk") + "/edit", await Report(9, "jyk") + "/edit", await Report(13, "jyk") + "/edit"),
                .. Ok(await Report(1, "jyk"), await Report(1, "jyk", LastMonth), await Report(10, "jyk"), await Report(5, "fwzx")),
                .. Ok("/inspections", "/inspections/1", "/inspections/4"),
                .. Ok("/units", "/units?day=2023-08-01&search=木南", "/units?search=没有这样的", await Unit("示例保家中心小学校"), await Unit("示例木南小学校")),
                ("/units/new", 403), ("/units/import", 403), ("/units/99999", 404),
                ("/inspections/new", 403), ("/inspections/6", 404), ("/reviews", 403), ("/no-such-page", 404), ("/reports/999999", 404), ("/tasks/99", 404),
            ],
            "cwk-staff" => Ok("/", "/rectifications", "/rectifications/4", "/instructions", "/instructions/3"),
            "jyk-head" => Ok("/", "/reviews", await Report(10, "jyk"), await Report(1, "jyk", LastMonth), await Report(9, "jyk")),
            "coordinator" =>
            [
                .. Ok("/", "/reviews", "/periods", await Report(4, "rsk"), await Report(12, "jyk"), await Report(9, "jyk"), await Report(9, "jyk") + "?view=full"),
                .. Ok($"/periods/{await portal.PeriodIdAsync()}/close", $"/periods/{await portal.PeriodIdAsync()}/due-days", "/plans/2023/tasks/2/lead", "/tasks/6/override?month=2023-09", "/tasks/9/override", "/plans", "/plans/2023", "/plans/import", "/plans/2023/tasks/7/edit", "/plans/2023/tasks/7/indicators/new", "/plans/2023/archive"),
                .. Ok("/deadlines", "/plans/sections", "/plans/sections/jyk"),
                .. Ok("/units", "/units?use=All&page=2", "/units?kind=Township", "/units/new", "/units/new?kind=TeachingPoint", "/units/new?kind=Township", "/units/import", await Unit("保家镇")),
                .. Ok(await Unit("示例保家中心小学校") + "/edit", await Unit("示例保家中心小学校") + "/merge", await Unit("示例青杠教学点") + "/close", await Unit("示例木南小学校") + "/reopen"),
                .. Ok("/bulletins", "/bulletins/7", "/bulletins/7/edit", "/bulletins/7/redraw/Tasks", "/bulletins/7/publish"),
            ],
            "leader" => Ok("/", "/rectifications?overdue=true", "/rectifications/1", "/bulletins", "/bulletins/6", "/ledgers", "/dashboard", "/dashboard?month=2023-08", "/dashboard/meeting?month=2023-09",
                "/dashboard/rows/red", "/dashboard/rows/completion", "/dashboard/rows/overdue", "/dashboard/rows/instructions", "/dashboard/rows/needs", "/needs", "/needs?status=all", "/instructions", "/instructions/1",
                "/instructions/2", "/tasks/9", "/tasks/9/instruction", "/reports", await Report(5, "fwzx")),
            "deputy" => Ok("/", "/dashboard", "/instructions?section=mine"),
            "supervisor" => Ok(
                "/", "/rectifications", "/rectifications?state=Closed&section=jyk", "/rectifications/2", "/rectifications/3", "/rectifications/5", "/rectifications/7",
                "/rectifications/new", "/inspections/sampling", "/inspections/sampling?seed=x", "/tasks", "/tasks/2", "/dashboard",
                "/tasks/1", "/inspections", "/inspections?task=7&kind=Process", "/inspections?task=18", "/inspections/new",
                "/inspections/new?task=7", "/inspections/1", "/inspections/6", "/inspections/6/edit", "/inspections/6/discard"),
            "sysadmin" =>
            [
                .. Ok("/", "/admin/users", "/admin/users/new", $"/admin/users/{await portal.UserIdAsync("jyk-staff")}", "/admin/sections", "/admin/sections/new", "/admin/sections/1"),
                .. Ok("/admin/calendar", "/admin/calendar/days/new", "/admin/calendar/vacations/new", "/admin/settings"),
                ("/dashboard", 403),
            ],
            "secadmin" => Ok("/", "/account/two-factor", "/admin/roles", $"/admin/roles/{await portal.UserIdAsync("jyk-staff")}", "/admin/settings"),
            "auditor" => Ok("/", "/bulletins/6", "/audit", "/audit/1", "/audit?page=2"),
            _ => throw new ArgumentOutOfRangeException(nameof(user), user, null),
        };
    }

    private static IEnumerable<(string Address, int Status)> Ok(params string[] addresses) => addresses.Select(a => (a, 200));
}

/// <summary>Every page on an office desktop.</summary>
public sealed class EveryPageOnADesktopTests(BrowserFixture fixture, Portal portal) : EveryPageTests(fixture, portal, Screen.Desktop);

/// <summary>Every page on a phone.</summary>
public sealed class EveryPageOnAPhoneTests(BrowserFixture fixture, Portal portal) : EveryPageTests(fixture, portal, Screen.Phone);
