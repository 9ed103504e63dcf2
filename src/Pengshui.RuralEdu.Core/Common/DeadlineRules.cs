namespace Pengshui.RuralEdu.Core.Common;

/// <summary>What a deadline that somebody sets must be.</summary>
public static class DeadlineRules
{
    /// <summary>Most days from today to a deadline or a look-back: what lies further away is a slip of the year.</summary>
    public const int MostDays = 366;

    /// <summary>What is wrong with it; nothing where it is fit.</summary>
    /// <param name="day">What was typed.</param>
    /// <param name="label">What the field is called.</param>
    /// <param name="field">The field.</param>
    /// <param name="today">Beijing's day.</param>
    public static IEnumerable<Problem> OfDay(DateOnly? day, string label, string field, DateOnly today)
    {
        if (day is null)
            yield return new Problem($"请选择{label}。", field);
        else if (day < today)
            yield return new Problem($"{label}不能早于今天，请重新选择。", field);
        else if (day > today.AddDays(MostDays))
            yield return new Problem($"{label}最长一年，请核对年份。", field);
    }
}
