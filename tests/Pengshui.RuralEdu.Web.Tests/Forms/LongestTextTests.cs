using System.Net;
using Pengshui.RuralEdu.Web.Infrastructure.Forms;
using Pengshui.RuralEdu.Web.Tests.Accounts;

namespace Pengshui.RuralEdu.Web.Tests.Forms;

/// <summary>
/// The most that each form takes, in every text of it, of the kinds that make a comparison or a pattern go back and forth. What is allocated is a
/// measure of the work that does not depend on the machine.
/// </summary>
[Collection(ProcessCollection.Name)]
public sealed class LongestTextTests(RouteFactory portal) : IClassFixture<RouteFactory>
{
    // A tenth less than the server takes of a form without files, 2 MB.
    private const int MostBytes = 1_900_000;
    private const long MostWork = 400L * 1024 * 1024;

    public static TheoryData<string> Pieces => [" ", "1", "a1 ", "(", "，1", "-"];

    [Theory, MemberData(nameof(Pieces))]
    public async Task Every_form_takes_or_refuses_it_without_more_work_than_its_length(string piece)
    {
        var wrong = new List<string>();
        foreach (var endpoint in portal.Actions("POST"))
        {
            var client = endpoint.IsOpen() ? portal.Stranger() : portal.ClientOf(RoutePosts.HolderOf(endpoint));
            var token = await client.TokenAsync();
            var address = RouteSamples.AddressOf(endpoint, portal.World);
            var texts = BoundFields.Of(portal, endpoint, "{text}", "1").Count(f => f.Value == "{text}");
            if (texts == 0)
                continue;
            var width = Uri.EscapeDataString(piece).Length;
            var times = Math.Min(2 * FormLimits.LongestText / piece.Length, MostBytes / width / texts);
            var text = string.Concat(Enumerable.Repeat(piece, times));

            var before = GC.GetTotalAllocatedBytes(true);
            var answer = await client.SendAsync(address, token, BoundFields.Of(portal, endpoint, text, "1"));
            var work = GC.GetTotalAllocatedBytes(true) - before;

            if (answer.StatusCode >= HttpStatusCode.InternalServerError || work > MostWork)
                wrong.Add($"{address} answered {(int)answer.StatusCode} after {work / 1024 / 1024} MB");
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }
}
