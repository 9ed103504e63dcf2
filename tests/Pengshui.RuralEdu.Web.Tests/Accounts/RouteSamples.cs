using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Web.Tests.Accounts;

/// <summary>
/// An address for every route. A route with a new parameter needs a line in the table: a value that exists in the test
/// world and that 教育科 may see; <see cref="RouteFactory"/> makes what the world has not.
/// </summary>
internal static class RouteSamples
{
    /// <summary>The route up to its parameter → a value for it.</summary>
    private static readonly Dictionary<string, Func<TestWorld, string>> Table = new()
    {
        ["account/sessions/{id}"] = _ => "1",
        ["admin/users/{id}"] = w => $"{w.Users["jyk-staff"].Id}",
        ["admin/roles/{id}"] = w => $"{w.Users["jyk-staff"].Id}",
        ["admin/sections/{id}"] = w => $"{w.Jyk.Id}",
        ["admin/calendar/days/{day}"] = _ => $"{RouteFactory.Day:yyyy-MM-dd}",
        ["admin/calendar/vacations/{id}"] = _ => "1",
        ["bulletins/{id}"] = _ => $"{RouteFactory.BulletinId}",
        ["bulletins/{id}/redraw/{part}"] = _ => "Overview",
        ["audit/{sequence}"] = _ => "1",
        ["deadlines/{kind}"] = _ => "1",
        ["deadlines/{kind}/{id}"] = w => $"{w.ReportOf(w.Lead).Id}",
        ["dashboard/rows/{figure}"] = _ => "yellow",
        ["error/{code}"] = _ => "404",
        ["instructions/{id}"] = _ => "1",
        ["plans/{year}"] = w => $"{w.Plan.Year}",
        ["plans/{year}/tasks/{number}"] = w => $"{w.Task1.Number}",
        ["rectifications/{id}"] = _ => "1",
        ["rectifications/{id}/files/{fileId}"] = _ => "1",
        ["rectifications/{id}/verification-files/{fileId}"] = _ => "1",
        ["plans/{year}/tasks/{number}/indicators/{id}"] = w => $"{w.Task1.Indicators.First().Id}",
        ["plans/{year}/tasks/{number}/parts/{id}"] = w => $"{w.Supporting.Id}",
        ["plans/sections/{code}"] = w => w.Jyk.Code,
        ["plans/import/{id}"] = _ => "1",
        ["plans/import/{id}/tasks/{number}"] = _ => "1",
        ["reports/{id}"] = w => $"{w.ReportOf(w.Lead).Id}",
        ["reports/{id}/evidence/{fileId}"] = _ => "1",
        ["needs/{id}"] = _ => "1",
        ["periods/{id}"] = w => $"{w.October.Id}",
        ["inspections/{id}"] = _ => "1",
        ["inspections/{id}/photos/{photoId}"] = _ => "1",
        ["inspections/drafts/{key}"] = _ => "0b0b0b0b-0000-4000-8000-000000000001",
        ["units/{id}"] = _ => "1",
        ["units/import/{id}"] = _ => "1",
        ["tasks/{number}"] = w => $"{w.Task1.Number}",
    };

    public static string AddressOf(RouteEndpoint endpoint, TestWorld world)
    {
        var route = new StringBuilder();
        var address = new StringBuilder();
        foreach (var segment in endpoint.RoutePattern.PathSegments)
        {
            var part = segment.Parts[0];
            if (part is RoutePatternParameterPart { IsOptional: true })
                break;
            address.Append('/');
            if (part is RoutePatternParameterPart parameter)
            {
                route.Append('{').Append(parameter.Name).Append('}');
                Assert.True(Table.ContainsKey(route.ToString()), $"RouteSamples has no value for {route} of {endpoint.RoutePattern.RawText}.");
                address.Append(Table[route.ToString()](world));
                route.Append('/');
            }
            else
            {
                var literal = ((RoutePatternLiteralPart)part).Content;
                route.Append(literal).Append('/');
                address.Append(literal);
            }
        }

        return address.Length == 0 ? "/" : address.ToString();
    }
}
