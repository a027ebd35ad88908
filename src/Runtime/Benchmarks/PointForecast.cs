using SweepDsl.Runtime.Sweeps;

namespace SweepDsl.Runtime.Benchmarks;

/// <summary>What a trial of a point will take.</summary>
internal sealed record PointForecast
{
    /// <summary>The point.</summary>
    public required ParameterSet Parameters { get; init; }

    /// <summary>The one of several budgets that it is trained for alone; null where one training serves all, or there is a single one.</summary>
    public string? Budget { get; init; }

    /// <summary>Examples of an update.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Trials of the point: its seeds.</summary>
    public required int Trials { get; init; }

    /// <summary>Updates of a trial.</summary>
    public required long Updates { get; init; }

    /// <summary>Evaluations of a trial.</summary>
    public required long Evaluations { get; init; }

    /// <summary>Floating-point operations of a trial, evaluations included.</summary>
    public required double Operations { get; init; }

    /// <summary>Device memory of a trial in bytes; null where it was not measured.</summary>
    public required long? MemoryBytes { get; init; }

    /// <summary>Seconds of an update.</summary>
    public required double UpdateSeconds { get; init; }

    /// <summary>Whether its update was measured; otherwise its time follows from measured ones and its operations.</summary>
    public required bool IsMeasured { get; init; }

    /// <summary>Seconds of a trial, evaluations included.</summary>
    public required double Seconds { get; init; }
}
