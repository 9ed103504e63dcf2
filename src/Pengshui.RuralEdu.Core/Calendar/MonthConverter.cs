using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Pengshui.RuralEdu.Core.Calendar;

/// <summary>Months are stored as yyyyMM, so that they sort and compare in SQL.</summary>
public sealed class MonthConverter() : ValueConverter<Month, int>(value => value.ToNumber(), value => Month.FromNumber(value));
