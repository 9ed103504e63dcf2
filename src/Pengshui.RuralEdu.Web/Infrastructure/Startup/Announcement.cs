namespace Pengshui.RuralEdu.Web.Infrastructure.Startup;

/// <summary>Says where the portal can be opened, in a line that a person can click.</summary>
internal static class Announcement
{
    private static readonly string[] AnyAddress = ["://0.0.0.0", "://[::]", "://*", "://+"];

    public static void Write(IEnumerable<string> addresses) =>
        Console.Out.WriteLine($"平台已启动：{string.Join("、", addresses.Select(Reachable))}");

    private static string Reachable(string address)
    {
        foreach (var any in AnyAddress)
            address = address.Replace(any, "://localhost", StringComparison.Ordinal);
        return address;
    }
}
