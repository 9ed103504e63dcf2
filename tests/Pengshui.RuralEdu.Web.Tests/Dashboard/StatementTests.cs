using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Web.Tests.Dashboard;

public sealed class StatementTests
{
    /// <summary>What a page may cost, on the first request after the start and after any act: only that is read anew which the act changed.</summary>
    private const int Most = 6;

    /// <summary>A page where nothing is kept, as of a plan that nobody has opened since the start: actor, calendar, settings, the plan's year in eight, two for the page itself.</summary>
    private const int MostOfNothingKept = 14;

    /// <summary>What one act in the portal changes at most.</summary>
    private static readonly DataArea[][] Acts =
    [
        [],
        [DataArea.Settings],
        [DataArea.Calendar],
        [DataArea.People],
        [DataArea.Sections],
        [DataArea.Plans, DataArea.Sections],
        [DataArea.Plans, DataArea.Reports],
        [DataArea.Periods, DataArea.Reports],
        [DataArea.Periods, DataArea.Snapshots],
        [DataArea.Reports],
        [DataArea.Reports, DataArea.Needs],
        [DataArea.Needs],
        [DataArea.Inspections, DataArea.Rectifications],
        [DataArea.Rectifications],
        [DataArea.Instructions],
        [DataArea.Overrides],
        [DataArea.Units],
    ];

    /// <summary>Page and reader; the number that the page costs after a write is asserted to be one constant.</summary>
    public static TheoryData<string, string> Pages => new()
    {
        { "/", "jyk-head" }, { "/", "coordinator" }, { "/", "leader" }, { "/", "supervisor" },
        { "/", "sysadmin" }, { "/", "secadmin" }, { "/", "auditor" },
        { "/tasks", "leader" }, { "/tasks/1", "leader" }, { "/tasks/1", "jyk-staff" }, { "/needs", "leader" }, { "/needs", "coordinator" }, { "/reports", "leader" }, { "/dashboard", "leader" },
        { "/bulletins", "coordinator" }, { "/ledgers", "leader" }, { "/inspections/sampling", "supervisor" }, { "/plans", "leader" }, { "/plans/2023", "coordinator" }, { "/plans/import", "coordinator" },
        { "/units", "leader" }, { "/units", "coordinator" }, { "/units/new", "coordinator" }, { "/units/import", "coordinator" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_costs_the_same_few_statements_with_two_months_and_with_eight(string address, string userName)
    {
        await using var portal = new BusinessPagesFactory();
        await portal.InitializeAsync();
        var client = portal.ClientOf(userName);
        Assert.True(await CountAsync(portal, client, address) <= Most, "On the first request after the start: " + portal.Database.Statements.Text);

        var few = await CountAsync(portal, client, address, DataAreas.All);
        for (var month = 3; month < 9; month++)
        {
            var period = await portal.World.AddMonthAsync(new Month(2023, month));
            foreach (var report in period.Reports)
                await portal.World.FillReportAsync(report, ReportState.Confirmed, r => r.CompletionRate = 10 * (month - 2));
        }

        Assert.Equal(few, await CountAsync(portal, client, address, DataAreas.All));
        Assert.True(few <= MostOfNothingKept, portal.Database.Statements.Text);
        foreach (var act in Acts)
        {
            Assert.True(
                await CountAsync(portal, client, address, act) <= Most,
                $"After a change of {string.Join(", ", act)}: {portal.Database.Statements.Text}");
        }
    }

    private static async Task<int> CountAsync(BusinessPagesFactory portal, HttpClient client, string address, params DataArea[] changed)
    {
        await portal.ChangeAsync(changed);
        portal.Database.Statements.Reset();
        await client.GetDocumentAsync(address);
        return portal.Database.Statements.Count;
    }
}
