
namespace Pengshui.RuralEdu.Demonstration;

/// <summary>A time that is set by hand, so that what is made now carries the moments of a story told in order.</summary>
/// <param name="start">Where it begins, UTC.</param>
internal sealed class ReplayTimeProvider(DateTime start) : TimeProvider
{
    private DateTime now = start;

    /// <summary>Moves on to a moment.</summary>
    /// <param name="moment">UTC, not before the last one: the audit trail is told in order.</param>
    public void MoveTo(DateTime moment)
    {
        if (moment < now)
            throw new ArgumentOutOfRangeException(nameof(moment), $"{moment:O} lies before {now:O}.");
        now = moment;
    }

    /// <summary>Moves on by a while.</summary>
    public void Advance(TimeSpan by) => MoveTo(now + by);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(now);
}
