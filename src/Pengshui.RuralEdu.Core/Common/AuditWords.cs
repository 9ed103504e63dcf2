namespace Pengshui.RuralEdu.Core.Common;

/// <summary>A room's part of the words for what the audit trail keeps as codes.</summary>
public sealed record AuditWords
{
    /// <summary>Code of an act → what people call it.</summary>
    public IReadOnlyDictionary<string, string> Actions { get; init; } = new Dictionary<string, string>();

    /// <summary>Type → what people call such a thing.</summary>
    public IReadOnlyDictionary<string, string> ObjectTypes { get; init; } = new Dictionary<string, string>();

    /// <summary>Property → what people call the field.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>Stored value, a name of an enum → what people call it.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>The values of an enum.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="label">What people call each.</param>
    public static IReadOnlyDictionary<string, string> Of<T>(Func<T, string> label)
        where T : struct, Enum =>
        Enum.GetValues<T>().ToDictionary(value => value.ToString(), label);
}
