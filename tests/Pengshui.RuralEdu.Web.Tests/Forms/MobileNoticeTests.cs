using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Web.Tests.Reports;

namespace Pengshui.RuralEdu.Web.Tests.Forms;

/// <summary>A mobile number is saved, and asked about.</summary>
public sealed class MobileNoticeTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    [Theory]
    [InlineData("联系人 138 1234 5678。", true)]
    [InlineData("到位资金 13800000000 元，在校生 1234 人。", false)]
    public async Task What_was_saved_is_asked_about_on_the_next_page(string progress, bool isAsked)
    {
        var staff = portal.ClientOf("jyk-staff");
        var saved = await staff.FileAsync(portal.ReportId(portal.World.Lead), [new("Progress", progress)], "save");

        var page = await staff.GetDocumentAsync(saved.LocationOf());

        Assert.Equal(progress, page.QuerySelector("#Progress")!.TextContent);
        Assert.Equal(isAsked, page.QuerySelector("[role=status].flash")!.TextOf().Contains(IdentityNumbers.MobileWarning, StringComparison.Ordinal));
    }
}
