namespace SweepDsl.Runtime.Training.Packing;

/// <summary>The budgets of a trial that are counted in seconds of its own training, and how far they are used up. Without any it limits nothing.</summary>
internal sealed class TrainingTime
{
    private readonly double[] _budgets;
    private readonly TrialClock _clock;
    private int _ended;

    /// <summary>Goes on where the clock stands.</summary>
    /// <param name="training">The training.</param>
    /// <param name="clock">The trial's clock.</param>
    public TrainingTime(TrainingDefinition training, TrialClock clock)
    {
        _budgets = [.. training.Budgets.Where(budget => budget.Unit == BudgetUnit.Seconds).Select(budget => budget.Amount).Order()];
        _clock = clock;
        EndUsed();
    }

    /// <summary>Whether there is nothing left of any of them; so without any.</summary>
    public bool IsOver => _ended == _budgets.Length;

    /// <summary>Whether one of them is used up since the last was ended.</summary>
    public bool IsUp => _ended < _budgets.Length && _clock.TrainSeconds >= _budgets[_ended];

    /// <summary>Ends those that are used up.</summary>
    public void EndUsed()
    {
        while (IsUp)
        {
            _ended++;
        }
    }

    /// <summary>How many updates more the next of them leaves time for at the speed so far; none of them limits nothing.</summary>
    /// <param name="update">Updates made.</param>
    /// <param name="taken">Updates made and under way.</param>
    public long UpdatesLeft(long update, long taken) => IsOver || update == 0 || _clock.TrainSeconds == 0 ? long.MaxValue : UpdatesBy(_budgets[_ended], update) - taken;

    /// <summary>Updates of the whole training as far as time ends it, at the speed so far.</summary>
    /// <param name="update">Updates made.</param>
    public long TotalUpdates(long update) => IsOver || _clock.TrainSeconds == 0 ? update : UpdatesBy(_budgets[^1], update);

    private long UpdatesBy(double seconds, long update) => (long)Math.Ceiling(Math.Min(update * (seconds / _clock.TrainSeconds), BatchSchedule.MostUpdates));
}
