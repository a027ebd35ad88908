using SweepDsl.Runtime.Kernels;

namespace SweepDsl.Runtime.Training.Device;

/// <summary>The programs of a pass over some examples, bound to a trial's memory.</summary>
internal sealed class BoundBatches : IDisposable
{
    /// <summary>Binds the programs.</summary>
    /// <exception cref="ArgumentException">A dispatch goes over a limit of the device.</exception>
    public BoundBatches(KernelLibrary library, ProgramMemory memory, BatchPrograms programs, string label)
    {
        (FullBatches, BatchSize, LastBatchSize) = (programs.FullBatches, programs.BatchSize, programs.LastBatchSize);
        Full = programs.Full is { } full ? new BoundProgram(library, full, memory, $"{label}.full") : null;
        try
        {
            Last = programs.Last is { } last ? new BoundProgram(library, last, memory, $"{label}.last") : null;
        }
        catch
        {
            Full?.Dispose();
            throw;
        }
    }

    /// <summary>Number of full batches.</summary>
    public int FullBatches { get; }

    /// <summary>Examples of a full batch.</summary>
    public int BatchSize { get; }

    /// <summary>Examples of the smaller batch; 0 when there is none.</summary>
    public int LastBatchSize { get; }

    /// <summary>Batches of one pass over the examples.</summary>
    public int Count => FullBatches + (Last is null ? 0 : 1);

    /// <summary>The program of a full batch; null when there is none.</summary>
    public BoundProgram? Full { get; }

    /// <summary>The program of the smaller batch that follows them; null when there is none.</summary>
    public BoundProgram? Last { get; }

    /// <summary>Those that there are.</summary>
    public IEnumerable<BoundProgram> Programs => new[] { Full, Last }.OfType<BoundProgram>();

    /// <inheritdoc/>
    public void Dispose()
    {
        Full?.Dispose();
        Last?.Dispose();
    }
}
