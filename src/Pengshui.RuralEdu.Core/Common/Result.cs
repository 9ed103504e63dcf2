namespace Pengshui.RuralEdu.Core.Common;

/// <summary>How an act of a service ended.</summary>
public enum Outcome
{
    /// <summary>Done, and on disk.</summary>
    Success,

    /// <summary>The thing does not exist, or this actor may not know that it does: a page answers 404.</summary>
    NotFound,

    /// <summary>The actor may see the thing but not do this to it: a page answers 403.</summary>
    Forbidden,

    /// <summary>A rule says no; <see cref="Result.Errors"/> says which and what to do, in Chinese.</summary>
    Refused,

    /// <summary>Somebody else changed the thing meanwhile; nothing was written.</summary>
    Conflict,
}

/// <summary>One sentence for the person who typed, and the field it belongs to.</summary>
/// <param name="Message">A plain Chinese sentence that says what is wrong and what to do.</param>
/// <param name="Field">The command's property that the sentence is about (<c>Measures[2].Note</c>), or null for the whole form.</param>
public sealed record Problem(string Message, string? Field = null);

/// <summary>The outcome of an act: success, or why not. Exceptions are for bugs, never for refusals.</summary>
public class Result
{
    /// <summary>Makes a result.</summary>
    protected Result(Outcome outcome, IReadOnlyList<Problem> errors)
    {
        Outcome = outcome;
        Errors = errors;
    }

    /// <summary>How it ended.</summary>
    public Outcome Outcome { get; }

    /// <summary>The sentences of a refusal or a conflict; empty otherwise.</summary>
    public IReadOnlyList<Problem> Errors { get; }

    /// <summary>Whether the act was done.</summary>
    public bool Succeeded => Outcome == Outcome.Success;

    /// <summary>The sentences in one line, for a flash message or the command line.</summary>
    public string Message => string.Join("", Errors.Select(e => e.Message));

    /// <summary>Done.</summary>
    public static Result Success() => new(Outcome.Success, []);

    /// <summary>Done, with what came of it.</summary>
    public static Result<T> Success<T>(T value) => new(value);

    /// <summary>No such thing for this actor.</summary>
    public static Refusal NotFound() => new(Outcome.NotFound, []);

    /// <summary>Not this actor's to do.</summary>
    public static Refusal Forbidden(string message = "您没有办理这件事的权限。") => new(Outcome.Forbidden, [new Problem(message)]);

    /// <summary>A rule says no.</summary>
    public static Refusal Refused(string message, string? field = null) => new(Outcome.Refused, [new Problem(message, field)]);

    /// <summary>Several rules say no.</summary>
    public static Refusal Refused(IEnumerable<Problem> problems) => new(Outcome.Refused, [.. problems]);

    /// <summary>Somebody was faster.</summary>
    public static Refusal Conflict(string message) => new(Outcome.Conflict, [new Problem(message)]);
}

/// <summary>Why an act was not done; converts to any <see cref="Result{T}"/>.</summary>
public sealed class Refusal : Result
{
    internal Refusal(Outcome outcome, IReadOnlyList<Problem> errors)
        : base(outcome, errors)
    {
    }
}

/// <summary>The outcome of an act that yields something.</summary>
/// <typeparam name="T">What it yields.</typeparam>
public sealed class Result<T> : Result
{
    private readonly T? value;

    internal Result(T value)
        : base(Outcome.Success, []) => this.value = value;

    private Result(Result refusal)
        : base(refusal.Outcome, refusal.Errors)
    {
    }

    /// <summary>What came of it. Reading it after a refusal is a bug and throws.</summary>
    public T Value => Succeeded ? value! : throw new InvalidOperationException($"The act ended as {Outcome}: {Message}");

    /// <summary>A refusal is a result of any type.</summary>
    public static implicit operator Result<T>(Refusal refusal) => new(refusal);
}
