using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;
using SweepDsl.Dsl.Shapes;

namespace SweepDsl.Dsl.Binding;

/// <summary>Carries shapes through the network at every point of the grid at which it differs.</summary>
internal sealed class ShapeChecker(CheckContext context, Grid grid, DatasetSource dataset)
{
    private readonly HashSet<(int Layer, string Id)> _reported = [];
    private readonly List<NetworkSummary> _summaries = [];

    /// <summary>The distinct networks of the grid, a few of them.</summary>
    /// <param name="layers">The layers up to the first in error.</param>
    /// <param name="isWhole">Whether that is all of them, so that the output can be judged.</param>
    /// <param name="batchSize">The batch size; null when it is in error.</param>
    public ValueList<NetworkSummary> Check(IReadOnlyList<PlacedLayer> layers, bool isWhole, Expression? batchSize)
    {
        Layer[] plain = [.. layers.Select(placed => placed.Layer)];
        Expression[] shapes = [.. plain.SelectMany(LayerWords.ShapeExpressions)];
        if (plain.Length == 0 || !shapes.All(grid.CanEvaluate))
        {
            return default;
        }

        Expression[] known = batchSize is not null && grid.CanEvaluate(batchSize) ? [.. shapes, batchSize] : shapes;
        HashSet<NetworkSummary> distinct = [];
        foreach (Point point in grid.PointsOf(known))
        {
            Evaluator evaluator = grid.At(point);
            ShapeInference inference = new(evaluator, dataset.Shape);
            NetworkSummary? summary = inference.Infer(plain);
            if (inference.Fault is { } fault)
            {
                Report(layers[fault.Layer], fault.Layer, fault.Rule, fault.Message, point);
            }

            if (summary is null)
            {
                continue;
            }

            if (isWhole)
            {
                CheckOutput(layers[layers.Count - 1], layers.Count - 1, inference.Output, point);
            }

            if (known.Length > shapes.Length)
            {
                CheckBatch(layers[0], inference.LargestOutput, evaluator, batchSize!, point);
            }

            if (_summaries.Count < NetworkSettings.SummaryLimit && distinct.Add(summary))
            {
                _summaries.Add(summary);
            }
        }

        return _summaries.ToValueList();
    }

    private void CheckOutput(PlacedLayer last, int index, FeatureShape output, Point point)
    {
        bool fits = output.Elements == dataset.Classes && output.Height == 1 && output.Width == 1;
        if (!fits)
        {
            Report(
                last,
                index,
                DiagnosticCatalogue.OutputDoesNotFit,
                $"is the last and gives {output}, and '{dataset.Name}' has {dataset.Classes} classes: the network must give {dataset.Classes} values. End with 'dense: {dataset.Classes}'.",
                point);
        }
    }

    private void CheckBatch(PlacedLayer first, long largest, Evaluator evaluator, Expression batchSize, Point point)
    {
        if (evaluator.TryEvaluate(batchSize, out Expression? value, out _) && value is IntegerLiteral { Value: > 0 } size && largest * size.Value >= ShapeInference.ElementLimit)
        {
            Report(
                first,
                0,
                DiagnosticCatalogue.TensorTooLarge,
                $"stands in a network whose largest output has {largest} values an example; times batch_size {size.Value} that is {largest * size.Value}, and a tensor stays below 2^30. Use a smaller batch or network.",
                point);
        }
    }

    private void Report(PlacedLayer placed, int index, DiagnosticDescriptor rule, string message, Point point)
    {
        if (_reported.Add((index, rule.Id)))
        {
            context.Report(rule, placed.Span, $"Layer {index} ({LayerWords.Of(placed.Layer)}) {message}{(point.Listed.Count == 0 ? "" : $" This is so{point.Where()}.")}");
        }
    }
}
