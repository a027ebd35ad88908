using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports;

/// <summary>How far a trial under way is, as it told last.</summary>
/// <param name="trial">The trial.</param>
/// <param name="updatesAtStart">Updates that earlier sessions made.</param>
/// <param name="secondsAtStart">The device's time that they took.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class RunningTrial(Trial trial, long updatesAtStart, double secondsAtStart, TimeProvider clock)
{
    private const double EnoughShare = 0.05;
    private const double EnoughSeconds = 5;

    private readonly long _startedAt = clock.GetTimestamp();
    private readonly LossCurve _losses = new();
    private readonly long _updatesAtStart = updatesAtStart;
    private readonly double _secondsAtStart = secondsAtStart;
    private readonly Pace _examples = new(clock, TimeSpan.FromSeconds(1));
    private readonly Pace _pace = new(clock, TimeSpan.FromSeconds(10));

    /// <summary>The trial.</summary>
    public Trial Trial { get; } = trial;

    /// <summary>Time since it began.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(_startedAt);

    /// <summary>Updates that it has made.</summary>
    public long Update { get; private set; } = updatesAtStart;

    /// <summary>Updates that it has in all; 0 while that is not known.</summary>
    public long TotalUpdates { get; private set; }

    /// <summary>Examples that it has been trained on.</summary>
    public long Examples { get; private set; }

    /// <summary>The device's time that it has had, over all sessions.</summary>
    public double Seconds { get; private set; } = secondsAtStart;

    /// <summary>The mean loss of its last updates; null before the first.</summary>
    public double? Loss { get; private set; }

    /// <summary>Its losses in this session.</summary>
    public ReadOnlySpan<double> Losses => _losses.Losses;

    /// <summary>Its last evaluation; null before the first.</summary>
    public Evaluation? Last { get; private set; }

    /// <summary>Whether it waits for others to come as far.</summary>
    public bool IsWaiting { get; set; }

    /// <summary>Share of it that is done.</summary>
    public double Fraction => ShareOf(Update);

    /// <summary>Share of it that this session did.</summary>
    public double FractionHere => Fraction - ShareOf(_updatesAtStart);

    /// <summary>Updates that this session made.</summary>
    public long UpdatesHere => Update - _updatesAtStart;

    /// <summary>The device's time of this session.</summary>
    public double SecondsHere => Seconds - _secondsAtStart;

    /// <summary>Whether it has run long enough to tell how long it takes.</summary>
    public bool IsTelling => UpdatesHere > 0 && SecondsHere > 0 && (FractionHere >= EnoughShare || SecondsHere >= EnoughSeconds);

    /// <summary>Examples a second of late, by the clock; null while that cannot be told, or it stands still.</summary>
    public double? ExamplesPerSecond => _examples.PerSecond;

    /// <summary>Time that it will still take at its pace of late; null when that cannot be told, or it waits.</summary>
    public TimeSpan? Remaining => IsTelling && !IsWaiting && _pace.PerSecond is > 0 and { } updates ? TimeSpan.FromSeconds((TotalUpdates - Update) / updates) : null;

    /// <summary>It is so far. Allocates nothing.</summary>
    public void Advance(TrainingProgress progress)
    {
        _losses.Add(progress.Loss, progress.Update - Update);
        (Update, TotalUpdates, Examples, Loss) = (progress.Update, progress.TotalUpdates, progress.Examples, progress.Loss);
        Seconds = Math.Max(Seconds, progress.Seconds);
        _examples.Tell(Examples);
        _pace.Tell(Update);
    }

    /// <summary>It was measured.</summary>
    public void Measured(Evaluation evaluation)
    {
        Last = evaluation;
        Seconds = Math.Max(Seconds, evaluation.TrainSeconds + evaluation.EvaluationSeconds);
    }

    private double ShareOf(long updates) => TotalUpdates > 0 ? (double)updates / TotalUpdates : 0;
}
