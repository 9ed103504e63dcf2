namespace Pengshui.RuralEdu.Notices;

/// <summary>The outcome of reading or understanding a notice: what came of it, or one sentence for whoever sent it that says why nothing did.</summary>
/// <typeparam name="T">What comes of it.</typeparam>
public sealed class Reading<T>
{
    private readonly T? value;

    internal Reading(T value) => (this.value, Succeeded) = (value, true);

    private Reading(Unreadable refusal) => Message = refusal.Message;

    /// <summary>Whether something came of it.</summary>
    public bool Succeeded { get; }

    /// <summary>A plain Chinese sentence that says what is wrong and what to do; empty where something came of it.</summary>
    public string Message { get; } = "";

    /// <summary>What came of it. Asking for it after a refusal is a bug and throws.</summary>
    public T Value => Succeeded ? value! : throw new InvalidOperationException($"Nothing was read: {Message}");

    /// <summary>A refusal is a reading of any type.</summary>
    public static implicit operator Reading<T>(Unreadable refusal) => new(refusal);
}

/// <summary>Why nothing was read; converts to any <see cref="Reading{T}"/>.</summary>
/// <param name="Message">A plain Chinese sentence.</param>
public sealed record Unreadable(string Message);

/// <summary>Makes readings.</summary>
public static class Reading
{
    /// <summary>Something came of it.</summary>
    public static Reading<T> Of<T>(T value) => new(value);

    /// <summary>Nothing came of it.</summary>
    /// <param name="message">A plain Chinese sentence that says what is wrong and what to do.</param>
    public static Unreadable Refused(string message) => new(message);
}
