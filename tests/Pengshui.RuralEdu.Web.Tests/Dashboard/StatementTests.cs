using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Web.Tests.Dashboard;

public sealed class StatementTests
{
    /// <summary>What a page may cost while nothing is written: the kept model of the plan's year serves everybody.</summary>
    private const int Most = 6;

    /// <summary>The first page after a write anywhere: the actor, calendar, settings, the plan's year in seven, and two for the page itself.</summary>
    private const int MostAfterWrite = 12;

    /// <summary>Page and reader; the number that the page costs after a write is asserted to be one constant.</summary>
    public static TheoryData<string, string> Pages => new()
    {
        { "/", "jyk-head" }, { "/", "coordinator" }, { "/", "leader" }, { "/", "supervisor" },
        { "/", "sysadmin" }, { "/", "secadmin" }, { "/", "auditor" },
        { "/tasks", "leader" }, { "/tasks/1", "leader" }, { "/tasks/1", "jyk-staff" }, { "/reports", "leader" }, { "/dashboard", "leader" },
        { "/bulletins", "coordinator" }, { "/ledgers", "leader" }, { "/inspections/sampling", "supervisor" }, { "/plans", "leader" }, { "/plans/2023", "coordinator" }, { "/plans/import", "coordinator" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_costs_the_same_few_statements_with_two_months_and_with_eight(string address, string userName)
    {
        await using var portal = new BusinessPagesFactory();
        await portal.InitializeAsync();
        var client = portal.ClientOf(userName);
        await client.GetDocumentAsync(address);

        var few = await CountAsync(portal, client, address);
        for (var month = 3; month < 9; month++)
        {
            var period = await portal.World.AddMonthAsync(new Month(2023, month));
            foreach (var report in period.Reports)
                await portal.World.FillReportAsync(report, ReportState.Confirmed, r => r.CompletionRate = 10 * (month - 2));
        }

        var many = await CountAsync(portal, client, address);

        Assert.True(few <= MostAfterWrite, portal.Database.Statements.Text);
        Assert.Equal(few, many);

        portal.Database.Statements.Reset();
        await client.GetDocumentAsync(address);
        Assert.True(portal.Database.Statements.Count <= Most, portal.Database.Statements.Text);
    }

    // Something was written just before, so that nothing kept from an earlier request is used: the dearest case.
    private static async Task<int> CountAsync(BusinessPagesFactory portal, HttpClient client, string address)
    {
        await portal.ChangeSomethingAsync();
        portal.Database.Statements.Reset();
        await client.GetDocumentAsync(address);
        return portal.Database.Statements.Count;
    }
}
