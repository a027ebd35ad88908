namespace SweepDsl.Runtime.Training;

/// <summary>One measurement of a trial: a line of <c>metrics.jsonl</c>. Losses may be non-finite when training diverges.</summary>
public sealed record Evaluation
{
    /// <summary>Updates made so far.</summary>
    public required long Update { get; init; }

    /// <summary>Passes over the training examples so far; a fraction inside an epoch.</summary>
    public required double Epoch { get; init; }

    /// <summary>Training examples seen so far, counted each time.</summary>
    public required long Examples { get; init; }

    /// <summary>
    /// Seconds spent on training so far, over all sessions of the trial. Of a packed trial it is its share of the submissions it was in, by what its steps take alone, so that the seconds of all trials add up to
    /// those of the device.
    /// </summary>
    public required double TrainSeconds { get; init; }

    /// <summary>Seconds spent on evaluations so far, counted likewise.</summary>
    public required double EvaluationSeconds { get; init; }

    /// <summary>Mean loss over the measured training examples.</summary>
    public required double TrainLoss { get; init; }

    /// <summary>Share of the measured training examples classified correctly, 0 to 1.</summary>
    public required double TrainAccuracy { get; init; }

    /// <summary>Mean loss over the test examples.</summary>
    public required double TestLoss { get; init; }

    /// <summary>Share of the test examples classified correctly, 0 to 1.</summary>
    public required double TestAccuracy { get; init; }

    /// <summary>Mean loss over the held-out training examples; null when none are held out.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>Share of the held-out training examples classified correctly; null when none are held out.</summary>
    public double? ValidationAccuracy { get; init; }
}
