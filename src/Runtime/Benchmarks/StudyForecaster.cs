using System.Collections.Immutable;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Benchmarks;

/// <summary>Forecasts what a study takes from a few seconds of measurement, on random data: the study's files are not needed.</summary>
/// <param name="device">Where.</param>
/// <param name="seconds">How long to measure, all updates together.</param>
internal sealed class StudyForecaster(TrainerDevice device, double seconds)
{
    // Of more kinds of updates than these, some between the smallest and the largest are measured, and the others follow.
    private const int MostMeasured = 10;
    private const int Rounds = 3;

    /// <summary>Measures, and forecasts each point.</summary>
    /// <param name="definition">The experiment's data.</param>
    /// <param name="examples">Their numbers.</param>
    /// <param name="trials">All trials.</param>
    /// <exception cref="SweepException">A point goes over a limit of the device.</exception>
    public ImmutableArray<PointForecast> Forecast(DatasetDefinition definition, ExampleCounts examples, IEnumerable<Trial> trials)
    {
        (SweepPoint Point, Budget? Budget, int Trials, StepWork Work)[] points =
        [
            .. trials.GroupBy(trial => trial.Point, ReferenceEqualityComparer.Instance).Select(group =>
            {
                SweepPoint point = group.First().Point;
                return (point, group.First().Budget, group.Count(), StepWork.Of(point, NetworkPlan.Create(point.Network), examples.Train));
            }),
        ];
        Dictionary<StepWork, StepMeasurement> measured = Measure(definition, Chosen([.. points.Select(point => (point.Point, point.Work)).DistinctBy(pair => pair.Work)]));
        StepTimes times = new(measured.Select(pair => (pair.Key.Operations, pair.Value.Seconds)));
        double forward = measured.Min(pair => pair.Value.Seconds / pair.Key.Operations);
        return [.. points.Select(point => Of(point.Point, point.Trials, point.Work) with { Budget = point.Budget?.ToString() })];

        PointForecast Of(SweepPoint point, int count, StepWork work)
        {
            BatchSchedule schedule = new(examples.Train, point.Training);
            StepMeasurement? own = measured.GetValueOrDefault(work);
            double updateSeconds = own?.Seconds ?? times.Of(work.Operations);

            // Batches of an evaluation are large, so it is as fast as the fastest update, operation for operation.
            long updates = UpdatesOf(schedule, point.Training, updateSeconds);
            long evaluations = EvaluationsOf(schedule, updates, point.Training.EvaluationInterval);
            double evaluated = work.ForwardOperations
                * (Math.Min(point.Training.EvaluationTrainExamples ?? examples.Train, examples.Train) + (double)examples.Validation + examples.Test);
            return new PointForecast
            {
                Parameters = point.Parameters,
                BatchSize = point.Training.BatchSize,
                Trials = count,
                Updates = updates,
                Evaluations = evaluations,
                Operations = (schedule.ExamplesSeen(updates) * work.TrainingOperations) + (evaluations * evaluated),
                MemoryBytes = own?.MemoryBytes,
                UpdateSeconds = updateSeconds,
                IsMeasured = own is not null,
                Seconds = (updates * updateSeconds) + (evaluations * evaluated * forward),
            };
        }
    }

    /// <summary>Those of many that are measured: the smallest, the largest, and some evenly between.</summary>
    internal static ImmutableArray<T> Spread<T>(IReadOnlyList<T> ascending, int most) => ascending.Count <= most
        ? [.. ascending]
        : [.. Enumerable.Range(0, most).Select(i => ascending[(int)Math.Round(i * (ascending.Count - 1) / (most - 1.0))])];

    // Training ends when its last budget is used up; what seconds allow follows from the time of an update.
    private static long UpdatesOf(BatchSchedule schedule, TrainingDefinition training, double updateSeconds) => Math.Max(
        schedule.BudgetedUpdates,
        training.Budgets.Where(budget => budget.Unit == BudgetUnit.Seconds).Select(budget => (long)Math.Clamp(Math.Ceiling(budget.Amount / updateSeconds), 1, BatchSchedule.MostUpdates)).DefaultIfEmpty(0).Max());

    private static long EvaluationsOf(BatchSchedule schedule, long updates, EvaluationInterval interval)
    {
        (long length, long step) = interval.Unit switch
        {
            BudgetUnit.Epochs => (updates, interval.Amount * schedule.UpdatesPerEpoch),
            BudgetUnit.Updates => (updates, interval.Amount),
            _ => (schedule.ExamplesSeen(updates), interval.Amount),
        };
        return Math.Min(updates, (length + step - 1) / step);
    }

    private static ImmutableArray<(SweepPoint Point, StepWork Work)> Chosen(IReadOnlyList<(SweepPoint Point, StepWork Work)> kinds) =>
        Spread([.. kinds.OrderBy(kind => kind.Work.Operations)], MostMeasured);

    private Dictionary<StepWork, StepMeasurement> Measure(DatasetDefinition definition, ImmutableArray<(SweepPoint Point, StepWork Work)> kinds)
    {
        Dictionary<StepWork, StepMeasurement> measured = [];
        StepBenchmark benchmark = new(device, BenchmarkEffort.Of(Rounds, seconds / kinds.Length));
        benchmark.Run(definition, [.. kinds.Select(kind => BenchmarkedPoint.WithBatchSize(kind.Point, kind.Work.Batch))], row => measured.Add(kinds[measured.Count].Work, row));
        return measured;
    }
}
