namespace Pengshui.RuralEdu.Web.Infrastructure.Documents;

/// <summary>What the process that reads a document may take. A notice of 200 pages takes about a second and 200 MB.</summary>
public sealed record ReadingLimits
{
    /// <summary>The limits in force.</summary>
    public static ReadingLimits Default { get; } = new();

    /// <summary>Most time of a processor.</summary>
    public TimeSpan Processor { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Most time by the clock, on a server that has other things to do.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most memory, bytes (512 MB).</summary>
    public long Memory { get; init; } = 512L * 1024 * 1024;

    /// <summary>The part of it that is for objects, bytes (384 MB).</summary>
    public long Heap { get; init; } = 384L * 1024 * 1024;

    /// <summary>Longest answer, bytes (32 MB): the longest text, three bytes a character, and its tables.</summary>
    public int Answer { get; init; } = 32 * 1024 * 1024;

    /// <summary>How many documents are read at once.</summary>
    public int Places { get; init; } = 2;

    /// <summary>How long the next one waits for a place.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);
}
