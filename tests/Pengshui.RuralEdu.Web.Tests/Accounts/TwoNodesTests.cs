using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;

namespace Pengshui.RuralEdu.Web.Tests.Accounts;

public sealed class TwoNodesTests
{
    [Fact]
    public async Task Two_nodes_on_one_database_read_each_others_forms_and_sign_ins()
    {
        await using var first = await PortalFactory.CreateAsync();
        await first.SetPasswordAsync("jyk-staff");
        await using var second = first.WithWebHostBuilder(_ => { });
        var cookies = new CookieContainer();
        using var onFirst = ClientOf(first, cookies);
        using var onSecond = ClientOf(second, cookies);

        var form = await onFirst.GetDocumentAsync("/account/login");
        var signedIn = await onSecond.SubmitAsync(
            form, "/account/login", new Dictionary<string, string?> { ["UserName"] = "jyk-staff", ["Password"] = SignIns.Password });

        Assert.Equal("/", signedIn.LocationOf());
        Assert.True(await onFirst.IsSignedInAsync());
        Assert.True(await onSecond.IsSignedInAsync());
        Assert.False(await first.Stranger().IsSignedInAsync());
    }

    private static HttpClient ClientOf(WebApplicationFactory<Program> node, CookieContainer cookies) =>
        node.CreateDefaultClient(new CookieContainerHandler(cookies));
}
