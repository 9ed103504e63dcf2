using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Web.Tests.Reports;

/// <summary>Last month beside the form.</summary>
public sealed class CarryOverTests
{
    [Fact]
    public async Task Last_months_text_is_added_and_figures_are_not()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var staff = portal.ClientOf("jyk-staff");
        await staff.FileAsync(portal.ReportId(portal.World.Lead), ReportForms.Whole("十月的进展。"));
        await portal.ClientOf("jyk-head").StepAsync(portal.ReportId(portal.World.Lead), "approve");
        await portal.ClientOf("coordinator").PostFormAsync("/periods", [], "form[action$='/periods/open']");
        await using var db = portal.Open();
        var november = db.MonthlyReports.Single(r => r.ReportingPeriod.Month == new Month(2023, 11) && r.ResponsibilityId == portal.World.Lead.Id).Id;

        var form = await staff.GetDocumentAsync($"/reports/{november}/edit");
        Assert.Contains("十月的进展。", form.QuerySelector("#progress .pair-last")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal(["0", "2"], form.QuerySelectorAll("output[data-col=before]").Select(o => o.TextOf()));

        var copied = await (await staff.SubmitAsync(form, "", [new("Progress", "十一月先写的。")], "#report-form", "Do=copy:Progress")).DocumentAsync();
        Assert.Equal("十一月先写的。\n十月的进展。", copied.QuerySelector("#Progress")!.TextContent);
        Assert.Equal("", copied.QuerySelector("#CompletionRate")!.GetAttribute("value"));
        Assert.Contains("已沿用，请核对", copied.QuerySelector("#progress")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal(ReportState.NotStarted, await portal.StateAsync(november));
    }
}
