using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Audit;

/// <summary>Which entries of the audit trail are wanted. What is null does not narrow.</summary>
public sealed record AuditFilter
{
    /// <summary>From this Beijing day on.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Up to and with this Beijing day.</summary>
    public DateOnly? To { get; init; }

    /// <summary>用户名, exactly.</summary>
    public string? UserName { get; init; }

    /// <summary>Code of the act.</summary>
    public string? Action { get; init; }

    /// <summary>How it ended.</summary>
    public AuditResult? Result { get; init; }

    /// <summary>Kind of the object.</summary>
    public string? ObjectType { get; init; }

    /// <summary>Key of the object.</summary>
    public string? ObjectId { get; init; }

    /// <summary>Narrows entries down; every part is a comparison that an index serves on both engines.</summary>
    public IQueryable<AuditEntry> Apply(IQueryable<AuditEntry> entries)
    {
        if (From is { } from)
        {
            var start = BusinessClock.ToUtc(from, TimeOnly.MinValue);
            entries = entries.Where(e => e.At >= start);
        }

        if (To is { } to && to < DateOnly.MaxValue)
        {
            var end = BusinessClock.ToUtc(to.AddDays(1), TimeOnly.MinValue);
            entries = entries.Where(e => e.At < end);
        }

        if (Given(UserName) is { } user)
            entries = entries.Where(e => e.ActorName == user);
        if (Given(Action) is { } action)
            entries = entries.Where(e => e.Action == action);
        if (Result is { } result)
            entries = entries.Where(e => e.Result == result);
        if (Given(ObjectType) is { } type)
            entries = entries.Where(e => e.ObjectType == type);
        return Given(ObjectId) is { } id ? entries.Where(e => e.ObjectId == id) : entries;
    }

    private static string? Given(string? text) => TypedText.Line(text);
}
