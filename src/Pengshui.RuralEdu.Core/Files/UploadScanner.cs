namespace Pengshui.RuralEdu.Core.Files;

/// <summary>What a scanner said of a file.</summary>
public enum ScanOutcome
{
    /// <summary>Nothing was found, or there is no scanner.</summary>
    Clean,

    /// <summary>Malware was found.</summary>
    Infected,

    /// <summary>The file is longer than the scanner takes.</summary>
    TooLong,

    /// <summary>The scanner did not answer, or with an error of its own.</summary>
    Unanswered,
}

/// <summary>A scanner's answer.</summary>
/// <param name="Outcome">What it comes to.</param>
/// <param name="Detail">The malware's name, or the error; null where there is nothing to say.</param>
public sealed record ScanAnswer(ScanOutcome Outcome, string? Detail = null);

/// <summary>Looks for malware in what was uploaded.</summary>
public interface IUploadScanner
{
    /// <summary>Where it is, as the configuration has it; null where there is none.</summary>
    string? Address { get; }

    /// <summary>Scans what is left of a stream. Whatever is wrong with the scanner is an answer, not an exception.</summary>
    /// <param name="content">Read once from where it stands.</param>
    /// <param name="cancellationToken">Whoever uploads has gone.</param>
    Task<ScanAnswer> ScanAsync(Stream content, CancellationToken cancellationToken);

    /// <summary>Whether it answers now; true where there is none to wait for.</summary>
    Task<bool> AnswersAsync(CancellationToken cancellationToken);
}

/// <summary>Stands where none is configured, and finds nothing.</summary>
public sealed class NoScanner : IUploadScanner
{
    /// <inheritdoc/>
    public string? Address => null;

    /// <inheritdoc/>
    public Task<ScanAnswer> ScanAsync(Stream content, CancellationToken cancellationToken) => Task.FromResult(new ScanAnswer(ScanOutcome.Clean));

    /// <inheritdoc/>
    public Task<bool> AnswersAsync(CancellationToken cancellationToken) => Task.FromResult(true);
}
