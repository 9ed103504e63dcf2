using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Tests.Accounts;

/// <summary>Every route × every role, from the routes themselves and the permission table.</summary>
public sealed class RouteTests(RouteFactory portal) : IClassFixture<RouteFactory>
{
    private static readonly Dictionary<Role, string> Holders = new()
    {
        [Role.Reporter] = "jyk-staff",
        [Role.SectionHead] = "jyk-head",
        [Role.Coordinator] = "coordinator",
        [Role.Leader] = "leader",
        [Role.Supervisor] = "supervisor",
        [Role.SystemAdministrator] = "sysadmin",
        [Role.SecurityAdministrator] = "secadmin",
        [Role.Auditor] = "auditor",
    };

    [Fact]
    public void Every_action_names_what_it_needs_or_is_open_on_purpose()
    {
        var silent = Actions().Where(e => Needs(e).Count == 0 && !IsOpen(e)).Select(e => e.DisplayName);
        Assert.Empty(silent);
        Assert.NotEmpty(Actions());
    }

    [Fact]
    public void Little_is_open_to_strangers()
    {
        var open = Actions().Where(IsOpen).Select(e => $"{string.Join(',', Methods(e))} {e.RoutePattern.RawText}").Distinct().Order();
        Assert.Equal([" error/{code:int:range(400,599)}", "GET account/login", "POST account/code", "POST account/login"], open);
    }

    [Theory]
    [MemberData(nameof(AllRoles))]
    public async Task A_role_reaches_the_pages_of_its_permissions_and_no_other(Role role)
    {
        var client = portal.ClientOf(Holders[role]);
        var wrong = new List<string>();
        foreach (var endpoint in Actions().Where(e => Methods(e).Contains("GET") && !IsOpen(e)))
        {
            var address = RouteSamples.AddressOf(endpoint, portal.World);
            var answer = await client.GetAsync(address, TestContext.Current.CancellationToken);
            var allowed = Needs(endpoint).All(p => Permissions.Table[p].Contains(role));
            if (!(allowed ? IsAnswered(answer) : answer.StatusCode == HttpStatusCode.Forbidden))
                wrong.Add($"{address}: {(allowed ? "allowed" : "not allowed")}, answered {(int)answer.StatusCode} {answer.Headers.Location}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_stranger_is_led_to_the_sign_in_page_from_everywhere()
    {
        var client = portal.Stranger();
        var wrong = new List<string>();
        foreach (var endpoint in Actions().Where(e => Methods(e).Contains("GET") && !IsOpen(e)))
        {
            var address = RouteSamples.AddressOf(endpoint, portal.World);
            var answer = await client.GetAsync(address, TestContext.Current.CancellationToken);
            if (answer.StatusCode != HttpStatusCode.Redirect || answer.LocationOf() != $"/account/login?returnUrl={Uri.EscapeDataString(address)}")
                wrong.Add($"{address} answered {(int)answer.StatusCode} {answer.Headers.Location}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_post_without_the_forms_token_is_refused_everywhere()
    {
        var wrong = new List<string>();
        foreach (var endpoint in Actions().Where(e => Methods(e).Contains("POST")))
        {
            // Whoever is signed in already is led on by the forms of the sign-in, whatever their token.
            var client = Needs(endpoint) is [var permission, ..] ? portal.ClientOf(Holders[Permissions.Table[permission][0]]) : portal.Stranger();
            using var content = new FormUrlEncodedContent([]);
            var address = RouteSamples.AddressOf(endpoint, portal.World);
            var answer = await client.PostAsync(address, content, TestContext.Current.CancellationToken);
            if (answer.StatusCode != HttpStatusCode.BadRequest)
                wrong.Add($"{address} answered {(int)answer.StatusCode}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_post_is_refused_to_every_role_without_the_permission()
    {
        var wrong = new List<string>();
        foreach (var endpoint in Actions().Where(e => Methods(e).Contains("POST") && !IsOpen(e)))
        {
            var address = RouteSamples.AddressOf(endpoint, portal.World);
            foreach (var (role, holder) in Holders.Where(h => !Needs(endpoint).All(p => Permissions.Table[p].Contains(h.Key))))
            {
                using var content = new FormUrlEncodedContent([]);
                var answer = await portal.ClientOf(holder).PostAsync(address, content, TestContext.Current.CancellationToken);
                if (answer.StatusCode != HttpStatusCode.Forbidden)
                    wrong.Add($"{role} POST {address} answered {(int)answer.StatusCode}");
            }
        }

        Assert.Empty(wrong);
    }

    public static TheoryData<Role> AllRoles() => [.. Roles.All];

    private List<RouteEndpoint> Actions() =>
        [.. portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<ControllerActionDescriptor>() is not null)];

    private static IReadOnlyList<Permission> Needs(RouteEndpoint endpoint) =>
        [.. endpoint.Metadata.GetOrderedMetadata<RequiresAttribute>().Select(r => r.Permission)];

    private static bool IsOpen(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static IReadOnlyList<string> Methods(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];

    private static bool IsAnswered(HttpResponseMessage answer) => answer.StatusCode switch
    {
        HttpStatusCode.OK => true,
        HttpStatusCode.Redirect => !answer.LocationOf().StartsWith("/account/login", StringComparison.Ordinal),
        _ => false,
    };
}
