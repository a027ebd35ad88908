using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;
using SweepDsl.Dsl.Shapes;

namespace SweepDsl.Dsl.Binding;

/// <summary>Carries shapes through the network at every point of the grid at which it differs.</summary>
/// <param name="context">Where problems go.</param>
/// <param name="grid">The points.</param>
/// <param name="dataset">What the network takes and tells apart.</param>
/// <param name="spans">The places of layers, by their numbers.</param>
internal sealed class ShapeChecker(CheckContext context, Grid grid, DatasetSource dataset, IReadOnlyDictionary<string, SourceSpan> spans)
{
    private readonly HashSet<(string Layer, string Id)> _reported = [];
    private readonly List<NetworkSummary> _summaries = [];

    /// <summary>The distinct networks of the grid, a few of them.</summary>
    /// <param name="layers">The layers up to the first in error.</param>
    /// <param name="isWhole">Whether that is all of them, so that the output can be judged.</param>
    /// <param name="batchSize">The batch size; null when it is in error.</param>
    public ValueList<NetworkSummary> Check(ValueList<Layer> layers, bool isWhole, Expression? batchSize)
    {
        Expression[] shapes = [.. layers.SelectMany(LayerWords.ShapeExpressions)];
        if (layers.Count == 0 || !shapes.All(grid.CanEvaluate))
        {
            return default;
        }

        Expression[] known = batchSize is not null && grid.CanEvaluate(batchSize) ? [.. shapes, batchSize] : shapes;
        HashSet<NetworkSummary> distinct = [];
        foreach (Point point in grid.PointsOf(known))
        {
            Evaluator evaluator = grid.At(point);
            ShapeInference inference = new(evaluator, dataset.Shape);
            NetworkSummary? summary = inference.Infer(layers);
            if (inference.Fault is { } fault)
            {
                Report(fault, point);
            }

            if (summary is null)
            {
                continue;
            }

            if (isWhole)
            {
                CheckOutput(layers, inference.Output, point);
            }

            if (known.Length > shapes.Length)
            {
                CheckBatch(layers, inference, evaluator, batchSize!, point);
            }

            if (_summaries.Count < NetworkSettings.SummaryLimit && distinct.Add(summary))
            {
                _summaries.Add(summary);
            }
        }

        return _summaries.ToValueList();
    }

    private void CheckOutput(ValueList<Layer> layers, FeatureShape output, Point point)
    {
        bool fits = output.Elements == dataset.Classes && (output.IsFlat || (output.Height == 1 && output.Width == 1));
        if (!fits)
        {
            int last = layers.Count - 1;
            Report(
                new ShapeFault(
                    LayerNumbers.In("", last),
                    LayerWords.Of(layers[last]),
                    DiagnosticCatalogue.OutputDoesNotFit,
                    $"is the last and gives {output}, and '{dataset.Name}' has {dataset.Classes} classes: the network must give {dataset.Classes} values. End with 'dense: {dataset.Classes}'."),
                point);
        }
    }

    private void CheckBatch(ValueList<Layer> layers, ShapeInference inference, Evaluator evaluator, Expression batchSize, Point point)
    {
        if (evaluator.WholeNumber(batchSize) is not { } size)
        {
            return;
        }

        CheckNorms(inference, evaluator, size, point);
        long largest = inference.LargestOutput;
        if (largest * size >= ShapeInference.ElementLimit)
        {
            Report(
                new ShapeFault(
                    LayerNumbers.In("", 0),
                    LayerWords.Of(layers[0]),
                    DiagnosticCatalogue.TensorTooLarge,
                    $"stands in a network whose largest output has {largest} values an example; times batch_size {size} that is {largest * size}, and a tensor stays below 2^30. Use a smaller batch or network."),
                point);
        }
    }

    // What is left of a single value less its own mean is 0, whatever it was.
    private void CheckNorms(ShapeInference inference, Evaluator evaluator, long batchSize, Point point)
    {
        foreach ((string number, BatchNormLayer norm, FeatureShape input) in inference.VectorNorms)
        {
            bool isGhost = norm.Ghost is not null && evaluator.WholeNumber(norm.Ghost) == 1;
            if (isGhost || batchSize == 1)
            {
                Report(
                    new ShapeFault(
                        number,
                        LayerWords.Of(norm),
                        DiagnosticCatalogue.NormOfOneValue,
                        $"has one value for each channel in one example of {input}, and takes its statistics over one example ({(isGhost ? "ghost" : "batch_size")} is 1): every value is its own mean, so nothing goes through. Use larger batches, or layer_norm."),
                    point);
            }
        }
    }

    private void Report(ShapeFault fault, Point point)
    {
        if (_reported.Add((fault.Layer, fault.Rule.Id)))
        {
            context.Report(fault.Rule, spans[fault.Layer], $"Layer {fault.Layer} ({fault.Kind}) {fault.Message}{(point.Chosen.Count == 0 ? "" : $" This is so{point.Where()}.")}");
        }
    }
}
