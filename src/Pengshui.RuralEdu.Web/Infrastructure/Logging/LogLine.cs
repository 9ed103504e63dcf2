using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;

namespace Pengshui.RuralEdu.Web.Infrastructure.Logging;

/// <summary>
/// One event, one line: a JSON object in Serilog's compact form, with the sentence as <c>@m</c>. Whatever could end a line or
/// steer a terminal is escaped, so that no value can pretend to be an event of its own.
/// </summary>
public sealed class LogLine : ITextFormatter
{
    private readonly RenderedCompactJsonFormatter compact = new();

    /// <inheritdoc/>
    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        compact.Format(logEvent.Exception is { } exception ? With(logEvent, new ToldException(exception)) : logEvent, text);
        foreach (var letter in text.ToString().TrimEnd())
        {
            if (char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format)
                output.Write($"\\u{(int)letter:x4}");
            else
                output.Write(letter);
        }

        output.WriteLine();
    }

    private static LogEvent With(LogEvent line, Exception exception) => new(
        line.Timestamp,
        line.Level,
        exception,
        line.MessageTemplate,
        line.Properties.Select(p => new LogEventProperty(p.Key, p.Value)),
        line.TraceId ?? default,
        line.SpanId ?? default);
}
