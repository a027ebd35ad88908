using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Training.Device;

/// <summary>The measurement of mean loss and accuracy over one part of the data, on a trial's memory.</summary>
internal sealed class PartEvaluation : IDisposable
{
    private readonly GpuBuffer _control;
    private readonly GpuBuffer _totals;
    private readonly int _examples;

    /// <summary>Binds the measurement.</summary>
    /// <exception cref="ArgumentException">A dispatch goes over a limit of the device.</exception>
    public PartEvaluation(KernelLibrary library, ProgramMemory memory, PartPlan plan)
    {
        (_control, _totals, _examples) = (memory[plan.Counted.Control], memory[plan.Counted.Totals], plan.Examples);
        Batches = new BoundBatches(library, memory, plan.Batches, $"evaluate.{plan.Counted.Name}");
    }

    /// <summary>What is to run.</summary>
    public BoundBatches Batches { get; }

    /// <summary>Begins anew: the next batch is the first one.</summary>
    public void Begin()
    {
        _control.Fill(0);
        _totals.Fill(0);
    }

    /// <summary>What was measured, when all batches have run.</summary>
    public LossAndAccuracy Read()
    {
        Span<uint> totals = stackalloc uint[LossKernels.TotalsBytes / sizeof(uint)];
        _totals.Download(totals);
        double loss = (double)BitConverter.UInt32BitsToSingle(totals[0]) + BitConverter.UInt32BitsToSingle(totals[1]);
        return new LossAndAccuracy(loss / _examples, (double)totals[2] / _examples);
    }

    /// <inheritdoc/>
    public void Dispose() => Batches.Dispose();
}

/// <summary>What an evaluation measures over some examples.</summary>
/// <param name="Loss">Mean loss.</param>
/// <param name="Accuracy">Share classified correctly.</param>
internal readonly record struct LossAndAccuracy(double Loss, double Accuracy);
