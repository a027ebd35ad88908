namespace SweepDsl.Runtime.Training.Packing;

/// <summary>Decides which of the trials in flight go into the next submission together.</summary>
internal interface IPackLimit
{
    /// <summary>How many trials are worth having in flight.</summary>
    int Wanted { get; }

    /// <summary>A trial came into flight.</summary>
    void Joined(TrialSlot slot);

    /// <summary>Chooses trials for the next submission; allocates nothing.</summary>
    /// <param name="slots">All in flight, oldest first.</param>
    /// <param name="flight">Takes those chosen; stays empty when none has anything to run.</param>
    /// <param name="isStopping">Whether no more updates are wanted.</param>
    void Choose(IReadOnlyList<TrialSlot> slots, Flight flight, bool isStopping);

    /// <summary>A submission has ended.</summary>
    /// <param name="flight">The submission.</param>
    /// <param name="seconds">The time that it kept the device busy.</param>
    void Measured(Flight flight, double seconds);
}
