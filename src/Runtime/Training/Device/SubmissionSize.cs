using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Training.Device;

/// <summary>
/// How many recordings go into one submission: as many as fill a tenth of a second by what was measured, so that a submission costs nothing beside its work
/// and stays far below the time after which a system takes a device for hung.
/// </summary>
internal sealed class SubmissionSize
{
    /// <summary>The most that a queue takes at once.</summary>
    public const int Max = GpuQueue.MaxRecordings;

    private const double TargetSeconds = 0.1;

    // Growth is bounded, so that one run on warm caches does not make the next far too long. What a short submission fits grows from what was known before it.
    private const double MaxGrowth = 4;

    private double _count = 1;

    /// <summary>Recordings of the next submission.</summary>
    public int Count => (int)_count;

    /// <summary>Takes account of a submission's time.</summary>
    public void Measured(int count, TimeSpan elapsed)
    {
        double fitting = count * TargetSeconds / Math.Max(elapsed.TotalSeconds, 1e-6);
        _count = Math.Clamp(Math.Min(fitting, Math.Max(_count, count * MaxGrowth)), 1, Max);
    }
}
