using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps.Results;

/// <summary>What came of one point of a study. Each metric is a mean over the seeds that finished, with its interval; null where no trial has it.</summary>
/// <typeparam name="TParameters">The generated record of swept parameters.</typeparam>
public sealed class PointResults<TParameters>
    where TParameters : struct
{
    internal PointResults(TParameters parameters, PointSummary summary, Standing standing, ResultsFolder folder)
    {
        (Parameters, Summary, Standing) = (parameters, summary, standing);
        Trials = [.. summary.Trials.Select(trial => new TrialResults<TParameters>(parameters, trial, folder))];
    }

    /// <summary>The point.</summary>
    public TParameters Parameters { get; }

    /// <summary>How it stands to the best one.</summary>
    public Standing Standing { get; }

    /// <summary>Its trials, one for each seed.</summary>
    public ImmutableArray<TrialResults<TParameters>> Trials { get; }

    /// <summary>The metric that points are judged by.</summary>
    public Estimate? Metric => Summary.Estimate;

    /// <summary>Mean loss over the measured training examples.</summary>
    public Estimate? TrainLoss => Of(evaluation => evaluation.TrainLoss);

    /// <summary>Share of the measured training examples classified correctly, 0 to 1.</summary>
    public Estimate? TrainAccuracy => Of(evaluation => evaluation.TrainAccuracy);

    /// <summary>Mean loss over the examples held out of training.</summary>
    public Estimate? ValidationLoss => Of(evaluation => evaluation.ValidationLoss);

    /// <summary>Share of the examples held out of training that are classified correctly, 0 to 1.</summary>
    public Estimate? ValidationAccuracy => Of(evaluation => evaluation.ValidationAccuracy);

    /// <summary>Mean loss over the test examples.</summary>
    public Estimate? TestLoss => Of(evaluation => evaluation.TestLoss);

    /// <summary>Share of the test examples classified correctly, 0 to 1.</summary>
    public Estimate? TestAccuracy => Of(evaluation => evaluation.TestAccuracy);

    /// <summary>Seconds of training; evaluations are not counted.</summary>
    public Estimate? TrainSeconds => Of(evaluation => evaluation.TrainSeconds);

    /// <summary>What the study's analysis knows of it.</summary>
    public PointSummary Summary { get; }

    /// <summary>Any quantity at the end of training, over the seeds that finished.</summary>
    /// <param name="quantity">Takes it from the evaluation that counts; null leaves a seed out.</param>
    public Estimate? Of(Func<Evaluation, double?> quantity) => Summary.Of(quantity);
}
