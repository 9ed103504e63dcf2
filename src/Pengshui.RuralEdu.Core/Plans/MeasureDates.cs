using Pengshui.RuralEdu.Notices;

namespace Pengshui.RuralEdu.Core.Plans;

/// <summary>Keeps the date of a measure with its words.</summary>
internal static class MeasureDates
{
    /// <summary>Gives a measure a new text. A date in its words goes with them; one that the notice gave elsewhere stays.</summary>
    public static void Reword(Measure measure, string text, int year)
    {
        var (was, now) = (DueDates.Of(measure.Text), DueDates.Of(text));
        measure.Text = text;
        if (now == was || (now is null && measure.DueWords != was))
            return;
        Set(measure, now, year);
    }

    /// <summary>Gives a measure the date that some words say, with its last day where they mean one.</summary>
    public static void Set(Measure measure, string? words, int year)
    {
        measure.DueWords = words;
        measure.DueOn = words is null ? null : DueDates.DayOf(words, year);
    }
}
