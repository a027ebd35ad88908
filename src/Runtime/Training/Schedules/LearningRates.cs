namespace SweepDsl.Runtime.Training.Schedules;

/// <summary>
/// The learning rate of each update of a training, computed in double: that of update u of a warm-up of w updates (both from 0) is (u + 1) / w of where the schedule begins, and the
/// schedule begins after the warm-up.
/// </summary>
public sealed class LearningRates
{
    private readonly double _rate;
    private readonly LearningRateSchedule _schedule;
    private readonly long _warmup;
    private readonly long _length;

    /// <summary>Lays a schedule out over the updates of a training.</summary>
    /// <param name="batches">How the training's lengths make updates.</param>
    /// <param name="training">The training.</param>
    /// <exception cref="SweepException">The schedule ends with training, and its budgets do not tell one number of updates.</exception>
    public LearningRates(BatchSchedule batches, TrainingDefinition training)
    {
        (_rate, _schedule) = (training.LearningRate, training.Schedule);
        _warmup = training.Warmup is { } warmup ? batches.UpdatesOf(warmup) : 0;
        if (_schedule.FollowsBudget && (!training.OtherBudgets.IsEmpty || training.Budget.Unit == BudgetUnit.Seconds))
        {
            throw new SweepException(
                ExitCode.Usage, "The schedule of the learning rate takes as long as training, which one budget of epochs, updates or examples must tell; give the schedule a length, or count one budget in these.");
        }

        _length = Math.Max(1, _schedule.Span is { } length ? batches.UpdatesOf(length) : batches.TotalUpdates - _warmup);
    }

    /// <summary>Whether all updates have the same rate.</summary>
    public bool IsConstant => _schedule is ConstantSchedule && _warmup == 0;

    /// <summary>The rate of an update (from 0).</summary>
    public double Of(long update) => _rate * (update < _warmup
        ? _schedule.ShareOf(0, _length) * ((update + 1) / (double)_warmup)
        : _schedule.ShareOf(update - _warmup, _length));

    /// <summary>Writes the rates of consecutive updates, each rounded once. Allocates nothing.</summary>
    /// <param name="first">The first update, from 0.</param>
    /// <param name="rates">Where to.</param>
    public void Fill(long first, Span<float> rates)
    {
        for (int i = 0; i < rates.Length; i++)
        {
            rates[i] = (float)Of(first + i);
        }
    }
}
