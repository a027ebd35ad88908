using System.Collections.Immutable;
using SweepDsl.Runtime.Training.Timing;

namespace SweepDsl.Runtime.Benchmarks;

/// <summary>One step of training under the profiler. Host times are nanoseconds since the first profiled step began.</summary>
/// <param name="Update">The update, from 0.</param>
/// <param name="BeginNs">When the host began to submit it.</param>
/// <param name="SubmittedNs">When it was submitted.</param>
/// <param name="DoneNs">When the host saw that it had ended.</param>
/// <param name="Dispatches">What ran on the device, and when by the device's clock.</param>
internal sealed record ProfiledStep(long Update, long BeginNs, long SubmittedNs, long DoneNs, ImmutableArray<TimedDispatch> Dispatches)
{
    /// <summary>Device time of the step in nanoseconds.</summary>
    public double DeviceNs => Dispatches.IsEmpty ? 0 : Dispatches[^1].EndNs;
}
