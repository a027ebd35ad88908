namespace SweepDsl.Runtime.Training.Schedules;

/// <summary>
/// Rises to the learning rate and falls again (Smith and Topin 2018), as <c>torch.optim.lr_scheduler.OneCycleLR</c> has it in its two phases: of <c>length</c> updates the one with the
/// number rise * length - 1 has the whole rate, the last one, length - 1, the final share. Momentum stays as it is.
/// </summary>
/// <param name="Rise">Share of the length in which it rises, 0 to 1.</param>
/// <param name="Initial">Share that it starts with.</param>
/// <param name="Final">Share that it ends with.</param>
/// <param name="Anneal">How it rises and falls.</param>
public sealed record OneCycleSchedule(double Rise, double Initial, double Final, Anneal Anneal) : EndingSchedule
{
    /// <inheritdoc/>
    protected override double ShareAt(double update, double length)
    {
        (double top, double end) = ((Rise * length) - 1, length - 1);
        if (update < top)
        {
            return Between(Initial, 1, update / top);
        }

        // Without a rise it starts at the top.
        top = Math.Max(top, 0);
        return update == top ? 1 : Between(1, Final, Math.Min((update - top) / (end - top), 1));
    }

    private double Between(double from, double to, double way) => Anneal == Anneal.Linear ? from + ((to - from) * way) : to + ((from - to) * (1 + Math.Cos(Math.PI * way)) / 2);
}

/// <summary>How a rate goes from one value to another.</summary>
public enum Anneal
{
    /// <summary>Along half a cosine.</summary>
    Cosine,

    /// <summary>In a straight line.</summary>
    Linear,
}
