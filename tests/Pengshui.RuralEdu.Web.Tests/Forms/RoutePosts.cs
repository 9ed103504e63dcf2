using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Tests.Forms;

/// <summary>Every action of the portal, who may do it, and how a form is sent to it.</summary>
internal static class RoutePosts
{
    /// <summary>An account of each role.</summary>
    public static readonly Dictionary<Role, string> Holders = new()
    {
        [Role.Reporter] = "jyk-staff", [Role.SectionHead] = "jyk-head", [Role.Coordinator] = "coordinator", [Role.Leader] = "leader",
        [Role.Supervisor] = "supervisor", [Role.SystemAdministrator] = "sysadmin", [Role.SecurityAdministrator] = "secadmin", [Role.Auditor] = "auditor",
    };

    /// <summary>The actions of a method.</summary>
    public static List<RouteEndpoint> Actions(this PortalFactory portal, string method) =>
        [.. portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<ControllerActionDescriptor>() is not null && e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(method) == true)];

    /// <summary>Whether strangers may do it.</summary>
    public static bool IsOpen(this RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    /// <summary>Somebody who may.</summary>
    public static string HolderOf(RouteEndpoint endpoint) => Holders.First(h =>
        endpoint.Metadata.GetOrderedMetadata<RequiresAttribute>().All(r => Permissions.Table[r.Permission].Contains(h.Key))).Value;

    /// <summary>The token that a form of this visitor carries.</summary>
    public static async Task<string> TokenAsync(this HttpClient client)
    {
        var page = await client.GetAsync("/account/password", TestContext.Current.CancellationToken);
        if (page.StatusCode != System.Net.HttpStatusCode.OK)
            page = await client.GetAsync("/account/login", TestContext.Current.CancellationToken);
        return (await page.DocumentAsync()).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
    }

    /// <summary>Sends the fields as they are, in their order.</summary>
    public static async Task<HttpResponseMessage> SendAsync(this HttpClient client, string address, string token, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var body = string.Join('&', fields.Append(new("__RequestVerificationToken", token)).Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}"));
        using var content = new StringContent(body, Encoding.ASCII, "application/x-www-form-urlencoded");
        return await client.PostAsync(address, content, TestContext.Current.CancellationToken);
    }
}
