using System.Globalization;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Tasks;

namespace Pengshui.RuralEdu.Web.Features.Tasks;

/// <summary>The geometry of completion against the schedule over the plan's months, drawn on the server for a given width.</summary>
public sealed class LineChart
{
    private const double Left = 44;
    private const double Top = 18;

    private readonly double width;
    private readonly double height;
    private readonly YearTask task;
    private readonly IReadOnlyList<PlanMonth> months;

    /// <summary>Makes the chart of a task.</summary>
    /// <param name="page">The task.</param>
    /// <param name="width">Width of the drawing.</param>
    /// <param name="height">Height of the drawing.</param>
    /// <param name="right">Room on the right for words.</param>
    public LineChart(TaskPage page, double width, double height, double right)
    {
        (this.width, this.height, task, months) = (width - right, height - 30, page.Task, page.Months);
        (Width, Height) = (width, height);
        Points =
        [
            .. from month in page.Task.Months.Values.OrderBy(m => m.Month)
               where month.Lead.Confirmed?.Completion is not null
               let rate = month.Lead.Confirmed!.Completion!.Value
               select new ChartPoint(month, rate, X(month.Month), Y(rate)),
        ];
    }

    /// <summary>Width of the drawing.</summary>
    public double Width { get; }

    /// <summary>Height of the drawing.</summary>
    public double Height { get; }

    /// <summary>The months with a confirmed completion.</summary>
    public IReadOnlyList<ChartPoint> Points { get; }

    /// <summary>Where the axis ends.</summary>
    public double Right => width;

    /// <summary>Where the words of the months stand.</summary>
    public double Base => Height - 8;

    /// <summary>The line of the schedule.</summary>
    public string Required => Line(months.Select(m => (X(m.Month), Y(task.RequiredIn(m.Month)))));

    /// <summary>The line of completion.</summary>
    public string Completion => Line(Points.Select(p => (p.X, p.Y)));

    /// <summary>Where a month lies.</summary>
    public double X(Month month)
    {
        var index = months.Select(m => m.Month).ToList().IndexOf(month);
        return Left + (index * (width - Left) / Math.Max(1, months.Count - 1));
    }

    /// <summary>Where a percentage lies.</summary>
    public double Y(decimal percent) => height - ((double)Math.Clamp(percent, 0, 100) / 100 * (height - Top));

    /// <summary>A coordinate as the drawing writes it.</summary>
    public static string At(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Line(IEnumerable<(double X, double Y)> points) =>
        string.Join(' ', points.Select((p, i) => $"{(i == 0 ? 'M' : 'L')}{At(p.X)} {At(p.Y)}"));
}

/// <summary>A month in the chart.</summary>
/// <param name="Month">The month.</param>
/// <param name="Percent">Completion.</param>
/// <param name="X">Where it lies.</param>
/// <param name="Y">Where it lies.</param>
public sealed record ChartPoint(TaskMonth Month, decimal Percent, double X, double Y);

/// <summary>The geometry of a figure's small trend, 132 by 36.</summary>
public sealed class SparkLine
{
    private const double Width = 126;

    /// <summary>Makes the trend of a figure over the plan's months.</summary>
    public SparkLine(TaskFigure figure, IReadOnlyList<PlanMonth> months)
    {
        var order = months.Select(m => m.Month).ToList();
        var values = figure.Values.Select(v => (double)v.Value.Value!.Value).ToList();
        var bounds = figure.Indicator.TargetValue is { } target ? values.Append((double)target).ToList() : values;
        var (low, high) = (bounds.Min(), bounds.Max());
        double Y(double value) => high > low ? 30 - ((value - low) / (high - low) * 24) : 18;
        double X(Month month) => 3 + (order.IndexOf(month) * (Width - 3) / Math.Max(1, order.Count - 1));
        Path = string.Join(' ', figure.Values.Select((v, i) => $"{(i == 0 ? 'M' : 'L')}{LineChart.At(X(v.Month))} {LineChart.At(Y(values[i]))}"));
        End = (X(figure.Values[^1].Month), Y(values[^1]));
        TargetY = figure.Indicator.TargetValue is { } line ? Y((double)line) : null;
    }

    /// <summary>The line.</summary>
    public string Path { get; }

    /// <summary>Where it ends.</summary>
    public (double X, double Y) End { get; }

    /// <summary>Height of the target's line; null without one.</summary>
    public double? TargetY { get; }
}
