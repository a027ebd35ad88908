namespace SweepDsl.Runtime.Energy;

/// <summary>A counter of energy that only grows, and begins again at 0 where its range ends.</summary>
/// <param name="read">The counter; null when it cannot be read.</param>
/// <param name="range">Where it begins again; null where that is too far to matter.</param>
internal sealed class WrappingCounter(Func<long?> read, long? range = null)
{
    private long? _last;

    /// <summary>What it counted since the last reading; of the first one, 0.</summary>
    public long Advance()
    {
        if (read() is not { } now)
        {
            return 0;
        }

        // One that falls without a range was set back: what it shows is all that is known.
        long counted = _last is not { } last ? 0 : now >= last ? now - last : range is { } end ? now + end - last : now;
        _last = now;
        return Math.Max(0, counted);
    }
}
