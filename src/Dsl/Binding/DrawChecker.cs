using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;
using SweepDsl.Dsl.Schema;

namespace SweepDsl.Dsl.Binding;

/// <summary>Judges distributions: whether there is one by their numbers, and whether all that is drawn suits what it sets.</summary>
internal sealed class DrawChecker(CheckContext context)
{
    /// <summary>Whether the numbers make a distribution; what is wrong is reported.</summary>
    public bool CheckKeys(DrawPlaces places, IReadOnlyDictionary<string, double> numbers)
    {
        if (!numbers.TryGetValue("min", out double min) || !numbers.TryGetValue("max", out double max))
        {
            return true;
        }

        if (!(min < max))
        {
            return Fault(DiagnosticCatalogue.EmptyRange, places.Of("max"), $"'max' of '{places.Parameter}' must be above 'min', and {Text(max)} is not above {Text(min)}. For one value write 'value'.");
        }

        return !places.Word.EndsWith("_values", StringComparison.Ordinal) || min > 0
            || Fault(DiagnosticCatalogue.LogarithmOfNothing, places.Of("min"), $"{places.Word} takes the logarithm of its ends, so 'min' of '{places.Parameter}' must be above 0, and it is {Text(min)}.");
    }

    /// <summary>The type of the parameter; null when what is drawn does not suit it, which is reported.</summary>
    /// <param name="places">Where the distribution stands.</param>
    /// <param name="draw">The distribution.</param>
    /// <param name="isWhole">Whether it is written as one of whole numbers.</param>
    /// <param name="setting">The training key that the parameter sets; null for a parameter of free name.</param>
    public ScalarType? Check(DrawPlaces places, Draw draw, bool isWhole, KeyRule? setting)
    {
        bool isFinite = IsFinite(draw.Low) && IsFinite(draw.High) && (!draw.IsLogarithmic || draw.Low > 0);
        if (!isFinite)
        {
            Fault(DiagnosticCatalogue.DrawnOutOfRange, places.Of("max", "sigma"), $"{places.Word} draws '{places.Parameter}' from {Text(draw.Low)} to {Text(draw.High)}, beyond what numbers can hold. Choose nearer ends.");
            return null;
        }

        if (draw is QuantizedDraw { LevelCount: 1 } quantized)
        {
            Fault(DiagnosticCatalogue.QuantumTooLarge, places.Of("q"), $"All that is drawn for '{places.Parameter}' is {Text(quantized.Low)} when rounded to multiples of {Text(quantized.Quantum)}. Choose a smaller q.");
            return null;
        }

        return TypeOf(places, draw, isWhole, setting) is { } type && IsInRange(places, draw, type, setting) ? WithWarning(places, draw, type) : null;
    }

    private ScalarType? TypeOf(DrawPlaces places, Draw draw, bool isWhole, KeyRule? setting)
    {
        switch (setting?.Value)
        {
            case null:
                return isWhole ? ScalarType.Integer : ScalarType.Number;
            case NumberRule { Type: ScalarType.Number }:
                return ScalarType.Number;
            case NumberRule when isWhole || (draw is QuantizedDraw quantized && Math.Floor(quantized.Quantum) == quantized.Quantum):
                return ScalarType.Integer;
            case NumberRule:
                string remedy = draw is QuantizedDraw ? "Give it a whole q." : places.Word is "log_uniform_values" or "normal" or "log_normal" ? $"Use q_{places.Word}, which rounds." : "Use int_uniform, or q_log_uniform_values, which rounds.";
                Fault(DiagnosticCatalogue.WrongType, places.Of(DistributionRules.Key), $"'{places.Parameter}' takes integers, and {places.Word} draws other numbers. {remedy}");
                return null;
            case { } rule:
                Fault(DiagnosticCatalogue.WrongType, places.Of(DistributionRules.Key), $"'{places.Parameter}' takes {RuleWording.Of(rule)}, and {places.Word} draws numbers. List the values: {{ values: [… ] }}.");
                return null;
        }
    }

    private bool IsInRange(DrawPlaces places, Draw draw, ScalarType type, KeyRule? setting)
    {
        NumberRange integers = NumberRange.Between(int.MinValue, int.MaxValue);
        return EndSuits(places, draw, draw.Lowest, isLow: true) && EndSuits(places, draw, draw.Highest, isLow: false);

        bool EndSuits(DrawPlaces at, Draw what, double end, bool isLow)
        {
            string draws = $"{at.Word} draws {(isLow ? "down" : "up")} to {Text(end)}";
            SourceSpan span = isLow ? at.Of("min", "sigma") : at.Of("max", "sigma");
            if (type == ScalarType.Integer && !integers.Contains(end))
            {
                return Fault(DiagnosticCatalogue.DrawnOutOfRange, span, $"'{at.Parameter}' is an integer of 32 bits, and {draws}. Choose other ends.");
            }

            return setting?.Value is not NumberRule rule || (type == ScalarType.Integer ? rule.Range.Contains(end) : rule.Range.ContainsOnDevice(end))
                || Fault(DiagnosticCatalogue.DrawnOutOfRange, span, $"'{at.Parameter}' must be {rule.Range}, and {draws}. {Remedy(what, isLow, rule.Range)}");
        }
    }

    private static string Remedy(Draw draw, bool isLow, NumberRange range) => draw switch
    {
        QuantizedDraw { Inner: var inner } when range.Contains(isLow ? inner.Low : inner.High) => "Its ends are in the range, and what is drawn is rounded to multiples of q: move the end, or choose a smaller q.",
        NormalDraw or QuantizedDraw { Inner: NormalDraw } when isLow && range.Minimum >= 0 => "Use log_normal or log_uniform_values, whose values are above 0.",
        NormalDraw or QuantizedDraw { Inner: NormalDraw } => "Choose a smaller sigma, or a distribution with ends.",
        _ => "Choose other ends.",
    };

    private ScalarType WithWarning(DrawPlaces places, Draw draw, ScalarType type)
    {
        if (places.Word.EndsWith("log_uniform", StringComparison.Ordinal))
        {
            Draw inner = draw is QuantizedDraw quantized ? quantized.Inner : draw;
            (double low, double high) = (inner.Low, inner.High);
            context.Report(
                DiagnosticCatalogue.ExponentsDrawn,
                places.Of(DistributionRules.Key),
                $"{places.Word} takes exponents: '{places.Parameter}' is drawn from {Text(low)} to {Text(high)}. Write '{places.Word}_values' with these as 'min' and 'max' to say it in values.");
        }

        return type;
    }

    private bool Fault(DiagnosticDescriptor rule, SourceSpan span, string message)
    {
        context.Report(rule, span, message);
        return false;
    }

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);

    private static string Text(double value) => Point.Text(new NumberLiteral(double.IsInfinity(value) || double.IsNaN(value) ? value : double.Parse(value.ToString("G6", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture)));
}
