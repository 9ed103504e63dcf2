using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Pengshui.RuralEdu.Web.Tests.Accounts;

namespace Pengshui.RuralEdu.Web.Tests.Forms;

/// <summary>
/// What no page sends but anybody can: tampered indexes and boxes, numbers and days at the ends of their kinds, the same key twice or not at all,
/// numbers of other people's things, each to every action. The answer is a page or a sentence, never an error of the portal's own.
/// </summary>
public sealed partial class HostileFieldTests(RouteFactory portal) : IClassFixture<RouteFactory>
{
    private static readonly string[] Numbers = ["-1", "0", "2147483647", "-2147483648", "99999999999999999999", "NaN"];
    private static readonly string[] Days = ["0001-01-01", "9999-12-31", "1999-12-31", "2100-12-31", "2023-02-30"];

    private readonly Dictionary<string, (HttpClient Client, string Token)> visitors = [];

    public static TheoryData<string> Tamperings =>
        [.. Numbers.Select(n => $"numbers {n}"), .. Days.Select(d => $"days {d}"), "indexes -1", "indexes 1000000", "indexes 2147483648", "indexes x", "gaps", "twice", "boxes", "no key", "nothing"];

    [Theory, MemberData(nameof(Tamperings))]
    public async Task Every_post_bears_it(string tampering)
    {
        var wrong = new List<string>();
        foreach (var endpoint in portal.Actions("POST"))
        {
            var (client, token) = await VisitorAsync(endpoint);
            var address = RouteSamples.AddressOf(endpoint, portal.World);
            var fields = Tampered(endpoint, tampering);

            // The same form again: its key was used, and what it was made from has changed.
            for (var time = 1; time <= 2; time++)
                Judge(await client.SendAsync(address, token, fields), $"POST {address} ({time})", wrong);
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    public static TheoryData<string> Roles => [.. RoutePosts.Holders.Values];

    /// <summary>Of things that are another's, or nobody's.</summary>
    [Theory, MemberData(nameof(Roles))]
    public async Task Every_post_of_every_role_bears_numbers_of_other_things(string holder)
    {
        var wrong = new List<string>();
        var client = portal.ClientOf(holder);
        var token = await client.TokenAsync();
        foreach (var endpoint in portal.Actions("POST").Where(e => !e.IsOpen()))
        {
            var address = RouteSamples.AddressOf(endpoint, portal.World);
            foreach (var other in new[] { address, Number().Replace(address, "999999"), Number().Replace(address, "2147483647") }.Distinct())
                Judge(await client.SendAsync(other, token, BoundFields.Of(portal, endpoint, "甲", type => type == typeof(int) ? "2" : BoundFields.Sample(type))), $"POST {other}", wrong);
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Theory, MemberData(nameof(Tamperings))]
    public async Task Every_address_bears_it_in_its_query(string tampering)
    {
        var wrong = new List<string>();
        foreach (var endpoint in portal.Actions("GET"))
        {
            var query = string.Join('&', Tampered(endpoint, tampering).Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}"));
            Judge(await (await VisitorAsync(endpoint)).Client.GetAsync($"{RouteSamples.AddressOf(endpoint, portal.World)}?{query}", TestContext.Current.CancellationToken), "GET", wrong);
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Theory]
    [InlineData("auditor", "/audit?From=0001-01-01")]
    [InlineData("auditor", "/audit?To=9999-12-31")]
    [InlineData("auditor", "/audit?From=9999-12-31&To=0001-01-01")]
    [InlineData("sysadmin", "/admin/calendar?year=2000")]
    [InlineData("sysadmin", "/admin/calendar?year=2100")]
    public async Task The_ends_of_the_calendar_are_pages_whose_links_lead_on(string holder, string address)
    {
        var client = portal.ClientOf(holder);
        var page = await client.GetDocumentAsync(address);
        foreach (var link in page.QuerySelectorAll("main a[href^='/audit'], main a[href^='/admin/calendar']").Select(a => a.GetAttribute("href")!).Distinct())
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(link, TestContext.Current.CancellationToken)).StatusCode);
    }

    private static void Judge(HttpResponseMessage answer, string what, List<string> wrong)
    {
        if (answer.StatusCode >= HttpStatusCode.InternalServerError)
            wrong.Add($"{what}: {answer.RequestMessage!.RequestUri} answered {(int)answer.StatusCode}");
    }

    private List<KeyValuePair<string, string>> Tampered(RouteEndpoint endpoint, string tampering)
    {
        var (kind, value) = tampering.Split(' ', 2) is [var first, var second] ? (first, second) : (tampering, "");
        var fields = BoundFields.Of(portal, endpoint, "甲", type => kind switch
        {
            "numbers" when type == typeof(int) || type == typeof(long) || type == typeof(decimal) || type.IsEnum || type == typeof(Guid) => value,
            "days" when type == typeof(DateOnly) => value,
            "boxes" when type == typeof(bool) || type.IsEnum => "true,false,maybe",
            _ => BoundFields.Sample(type),
        });
        return kind switch
        {
            "indexes" => [.. fields.Select(f => KeyValuePair.Create(f.Key.Replace("[0]", $"[{value}]", StringComparison.Ordinal), f.Value))],
            "gaps" => [.. fields, .. fields.Where(f => f.Key.Contains("[0]", StringComparison.Ordinal)).Select(f => KeyValuePair.Create(f.Key.Replace("[0]", "[7]", StringComparison.Ordinal), f.Value))],
            "twice" => [.. fields, .. fields],
            "no" => [.. fields.Where(f => !f.Key.EndsWith("Key", StringComparison.Ordinal) && !f.Key.EndsWith("Id", StringComparison.Ordinal))],
            "nothing" => [],
            _ => fields,
        };
    }

    // Each has one form token, which serves for all of their forms.
    private async Task<(HttpClient Client, string Token)> VisitorAsync(RouteEndpoint endpoint)
    {
        var holder = endpoint.IsOpen() ? "" : RoutePosts.HolderOf(endpoint);
        if (!visitors.TryGetValue(holder, out var visitor))
        {
            var client = holder.Length == 0 ? portal.Stranger() : portal.ClientOf(holder);
            visitors.Add(holder, visitor = (client, await client.TokenAsync()));
        }

        return visitor;
    }

    [GeneratedRegex("(?<=/)[0-9]+(?=/|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
