using SweepDsl.Dsl.Binding;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;
using SweepDsl.Dsl.Shapes;

namespace SweepDsl.Dsl.Confounds;

/// <summary>A batch norm at a point of a sweep.</summary>
/// <param name="BatchSize">Examples an update.</param>
/// <param name="Ghost">Examples of a virtual batch; null for the whole batch.</param>
/// <param name="MicroBatch">Examples of a part of the batch that goes through the network by itself; null for the whole batch.</param>
internal readonly record struct NormPoint(int BatchSize, int? Ghost, int? MicroBatch)
{
    /// <summary>Examples that it takes its statistics over.</summary>
    public int Examples => Math.Min(Math.Min(Ghost ?? BatchSize, MicroBatch ?? BatchSize), BatchSize);

    /// <summary>The distinct ones of all batch norms of a study.</summary>
    public static IReadOnlyList<NormPoint> Of(ExperimentModel model, Grid grid)
    {
        Expression batchSize = model.Training.BatchSize;
        Expression? microBatch = model.Training.MicroBatch;
        HashSet<NormPoint> points = [];
        foreach (Expression? ghost in Ghosts(model.Network.Layers).Distinct())
        {
            Expression[] expressions = [.. new[] { batchSize, ghost, microBatch }.OfType<Expression>()];
            foreach (Point point in expressions.All(grid.CanEvaluate) ? grid.PointsOf(expressions) : [])
            {
                Evaluator evaluator = grid.At(point);
                if (evaluator.WholeNumber(batchSize) is { } batch)
                {
                    points.Add(new NormPoint((int)batch, WholeNumber(evaluator, ghost), WholeNumber(evaluator, microBatch)));
                }
            }
        }

        return [.. points];
    }

    private static int? WholeNumber(Evaluator evaluator, Expression? expression) => expression is null ? null : (int?)evaluator.WholeNumber(expression);

    // Of each batch norm, those within blocks too; null stands for the whole batch.
    private static IEnumerable<Expression?> Ghosts(IEnumerable<Layer> layers) => layers.SelectMany(layer => layer switch
    {
        BatchNormLayer norm => [norm.Ghost],
        ResidualLayer residual => Ghosts(residual.Layers.Concat(residual.Shortcut)),
        ConcatLayer concat => Ghosts(concat.Branches.SelectMany(branch => branch)),
        _ => Array.Empty<Expression?>(),
    });
}
