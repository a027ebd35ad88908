namespace SweepDsl.Runtime.Training.Packing;

/// <summary>Packs as many trials as was asked for.</summary>
/// <param name="trials">How many.</param>
internal sealed class FixedPack(int trials) : IPackLimit
{
    /// <inheritdoc/>
    public int Wanted => trials;

    /// <inheritdoc/>
    public void Joined(TrialSlot slot)
    {
    }

    /// <inheritdoc/>
    public void Choose(IReadOnlyList<TrialSlot> slots, Flight flight, bool isStopping) => flight.Fill(slots, trials, isStopping);

    /// <inheritdoc/>
    public void Measured(Flight flight, double seconds)
    {
    }
}
