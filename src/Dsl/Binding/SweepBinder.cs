using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Model;
using SweepDsl.Dsl.Schema;

namespace SweepDsl.Dsl.Binding;

/// <summary>Makes the sweep of checked values and of its parameters, and judges its size.</summary>
internal sealed class SweepBinder(CheckContext context, IReadOnlyList<DeclaredParameter> parameters, MappingRule training)
{
    /// <summary>Whether the grid is small enough to be checked point by point.</summary>
    public bool IsWithinLimit { get; private set; } = true;

    /// <summary>The sweep; null when it is in error.</summary>
    /// <param name="sweep">The checked sweep; null when there is none.</param>
    /// <param name="checkedTraining">The checked training, which has the first seed.</param>
    /// <param name="validationFraction">Share of the training examples held out.</param>
    public SweepSettings? Bind(CheckedMapping? sweep, CheckedMapping? checkedTraining, double validationFraction)
    {
        ValueList<int>? seeds = Seeds(sweep?.Find<CheckedValue>("seeds"), checkedTraining?.Find<CheckedScalar>("seed"));
        (string Name, MetricGoal Goal)? metric = Metric(sweep?.Find<CheckedMapping>("metric"), validationFraction);
        CheckSize(sweep, seeds?.Count ?? 1);
        ReportUnused();
        bool isSound = sweep?.IsComplete != false && IsWithinLimit && seeds is not null && metric is not null && parameters.All(parameter => parameter.Parameter is not null);
        return isSound ? new SweepSettings(parameters.Select(parameter => parameter.Parameter!).ToValueList(), metric!.Value.Name, metric.Value.Goal, seeds!.Value) : null;
    }

    private void ReportUnused()
    {
        string[] settings = [.. training.Keys.Where(key => key.IsSetting).Select(key => key.Name)];
        foreach (DeclaredParameter unused in parameters.Where(parameter => parameter is { IsSetting: false, Parameter: not null } && !context.UsedParameters.Contains(parameter.Name)))
        {
            string question = Wording.Nearest(unused.Name, settings) is { } setting ? $" Did you mean '{setting}'?" : "";
            context.Report(
                DiagnosticCatalogue.UnusedParameter,
                unused.Span,
                $"The parameter {Wording.Quote(unused.Name)} changes nothing: it bears no name of a training key, and no expression uses it.{question} Use it in ${{{unused.Name}}} or delete it.");
        }
    }

    private ValueList<int>? Seeds(CheckedValue? seeds, CheckedScalar? first)
    {
        int start = first?.Integer ?? 0;
        switch (seeds)
        {
            case CheckedList list:
                return DistinctSeeds(list);
            case CheckedScalar count when start > int.MaxValue - (count.Integer - 1):
                context.Report(DiagnosticCatalogue.OutOfRange, count.Span, $"{count.Integer} seeds from training.seed {start} on would pass {int.MaxValue}. Use fewer, or a smaller seed.");
                return null;
            case CheckedScalar count:
                return Enumerable.Range(0, count.Integer).Select(i => start + i).ToValueList();
            default:
                return ValueList.Of(start);
        }
    }

    private ValueList<int>? DistinctSeeds(CheckedList list)
    {
        List<int> seeds = [];
        HashSet<int> seen = [];
        bool isSound = true;
        foreach (CheckedValue? item in list.Items)
        {
            if (item is not CheckedScalar seed)
            {
                isSound = false;
            }
            else if (!seen.Add(seed.Integer))
            {
                context.Report(DiagnosticCatalogue.DuplicateValue, seed.Span, $"The seed {seed.Integer} is listed before. Each stands once, or its trials would be run twice.");
                isSound = false;
            }
            else
            {
                seeds.Add(seed.Integer);
            }
        }

        return isSound ? seeds.ToValueList() : null;
    }

    private (string Name, MetricGoal Goal)? Metric(CheckedMapping? metric, double validationFraction)
    {
        if (metric is null)
        {
            return ("test_accuracy", MetricGoal.Maximize);
        }

        if (metric.Find<CheckedScalar>("name") is not { } name)
        {
            return null;
        }

        if (name.Text.StartsWith("val_", StringComparison.Ordinal) && validationFraction == 0)
        {
            context.Report(
                DiagnosticCatalogue.MetricNotMeasured, name.Span, $"'{name.Text}' is measured on examples held out of training, and none are. Set dataset.validation_fraction, or use 'test_{name.Text.Substring(4)}'.");
            return null;
        }

        bool isLoss = name.Text.EndsWith("_loss", StringComparison.Ordinal);
        string goal = metric.Find<CheckedScalar>("goal")?.Text ?? (isLoss ? "minimize" : "maximize");
        return (name.Text, goal == "minimize" ? MetricGoal.Minimize : MetricGoal.Maximize);
    }

    private void CheckSize(CheckedMapping? sweep, int seeds)
    {
        long trials = seeds;
        List<string> factors = [];
        foreach (ListedParameter parameter in parameters.Select(declared => declared.Parameter).OfType<ListedParameter>())
        {
            // The product stops growing far above the limit and far below 64 bits.
            trials = Math.Min(trials * parameter.Values.Count, int.MaxValue);
            factors.Add($"{parameter.Name} {parameter.Values.Count}");
        }

        if (trials <= LanguageSchema.MostTrials)
        {
            return;
        }

        IsWithinLimit = false;
        SourceSpan span = sweep!.Entries.TryGetValue("parameters", out CheckedEntry? entry) ? entry.KeySpan : sweep.Span;
        string many = trials == int.MaxValue ? $"more than {int.MaxValue}" : $"{trials}";
        context.Report(
            DiagnosticCatalogue.GridTooLarge, span, $"The grid has {many} trials ({string.Join(" x ", factors.Append($"seeds {seeds}"))}), and a sweep has at most {LanguageSchema.MostTrials}. List fewer values.");
    }
}
