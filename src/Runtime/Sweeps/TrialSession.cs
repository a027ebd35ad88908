using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Files;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>Runs single trials of a study, from their checkpoint when there is one.</summary>
internal sealed class TrialSession(StudyPlan plan, ITrialTrainer trainer, ResultsFolder results, ISweepObserver observer, RunOptions options)
{
    /// <summary>Runs a trial to its end and publishes the result.</summary>
    /// <returns>Null when the user stopped it; it can go on.</returns>
    public TrialResult? Run(Trial trial, CancellationToken stop)
    {
        observer.TrialStarted(trial);
        TrialFolder folder = results.Trial(trial.Id);
        CheckpointFolder checkpoint = folder.Checkpoint(trial, trainer.Environment);
        (TrialCheckpoint? resume, MetricsFile metrics) = StorageFault.Guard(results.Path, () => Open(trial, folder, checkpoint));
        using TrialRecorder recorder = new(trial, results, folder, metrics, checkpoint, observer);
        TrialResult? result = Train(trial, folder, recorder, resume, stop);
        if (result is null)
        {
            return null;
        }

        recorder.Flush();
        StorageFault.Guard(results.Path, () =>
        {
            folder.Publish(result, plan.Experiment.Sweep.Metric.Name);
            if (result.Status != TrialStatus.Failed)
            {
                checkpoint.Delete();
            }
        });
        observer.TrialEnded(trial, result);
        return result;
    }

    // The first state that is whole and whose metrics are all there; otherwise the trial starts anew.
    private (TrialCheckpoint? Resume, MetricsFile Metrics) Open(Trial trial, TrialFolder folder, CheckpointFolder checkpoint)
    {
        bool hadCheckpoint = checkpoint.Exists;
        if (hadCheckpoint)
        {
            foreach ((TrialCheckpoint state, MetricsMark mark) in checkpoint.Load(reason => observer.Notice($"{trial.Name}: checkpoint refused: {reason}")))
            {
                if (folder.ContinueMetrics(mark) is { } metrics)
                {
                    observer.Notice($"{trial.Name} goes on from update {state.Update}.");
                    return (state, metrics);
                }

                observer.Notice($"{trial.Name}: checkpoint of update {state.Update} refused: {folder.MetricsPath} is not what it was then.");
            }

            observer.Notice($"{trial.Name} starts again from its initial weights.");
        }

        checkpoint.Delete();
        folder.Describe(plan, trial, options.LogUpdates);
        return (null, folder.CreateMetrics());
    }

    private TrialResult? Train(Trial trial, TrialFolder folder, TrialRecorder recorder, TrialCheckpoint? resume, CancellationToken stop)
    {
        TrialRequest request = new()
        {
            Name = trial.Name,
            Network = trial.Point.Network,
            Training = trial.Point.Training,
            Seed = trial.Seed,
            Resume = resume,
            // A trial that was begun with batch losses goes on with them: its description promises them all.
            LogUpdates = folder.LogsUpdates() ?? options.LogUpdates,
        };
        try
        {
            switch (trainer.Train(request, recorder, stop))
            {
                case FinishedTrial finished:
                    StorageFault.Guard(results.Path, () => folder.WriteFinalWeights(finished.Weights));
                    return Result(TrialStatus.Finished, folder, recorder);
                case DivergedTrial diverged:
                    return Result(TrialStatus.Diverged, folder, recorder) with { DivergedAt = diverged.Update };
                case InterruptedTrial:
                    return null;
                case var outcome:
                    throw new NotSupportedException($"Unknown outcome {outcome.GetType().Name}.");
            }
        }
        catch (SweepException error) when (error.ExitCode == ExitCode.Results)
        {
            throw;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception error)
        {
            // One trial that cannot be run must not cost the others; what went wrong is stored with it.
            return Result(TrialStatus.Failed, folder, recorder) with { Error = error is SweepException or GpuException or ShaderException ? error.Message : error.ToString() };
        }
    }

    private TrialResult Result(TrialStatus status, TrialFolder folder, TrialRecorder recorder) => new()
    {
        Status = status,
        Last = recorder.Last ?? StorageFault.Guard(results.Path, () => folder.ReadEvaluations().LastOrDefault()),
        Environment = trainer.Environment,
    };
}
