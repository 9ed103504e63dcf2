namespace Pengshui.RuralEdu.Web.Infrastructure.Binding;

/// <summary>A day that may lie further back than other days of the portal: a school was there long before it.</summary>
/// <param name="year">The first year that is taken.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FromYearAttribute(int year) : Attribute
{
    /// <summary>The first year that is taken.</summary>
    public int Year => year;
}
