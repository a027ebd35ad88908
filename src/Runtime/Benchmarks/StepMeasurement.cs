using System.Collections.Immutable;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Timing;

namespace SweepDsl.Runtime.Benchmarks;

/// <summary>What training steps of one batch size cost.</summary>
internal sealed record StepMeasurement
{
    /// <summary>Examples of a step of one trial.</summary>
    public required int BatchSize { get; init; }

    /// <summary>How features and weights lie in memory.</summary>
    public Precision Precision { get; init; }

    /// <summary>Trials that step together in one command stream.</summary>
    public required int Pack { get; init; }

    /// <summary>Seconds of a step in each round: wall-clock time of the training loop, divided by its steps.</summary>
    public required ImmutableArray<double> RoundSeconds { get; init; }

    /// <summary>Seconds of a step, of all packed trials together: the median round.</summary>
    public required double Seconds { get; init; }

    /// <summary>Steps of one submission at the end.</summary>
    public required int SubmissionSteps { get; init; }

    /// <summary>Dispatches of a step of one trial.</summary>
    public required int Dispatches { get; init; }

    /// <summary>Stages of a step.</summary>
    public required int Stages { get; init; }

    /// <summary>Bytes allocated on the device beside the data set.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Seconds from a step's first to its last timestamp on the device; null without timestamps.</summary>
    public required double? GpuSeconds { get; init; }

    /// <summary>Device time by kernel of a step of one trial, longest first, each dispatch timed; empty without timestamps.</summary>
    public required ImmutableArray<KernelTime> Kernels { get; init; }

    /// <summary>Examples trained on in a second, by all packed trials together.</summary>
    public double ExamplesPerSecond => Pack * BatchSize / Seconds;

    /// <summary>What a step costs beyond its device time: submitting, waiting, reading losses; null without timestamps.</summary>
    public double? HostSeconds => GpuSeconds is { } gpu ? Math.Max(0, Seconds - gpu) : null;
}
