using System.Collections.Immutable;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Tuning;
using SweepDsl.Runtime.Training.Timing;

namespace SweepDsl.Runtime.Benchmarks;

/// <summary>What the profiler saw of a trial's training.</summary>
/// <param name="BatchSize">Examples of a step.</param>
/// <param name="Seconds">Seconds of a step in the training loop, without the profiler.</param>
/// <param name="Program">What a step runs.</param>
/// <param name="Steps">The profiled steps; at least one.</param>
internal sealed record StepProfile(int BatchSize, double Seconds, StepProgram Program, ImmutableArray<ProfiledStep> Steps)
{
    /// <summary>Device seconds of a step, each dispatch timed: the median.</summary>
    public double DeviceSeconds => Median.Of([.. Steps.Select(step => step.DeviceNs * 1e-9)]);

    /// <summary>Device time by kernel, longest first.</summary>
    public ImmutableArray<KernelTime> Kernels => TimedDispatch.ByKernel(Runs);

    /// <summary>Device time by label, longest first.</summary>
    public ImmutableArray<KernelTime> Labels => TimedDispatch.ByLabel(Runs);

    private List<ImmutableArray<TimedDispatch>> Runs => [.. Steps.Select(step => step.Dispatches)];
}
