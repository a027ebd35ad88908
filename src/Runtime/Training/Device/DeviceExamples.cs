using System.Collections.Immutable;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Training.Device;

/// <summary>One part of a data set as kernels see it: images as bytes in a few chunks, and labels.</summary>
internal sealed class DeviceExamples
{
    private readonly ExampleSet _examples;

    /// <summary>Spreads the examples over chunks.</summary>
    /// <param name="name">Name of the part.</param>
    /// <param name="examples">The examples.</param>
    /// <param name="maxBindingBytes">The most bytes that the device binds at once.</param>
    /// <exception cref="SweepException">The device cannot bind that many images.</exception>
    public DeviceExamples(string name, ExampleSet examples, long maxBindingBytes)
    {
        _examples = examples;
        try
        {
            Storage = ImageStorage.Plan(examples.Shape.Height, examples.Shape.Width, examples.Shape.Channels, examples.Count, maxBindingBytes);
        }
        catch (DeviceLimitException error)
        {
            throw new SweepException(ExitCode.Data, $"The {name} images are too many for this device: {error.Message} Take fewer with train_examples or test_examples.", error);
        }

        Chunks = [.. Storage.ChunkBytes.Select((bytes, i) => new LogicalBuffer($"data.{name}.images.{i}", bytes, BufferLifetime.Persistent))];
        Labels = new LogicalBuffer($"data.{name}.labels", examples.Count * (long)sizeof(uint), BufferLifetime.Persistent);
    }

    /// <summary>How the images lie.</summary>
    public ImageStorage Storage { get; }

    /// <summary>The chunks.</summary>
    public ImmutableArray<LogicalBuffer> Chunks { get; }

    /// <summary>The labels, 32-bit integers.</summary>
    public LogicalBuffer Labels { get; }

    /// <summary>Number of examples.</summary>
    public int Count => _examples.Count;

    /// <summary>All its buffers.</summary>
    public IEnumerable<LogicalBuffer> Buffers => [.. Chunks, Labels];

    /// <summary>Brings the examples to the device.</summary>
    public void Upload(ProgramMemory memory)
    {
        long chunkPixels = (long)Storage.ExamplesPerChunk * Storage.ImageBytes;
        for (int i = 0; i < Chunks.Length; i++)
        {
            UploadWords(memory, Chunks[i], _examples.Pixels[checked((int)(i * chunkPixels))..]);
        }

        memory[Labels].Upload(_examples.Labels);
    }

    private static void UploadWords(ProgramMemory memory, LogicalBuffer chunk, ReadOnlySpan<byte> pixels)
    {
        int whole = (int)Math.Min(chunk.ByteLength, pixels.Length / sizeof(uint) * sizeof(uint));
        memory[chunk].Upload(pixels[..whole]);
        if (whole < chunk.ByteLength)
        {
            // The last word of the last chunk may reach past the last pixel.
            Span<byte> lastWord = stackalloc byte[sizeof(uint)];
            lastWord.Clear();
            pixels[whole..].CopyTo(lastWord);
            memory[chunk].Upload<byte>(lastWord, whole);
        }
    }
}
