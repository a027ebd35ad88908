using System.Diagnostics;

namespace SweepDsl.Runtime.Training.Packing;

/// <summary>
/// How long a device worked on each of its submissions, which it runs one after another. The host sees one end only while it waits for it. One that ended while the host was about
/// something else, such as bringing the next trial to the device or storing another, is taken to have run as long as its like did before: what the host took is nobody's training.
/// </summary>
internal sealed class DeviceClock
{
    private long _lastEnd;

    /// <summary>Takes account of the next submission; they are told in the order in which they were submitted.</summary>
    /// <param name="submittedAt">When it was submitted, in ticks of <see cref="Stopwatch"/>.</param>
    /// <param name="seenAt">When the host knew that it had ended, likewise.</param>
    /// <param name="usual">What it takes by what was seen before; null where its end was seen, or nothing is known.</param>
    /// <returns>The time that the device was busy with it; the device was free for it only when the one before had ended.</returns>
    public TimeSpan Busy(long submittedAt, long seenAt, TimeSpan? usual)
    {
        long start = Math.Max(submittedAt, _lastEnd);
        _lastEnd = usual is { } time ? Math.Min(seenAt, start + (long)(time.TotalSeconds * Stopwatch.Frequency)) : seenAt;
        return Stopwatch.GetElapsedTime(start, _lastEnd);
    }
}
