using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Model;
using SweepDsl.Dsl.Schema;

namespace SweepDsl.Dsl.Binding;

/// <summary>What points are judged by.</summary>
/// <param name="Name">The metric.</param>
/// <param name="Goal">Which end of it is better.</param>
/// <param name="Target">Where the search ends; null for nowhere.</param>
internal sealed record BoundMetric(string Name, MetricGoal Goal, double? Target);

/// <summary>Reads <c>sweep.metric</c> and <c>sweep.goal</c>.</summary>
/// <param name="context">Where problems go.</param>
/// <param name="validationFraction">Share of the training examples held out.</param>
internal sealed class MetricBinder(CheckContext context, double validationFraction)
{
    /// <summary>The metric; null when it is in error.</summary>
    public BoundMetric? Metric(CheckedMapping? metric)
    {
        if (metric is null)
        {
            return new BoundMetric("test_accuracy", MetricGoal.Maximize, null);
        }

        if (metric.Find<CheckedScalar>("name") is not { } name || !IsMeasured(name.Text, name.Span))
        {
            return null;
        }

        MetricGoal goal = metric.Find<CheckedScalar>("goal")?.Text switch
        {
            "minimize" => MetricGoal.Minimize,
            "maximize" => MetricGoal.Maximize,
            _ => Better(name.Text),
        };
        CheckedScalar? target = metric.Find<CheckedScalar>("target");
        return target is null || IsPossible(name.Text, target) ? new BoundMetric(name.Text, goal, target?.Number) : null;
    }

    /// <summary>What trainings are to reach; null when it is in error.</summary>
    public GoalSettings? Goal(CheckedMapping goal)
    {
        (string Metric, CheckedEntry Entry)[] given = [.. goal.Entries.Select(entry => (entry.Key, entry.Value))];
        if (given.Length != 1)
        {
            if (given.Length == 0 && !goal.IsComplete)
            {
                return null;
            }

            SourceSpan span = given.Length > 1 ? given[1].Entry.KeySpan : goal.Span;
            context.Report(given.Length > 1 ? DiagnosticCatalogue.ConflictingKeys : DiagnosticCatalogue.MissingKey, span, $"'goal' takes one metric with the value to reach, such as test_accuracy: 0.9, and here stand {given.Length}.");
            return null;
        }

        (string metric, CheckedEntry entry) = given[0];
        return entry.Value is CheckedScalar value && IsMeasured(metric, entry.KeySpan) && IsPossible(metric, value) ? new GoalSettings(metric, Better(metric), value.Number) : null;
    }

    private static bool IsLoss(string metric) => metric.EndsWith("_loss", StringComparison.Ordinal);

    private static MetricGoal Better(string metric) => IsLoss(metric) ? MetricGoal.Minimize : MetricGoal.Maximize;

    private bool IsMeasured(string metric, SourceSpan span)
    {
        bool isMeasured = !metric.StartsWith("val_", StringComparison.Ordinal) || validationFraction > 0;
        if (!isMeasured)
        {
            context.Report(
                DiagnosticCatalogue.MetricNotMeasured, span, $"'{metric}' is measured on examples held out of training, and none are. Set dataset.validation_fraction, or use 'test_{metric.Substring(4)}'.");
        }

        return isMeasured;
    }

    private bool IsPossible(string metric, CheckedScalar value)
    {
        NumberRange range = IsLoss(metric) ? NumberRange.Between(0, double.MaxValue) : NumberRange.Probability;
        if (range.Contains(value.Number))
        {
            return true;
        }

        string what = IsLoss(metric) ? "Losses are never below 0" : "Accuracies are shares from 0 to 1";
        string hint = !IsLoss(metric) && value.Number is > 1 and <= 100 ? $" Write {Point.Text(new Expressions.NumberLiteral(value.Number / 100))} for {Point.Text(value.Value)} %." : "";
        context.Report(DiagnosticCatalogue.ImpossibleMetricValue, value.Span, $"{what}, and {Point.Text(value.Value)} is not: '{metric}' never reaches it.{hint}");
        return false;
    }
}
