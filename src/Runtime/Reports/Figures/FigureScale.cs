using System.Collections.Immutable;
using System.Globalization;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Reports.Figures;

/// <summary>Places values along an edge of a picture.</summary>
internal sealed class FigureScale
{
    private const double FactorsFrom = 30;
    private readonly double _low;
    private readonly double _high;
    private readonly double _from;
    private readonly double _to;
    private readonly bool _isLogarithmic;
    private readonly ParameterAxis? _words;

    private FigureScale(double low, double high, double from, double to, bool isLogarithmic, ImmutableArray<(double Value, string Text)> ticks, ParameterAxis? words = null)
    {
        (_isLogarithmic, _words, Ticks, _from, _to) = (isLogarithmic, words, ticks, from, to);
        (_low, _high) = (Scaled(low), Scaled(high));
    }

    /// <summary>Values that are marked, with their texts.</summary>
    public ImmutableArray<(double Value, string Text)> Ticks { get; }

    /// <summary>The axis of a parameter, its values as ticks where they are few.</summary>
    /// <param name="axis">The parameter.</param>
    /// <param name="from">Where the edge begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="margin">Share of the edge that stays free at both ends.</param>
    public static FigureScale Of(ParameterAxis axis, double from, double to, double margin)
    {
        double room = (to - from) * margin;
        if (!axis.IsNumeric)
        {
            return new FigureScale(-0.5, axis.Values.Length - 0.5, from, to, false, [.. axis.Values.Select((value, i) => ((double)i, value.ShortText))], axis);
        }

        double[] values = [.. axis.Values.Select(value => value.Number)];
        ImmutableArray<(double, string)> ticks = values.Length <= 12
            ? [.. axis.Values.Select(value => (value.Number, value.ShortText))]
            : [.. TickValues.Within(values[0], values[^1], axis.IsLogarithmic).Select(value => (value, Text(value)))];
        return new FigureScale(values[0], values[^1], from + room, to - room, axis.IsLogarithmic, ticks);
    }

    /// <summary>The axis of a quantity, from round values to round values.</summary>
    /// <param name="name">The quantity's name.</param>
    /// <param name="values">Its values; those that are not finite do not count.</param>
    /// <param name="from">Where the edge begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="mayBeLogarithmic">Whether values that span factors are placed by factors.</param>
    public static FigureScale Of(string name, IEnumerable<double> values, double from, double to, bool mayBeLogarithmic)
    {
        double[] finite = [.. values.Where(double.IsFinite).Order()];
        if (finite.Length == 0)
        {
            finite = [0, 1];
        }

        bool isLogarithmic = mayBeLogarithmic && finite[0] > 0 && finite[^1] / finite[0] >= FactorsFrom;
        double[] ticks = isLogarithmic ? TickValues.Within(finite[0], finite[^1], isLogarithmic: true) : TickValues.Around(finite[0], finite[^1]);
        Func<double, string> text = Metric.IsShare(name) ? Percent : Text;
        return new FigureScale(Math.Min(finite[0], ticks[0]), Math.Max(finite[^1], ticks[^1]), from, to, isLogarithmic, [.. ticks.Select(value => (value, text(value)))]);
    }

    /// <summary>Where a value lies.</summary>
    public double PositionOf(double value) => _high == _low ? (_from + _to) / 2 : _from + ((Scaled(value) - _low) / (_high - _low) * (_to - _from));

    /// <summary>Where a parameter's value lies.</summary>
    public double PositionOf(ParameterValue value) => PositionOf(_words is { } words ? words.Values.IndexOf(value) : value.Number);

    // An interval may reach below 0, which has no place among factors: far below all of them.
    private double Scaled(double value) => _isLogarithmic ? Math.Log(Math.Max(value, double.Epsilon)) : value;

    private static string Percent(double value) => (value * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    private static string Text(double value) => Math.Abs(value) is > 0 and (< 1e-4 or >= 1e6) ? value.ToString("0.##e0", CultureInfo.InvariantCulture) : value.ToString("#,0.######", CultureInfo.InvariantCulture);
}
