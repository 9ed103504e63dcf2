using System.Globalization;

namespace Pengshui.RuralEdu.Core.Calendar;

/// <summary>A calendar month in Beijing, such as 2023年10月. Stored as the number yyyyMM.</summary>
public readonly record struct Month : IComparable<Month>
{
    /// <summary>Makes a month.</summary>
    /// <param name="year">1000 to 2100. What people type is 2000 at least; the years before are those of a big demonstration.</param>
    /// <param name="number">1 to 12.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value lies outside its range.</exception>
    public Month(int year, int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 2100);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 12);
        Year = year;
        Number = number;
    }

    /// <summary>1000 to 2100.</summary>
    public int Year { get; }

    /// <summary>1 to 12.</summary>
    public int Number { get; }

    /// <summary>The first day.</summary>
    public DateOnly FirstDay => new(Year, Number, 1);

    /// <summary>The last day.</summary>
    public DateOnly LastDay => FirstDay.AddMonths(1).AddDays(-1);

    /// <summary>The number yyyyMM, as it is stored and as it stands in addresses without the dash.</summary>
    public int ToNumber() => (Year * 100) + Number;

    /// <summary>The month of a stored number yyyyMM.</summary>
    public static Month FromNumber(int number) => new(number / 100, number % 100);

    /// <summary>The month that a day lies in.</summary>
    public static Month Of(DateOnly day) => new(day.Year, day.Month);

    /// <summary>So many months later, or earlier where negative.</summary>
    public Month Add(int months) => Of(FirstDay.AddMonths(months));

    /// <summary>Reads 2023-10, as addresses and forms carry it, from 2000 to 2100.</summary>
    public static bool TryParse(string? text, out Month month)
    {
        if (DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= 2000 and <= 2100)
        {
            month = Of(day);
            return true;
        }

        month = default;
        return false;
    }

    /// <inheritdoc/>
    public int CompareTo(Month other) => ToNumber().CompareTo(other.ToNumber());

    /// <summary>2023-10, as addresses and forms carry it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Number:00}");

    /// <summary>2023年10月.</summary>
    public string ToChinese() => string.Create(CultureInfo.InvariantCulture, $"{Year}年{Number}月");

    /// <summary>Earlier.</summary>
    public static bool operator <(Month left, Month right) => left.CompareTo(right) < 0;

    /// <summary>Earlier or the same.</summary>
    public static bool operator <=(Month left, Month right) => left.CompareTo(right) <= 0;

    /// <summary>Later.</summary>
    public static bool operator >(Month left, Month right) => left.CompareTo(right) > 0;

    /// <summary>Later or the same.</summary>
    public static bool operator >=(Month left, Month right) => left.CompareTo(right) >= 0;
}
