using System.Diagnostics;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels.Tuning;

/// <summary>
/// Times dispatches by themselves on the device, in memory of its own filled with random floats between -1 and 1 (zeros would flatter devices that slow down with the
/// power they draw). By the device's timestamps where it has them, else by the host's clock.
/// </summary>
/// <param name="library">Compiles the kernels; its device is timed.</param>
public sealed class DispatchTimer(KernelLibrary library)
{
    // Several runs in one recording, so that neither the submission nor a timestamp's coarseness counts; few enough that a round stays far from a system's time limit.
    private const double RoundSeconds = 0.02;
    private const int MaxRepeats = 256;

    // To draw millions anew for every candidate would take longer than the candidates. The number is a prime, so that neighbouring rows differ.
    private static readonly float[] Block = Draw(65_521);

    private readonly GpuDevice _device = library.Device;

    /// <summary>Runs dispatches, one after another with a barrier between where they depend on one another, and times them.</summary>
    /// <param name="dispatches">What to time; every buffer is persistent, holds floats (float16 where its elements say so) and is overwritten.</param>
    /// <param name="rounds">How many times to measure; positive.</param>
    /// <returns>The time of all dispatches together, once.</returns>
    /// <exception cref="ArgumentException">A buffer is transient, or a kernel does not fit the device.</exception>
    /// <exception cref="OutOfDeviceMemoryException">The buffers do not fit.</exception>
    public DispatchTiming Measure(IReadOnlyList<Dispatch> dispatches, int rounds = 5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        StepProgramBuilder builder = new();
        builder.Add(dispatches);
        StepProgram program = builder.Build();
        ThrowIfTransient(program);
        using ProgramMemory memory = new(_device, "timing", [.. program.PersistentBuffers]);
        foreach (LogicalBuffer buffer in program.PersistentBuffers)
        {
            memory[buffer].UploadAs(buffer.Elements, RandomFloats(buffer.ByteLength / buffer.Elements.ByteLength));
        }

        int repeats = RepeatsOf(program, memory);
        double[] seconds = Times(program, memory, repeats, rounds);
        Array.Sort(seconds);
        return new DispatchTiming(Median.Of(seconds), seconds[0], rounds, repeats);
    }

    // Drivers compile a pipeline when it first runs, so the first run says nothing.
    private int RepeatsOf(StepProgram program, ProgramMemory memory)
    {
        double once = Times(program, memory, repeats: 1, rounds: 2)[^1];
        return (int)Math.Clamp(RoundSeconds / Math.Max(once, 1e-9), 1, MaxRepeats);
    }

    private double[] Times(StepProgram program, ProgramMemory memory, int repeats, int rounds)
    {
        using BoundProgram bound = new(library, program, memory, "timing");
        using RecordedCommands commands = Record(bound, repeats);
        double[] seconds = new double[rounds];
        for (int round = 0; round < rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            _device.Queue.Submit(commands).Wait();
            double elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
            seconds[round] = (commands.ReadTimestamps() is [_, double end] ? end * 1e-9 : elapsed) / repeats;
        }

        return seconds;
    }

    private RecordedCommands Record(BoundProgram program, int repeats)
    {
        bool hasTimestamps = _device.Limits.TimestampBits > 0;
        using CommandRecorder recorder = new(_device, "timing", hasTimestamps ? 2 : 0);
        if (hasTimestamps)
        {
            recorder.Timestamp();
        }

        for (int i = 0; i < repeats; i++)
        {
            if (i > 0)
            {
                recorder.Barrier();
            }

            BoundProgram.Record(recorder, [program]);
        }

        if (hasTimestamps)
        {
            recorder.Timestamp();
        }

        return recorder.End();
    }

    private static float[] RandomFloats(long count)
    {
        float[] values = new float[count];
        for (Span<float> rest = values; !rest.IsEmpty; rest = rest[Math.Min(Block.Length, rest.Length)..])
        {
            Block.AsSpan(0, Math.Min(Block.Length, rest.Length)).CopyTo(rest);
        }

        return values;
    }

    private static float[] Draw(int count)
    {
        Random random = new(1);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];
    }

    private static void ThrowIfTransient(StepProgram program)
    {
        if (program.Dispatches.SelectMany(dispatch => dispatch.Buffers).FirstOrDefault(view => view.Buffer.Lifetime == BufferLifetime.Transient) is { Buffer: { } buffer })
        {
            throw new ArgumentException($"{buffer} is transient; timed dispatches want persistent buffers, which keep their contents from run to run.", nameof(program));
        }
    }
}
