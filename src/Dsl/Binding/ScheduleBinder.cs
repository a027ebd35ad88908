using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;
using SweepDsl.Dsl.Schema;

namespace SweepDsl.Dsl.Binding;

/// <summary>Makes a schedule of the learning rate of a checked word and its arguments.</summary>
internal sealed class ScheduleBinder(CheckContext context)
{
    private readonly LengthBinder _lengths = new(context);

    /// <summary>The schedule; null when it is in error.</summary>
    /// <param name="value">The word, with arguments or alone.</param>
    public ScheduleChoice? Bind(CheckedValue value)
    {
        (string word, CheckedMapping? arguments) = value is CheckedVariant variant ? (variant.Word, variant.Arguments) : (((CheckedScalar)value).Text, null);
        TrainingLength? length = _lengths.Bind(arguments?.Find<CheckedMapping>("length"), ScheduleRules.Length, "how long the schedule takes");
        if (arguments is { IsComplete: false } || (length is null && arguments?.Entries.ContainsKey("length") == true))
        {
            return null;
        }

        return word switch
        {
            "step" => Every(arguments!) is { } every ? new StepSchedule(Number("factor", 0), every) : null,
            "exponential" => Every(arguments!) is { } every ? new ExponentialSchedule(Number("factor", 0), every) : null,
            "cosine" => new CosineSchedule(Number("final", 0), length),
            "linear" => new LinearSchedule(Number("initial", 1), Number("final", 0), length),
            "polynomial" => new PolynomialSchedule(Number("power", 1), Number("final", 0), length),
            "one_cycle" => new OneCycleSchedule(
                Number("rise", 0.3), Number("initial", 0.04), Number("final", 0.000004), arguments?.Find<CheckedScalar>("anneal")?.Text == "linear", length),
            _ => new ConstantSchedule(),
        };

        Expression Number(string key, double otherwise) => arguments?.Expression(key) ?? new NumberLiteral(otherwise);
    }

    private TrainingLength? Every(CheckedMapping arguments) => _lengths.Bind(arguments.Find<CheckedMapping>("every"), ScheduleRules.Every, "how often the rate falls");
}
