using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;

namespace SweepDsl.Runtime.Training.Device;

/// <summary>What an evaluation of one part of the data counts in. Each part has its own, so that one may follow another without the host between them.</summary>
/// <param name="name">Name of the part.</param>
internal sealed class EvaluationBuffers(string name)
{
    /// <summary>Name of the part.</summary>
    public string Name { get; } = name;

    /// <summary>Where the next batch begins, <c>StepControl</c>.</summary>
    public LogicalBuffer Control { get; } = new($"evaluation.{name}.control", StepKernels.ControlBytes, BufferLifetime.Persistent);

    /// <summary>The totals so far.</summary>
    public LogicalBuffer Totals { get; } = new($"evaluation.{name}.totals", LossKernels.TotalsBytes, BufferLifetime.Readback);
}
