using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Dsl.Binding;

/// <summary>Judges at every point of the grid what plain values could not be judged by.</summary>
internal sealed class GridChecker(CheckContext context, Grid grid)
{
    /// <summary>Evaluates every expression at the points that differ for it; the first point without a usable value is reported.</summary>
    public void CheckValues()
    {
        foreach (DeferredCheck check in context.Deferred.Where(check => grid.CanEvaluate(check.Value)))
        {
            foreach (Point point in grid.PointsOf([check.Value]))
            {
                string? fault = Fault(check, point);
                if (fault is not null)
                {
                    context.Report(DiagnosticCatalogue.ExpressionValue, check.Span, fault);
                    break;
                }
            }
        }
    }

    /// <summary>A parameter whose condition holds at no point changes nothing.</summary>
    public void CheckConditions()
    {
        foreach (DeferredCondition condition in context.Conditions)
        {
            bool everHolds = grid.PointsOf([condition.Holds]).Any(point => grid.At(point).TryEvaluate(condition.Holds, out Expression? holds, out _) && holds is TruthLiteral { Value: true });
            if (!everHolds)
            {
                context.Report(DiagnosticCatalogue.NeverHolds, condition.Span, $"This holds at no point of the sweep, so '{condition.Parameter}' never has an effect. Correct the condition, or delete the parameter.");
            }
        }
    }

    /// <summary>A batch that is larger than the epoch leaves nothing when the last batch is dropped.</summary>
    public void CheckBatches(TrainingSettings training, int examples, SourceSpan span)
    {
        bool mayDrop = training.LastBatch switch
        {
            FixedSetting<LastBatch> setting => setting.Value == LastBatch.Drop,
            SweptSetting<LastBatch> swept => swept.Cases.Any(one => one.Value == LastBatch.Drop),
            _ => false,
        };
        if (!mayDrop || !grid.CanEvaluate(training.BatchSize))
        {
            return;
        }

        foreach (Point point in grid.PointsOf([training.BatchSize]))
        {
            if (grid.At(point).TryEvaluate(training.BatchSize, out Expression? value, out _) && value is IntegerLiteral size && size.Value > examples)
            {
                context.Report(
                    DiagnosticCatalogue.NoFullBatch,
                    span,
                    $"batch_size {size.Value} is larger than the {examples} training examples of an epoch, and 'last_batch: drop' leaves no batch. Use a batch_size of at most {examples}, or 'last_batch: keep'.");
                return;
            }
        }
    }

    private string? Fault(DeferredCheck check, Point point)
    {
        if (!grid.At(point).TryEvaluate(check.Value, out Expression? value, out string? failure))
        {
            return $"The value of {check.What}{point.Where()} is {failure}.";
        }

        return check.Range is not null && ScalarChecker.RangeFault(check.Range, value) is { } outside
            ? $"{check.What} must be {check.Range}, and its value{point.Where()} is {Point.Text(value)}{(outside.Length == 0 ? "" : $", which is not so{outside}")}."
            : null;
    }
}
