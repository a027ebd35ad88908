using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Tests.Sweeps;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Reports;

/// <summary>A study of 64 examples as progress displays see it: 24 updates a trial at a batch size of 8, 6 at 32.</summary>
internal static class ShownStudy
{
    public static DataDescription Data { get; } = new(64, 0, 20, "data");

    public static StudyPlan Plan(Experiment experiment) => StudyPlan.Make(experiment, new StudyOverrides(), Data);

    /// <summary>Sizes of 8 and 32 with three seeds each.</summary>
    public static StudyPlan Small { get; } = Plan(new FakeExperiment { BatchSizes = [8, 32], Seeds = [0, 1, 2] });

    public static RoundStart Start(StudyPlan plan, int number = 1, int done = 0) => new()
    {
        Plan = plan,
        Number = number,
        Pending = plan.Trials[done..],
        Selected = plan.Trials.Length,
        Environments = [new("Fake GPU", "fake 1.0", "0.1.0", "00")],
        Memory = new MemoryForecast { DataBytes = 2048 },
    };

    public static Trial Trial(this StudyPlan plan, int batchSize, int seed) => plan.Trials.Single(trial => trial.Name == $"batch_size={batchSize},seed={seed}");

    /// <summary>So many updates of a trial, at a second of the device each.</summary>
    public static TrainingProgress After(long update, long total, double loss = 1, double secondsPerUpdate = 1, int batchSize = 8) =>
        new(update, total, update * batchSize, loss, update * secondsPerUpdate);

    public static Evaluation Measured(long update = 6, double testAccuracy = 0.5, double seconds = 0) => new()
    {
        Update = update, Epoch = 1, Examples = 48, TrainSeconds = seconds, EvaluationSeconds = 0, TrainLoss = 1, TrainAccuracy = 0.5, TestLoss = 1, TestAccuracy = testAccuracy,
    };

    public static TrialResult Result(TrialStatus status = TrialStatus.Finished) => new()
    {
        Status = status, Last = Measured(), Environment = new("Fake GPU", "fake 1.0", "0.1.0", "00"), Error = status == TrialStatus.Failed ? "no luck" : null, DivergedAt = status == TrialStatus.Diverged ? 2 : null,
    };
}
