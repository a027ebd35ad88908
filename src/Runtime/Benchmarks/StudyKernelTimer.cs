using System.Collections.Immutable;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Timing;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Benchmarks;

/// <summary>Times the kernels of some of a study's training steps, for its report: the smallest, the largest, and some between.</summary>
/// <param name="trainer">Where, with the study's data.</param>
internal sealed class StudyKernelTimer(ITrialTrainer trainer)
{
    private const int MostSteps = 5;
    private static readonly TimeSpan TimeOfStep = TimeSpan.FromSeconds(0.2);

    /// <summary>Times what was not timed on this device before, and stores it with the results. A study without it lacks a picture and nothing else, so what cannot be timed is told and left.</summary>
    /// <param name="plan">The study.</param>
    /// <param name="results">Its results folder; the lock is held.</param>
    /// <param name="notice">Tells what could not be timed.</param>
    /// <param name="stop">Ends it.</param>
    public void Run(StudyPlan plan, ResultsFolder results, Action<string> notice, CancellationToken stop)
    {
        try
        {
            ImmutableArray<(string Label, Trial Trial)> steps = StepsOf(plan);
            if (results.ReadKernels() is { } before && before.Environment == trainer.Environment && before.Steps.Select(step => step.Label).SequenceEqual(steps.Select(step => step.Label)))
            {
                return;
            }

            ImmutableArray<StepKernelTimes> timed = [.. steps.Select(step => Time(step.Label, step.Trial, stop)).Where(step => !step.Kernels.IsEmpty)];
            if (!timed.IsEmpty)
            {
                results.Record(new StudyKernelTimes(trainer.Environment, timed));
            }
        }
        catch (OperationCanceledException)
        {
            // Whoever stops it wants his prompt back, not this.
        }
        catch (Exception error) when (error is SweepException or GpuException or ShaderException)
        {
            notice($"Where the time of a training step goes was not measured: {error.Message}");
        }
    }

    private StepKernelTimes Time(string label, Trial trial, CancellationToken stop)
    {
        TrialRequest request = new() { Name = trial.Name, Network = trial.Point.Network, Training = trial.Point.Training, Seed = trial.Seed };
        ImmutableArray<KernelTime> kernels = trainer.TimeKernels(request, TimeOfStep, stop);
        return new StepKernelTimes(label, trial.Point.Training.BatchSize, kernels);
    }

    // Points that make the same step are one; a label has what differs between those that are left.
    private static ImmutableArray<(string Label, Trial Trial)> StepsOf(StudyPlan plan)
    {
        ImmutableArray<Trial> kinds =
        [
            .. plan.Trials.DistinctBy(trial => trial.Point, ReferenceEqualityComparer.Instance).Select(trial => (trial, Work: StepWork.Of(trial.Point, NetworkPlan.Create(trial.Point.Network), plan.Data.TrainExamples)))
                .DistinctBy(pair => pair.Work).OrderBy(pair => pair.Work.Operations).Select(pair => pair.trial),
        ];
        ImmutableArray<Trial> chosen = StudyForecaster.Spread(kinds, MostSteps);
        string[] differing = [.. chosen.SelectMany(trial => trial.Point.Parameters.Values).GroupBy(pair => pair.Key).Where(values => values.Distinct().Count() > 1 || values.Count() < chosen.Length).Select(values => values.Key)];
        return [.. chosen.Select(trial => (new ParameterSet([.. trial.Point.Parameters.Values.Where(pair => differing.Contains(pair.Key))]).ShortText, trial))];
    }
}
