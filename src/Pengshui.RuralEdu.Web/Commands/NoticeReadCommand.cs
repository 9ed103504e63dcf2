using Pengshui.RuralEdu.Notices;
using Pengshui.RuralEdu.Web.Infrastructure.Documents;

namespace Pengshui.RuralEdu.Web.Commands;

/// <summary>
/// <c>notice read</c>, which the portal says to itself and no help names: reads a notice from the input and writes what it understood to the
/// output. It knows no settings and no database.
/// </summary>
internal static class NoticeReadCommand
{
    /// <summary>The command.</summary>
    public static IReadOnlyList<string> Words { get; } = ["notice", "read"];

    /// <summary>Whether the arguments ask for it.</summary>
    public static bool IsAsked(string[] args) => args.SequenceEqual(Words);

    /// <summary>Reads; always 0 where there is an answer.</summary>
    public static async Task<int> RunAsync()
    {
        ProcessLimits.Apply(ReadingLimits.Default);
        await using var input = Console.OpenStandardInput();
        await using var output = Console.OpenStandardOutput();
        await NoticeAnswer.WriteAsync(output, await NoticeReader.ReadAsync("", input, CancellationToken.None));
        return 0;
    }
}
