using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Training.Device;

/// <summary>Measures mean loss and accuracy over one part of the data.</summary>
internal sealed class PartEvaluation : IDisposable
{
    /// <summary>Examples of a batch: the same in all trials, so that a measurement does not depend on the batch size that is trained with.</summary>
    public const int BatchSize = 512;

    private readonly RecordedBatches _batches;
    private readonly GpuBuffer _control;
    private readonly GpuBuffer _totals;
    private readonly int _examples;

    /// <summary>Records the measurement.</summary>
    public PartEvaluation(KernelLibrary library, ProgramMemory memory, TrialBuffers buffers, BatchPrograms programs, int examples, string label)
    {
        _batches = new RecordedBatches(library, memory, programs, label);
        (_control, _totals, _examples) = (memory[buffers.EvaluationControl], memory[buffers.EvaluationTotals], examples);
    }

    /// <summary>Plans the measurement of some examples.</summary>
    public static BatchPrograms Plan(TrialPrograms programs, DeviceExamples part, LogicalBuffer? order, int examples)
    {
        (int fullBatches, int rest) = Math.DivRem(examples, BatchSize);
        return BatchPrograms.Create(fullBatches, BatchSize, rest, batch => programs.Evaluation(part, order, batch));
    }

    /// <summary>Measures with the parameters as they are.</summary>
    public LossAndAccuracy Measure()
    {
        _control.Fill(0);
        _totals.Fill(0);
        for (int batch = 0; batch < _batches.Count;)
        {
            batch += _batches.Run(batch, _batches.Count - batch);
        }

        Span<uint> totals = stackalloc uint[LossKernels.TotalsBytes / sizeof(uint)];
        _totals.Download(totals);
        double loss = (double)BitConverter.UInt32BitsToSingle(totals[0]) + BitConverter.UInt32BitsToSingle(totals[1]);
        return new LossAndAccuracy(loss / _examples, (double)totals[2] / _examples);
    }

    /// <inheritdoc/>
    public void Dispose() => _batches.Dispose();
}

/// <summary>What an evaluation measures over some examples.</summary>
/// <param name="Loss">Mean loss.</param>
/// <param name="Accuracy">Share classified correctly.</param>
internal readonly record struct LossAndAccuracy(double Loss, double Accuracy);
