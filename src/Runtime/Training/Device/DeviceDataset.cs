using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Training.Device;

/// <summary>A data set on a device, shared by all trials of a study.</summary>
internal sealed class DeviceDataset : IDisposable
{
    /// <summary>Brings a data set to the device.</summary>
    /// <exception cref="OutOfDeviceMemoryException">It does not fit.</exception>
    public DeviceDataset(GpuDevice device, Dataset dataset)
    {
        long maxBindingBytes = device.Limits.MaxStorageBufferRange;
        Train = new DeviceExamples("train", dataset.Train, maxBindingBytes);
        Test = new DeviceExamples("test", dataset.Test, maxBindingBytes);
        Validation = dataset.Validation is { } validation ? new DeviceExamples("validation", validation, maxBindingBytes) : null;
        Normalization = new LogicalBuffer("data.normalization", dataset.Scaling.Length * 2L * sizeof(float), BufferLifetime.Persistent);

        DeviceExamples[] parts = Validation is null ? [Train, Test] : [Train, Test, Validation];
        Memory = new ProgramMemory(device, "data", [.. parts.SelectMany(part => part.Buffers), Normalization]);
        try
        {
            foreach (DeviceExamples part in parts)
            {
                part.Upload(Memory);
            }

            Memory[Normalization].Upload<float>([.. dataset.Scaling.SelectMany(scaling => new[] { (float)scaling.Scale, (float)scaling.Offset })]);
        }
        catch
        {
            Memory.Dispose();
            throw;
        }
    }

    /// <summary>What is trained on.</summary>
    public DeviceExamples Train { get; }

    /// <summary>What was held out of training; null when nothing was.</summary>
    public DeviceExamples? Validation { get; }

    /// <summary>The test set.</summary>
    public DeviceExamples Test { get; }

    /// <summary>For each channel a scale and an offset.</summary>
    public LogicalBuffer Normalization { get; }

    /// <summary>Where all of it lies.</summary>
    public ProgramMemory Memory { get; }

    /// <inheritdoc/>
    public void Dispose() => Memory.Dispose();
}
