using Microsoft.AspNetCore.Razor.TagHelpers;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Web.Features.Shared;

namespace Pengshui.RuralEdu.Web.Infrastructure.TagHelpers;

/// <summary>A UTC instant in Beijing, such as 11月24日 08:55 or 今天 08:55; — for none.</summary>
[HtmlTargetElement("time-beijing", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TimeBeijingTagHelper(BusinessClock clock) : TagHelper
{
    /// <summary>The instant, UTC.</summary>
    public DateTime? Value { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output) => output.AsTime(
        Value is { } utc ? $"{BusinessClock.ToBeijing(utc):yyyy-MM-ddTHH:mm:ss}+08:00" : null,
        Value is { } moment ? clock.Moment(moment) : "—");
}

/// <summary>A day, such as 11月30日（周四）; — for none.</summary>
[HtmlTargetElement("day", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DayTagHelper(BusinessClock clock) : TagHelper
{
    /// <summary>The day.</summary>
    public DateOnly? Value { get; set; }

    /// <summary>Whether the weekday is named.</summary>
    public bool Weekday { get; set; } = true;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output) => output.AsTime(
        Value is { } day ? $"{day:yyyy-MM-dd}" : null,
        Value is { } known ? Weekday ? known.WithWeekday(clock.Today) : known.WithoutWeekday(clock.Today) : "—");
}

internal static class TimeOutput
{
    public static void AsTime(this TagHelperOutput output, string? machine, string text)
    {
        output.TagName = machine is null ? "span" : "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        if (machine is not null)
            output.Attributes.SetAttribute("datetime", machine);
        output.Content.SetContent(text);
    }
}
