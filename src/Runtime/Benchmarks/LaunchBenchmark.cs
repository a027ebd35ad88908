using System.Diagnostics;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Kernels.Tuning;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Benchmarks;

/// <summary>Measures what a dispatch, a stage, a recording and a submission cost, with a kernel that has next to nothing to do.</summary>
/// <param name="device">Where.</param>
/// <param name="rounds">How many times each is measured.</param>
internal sealed class LaunchBenchmark(TrainerDevice device, int rounds)
{
    private const int Many = GpuQueue.MaxRecordings;
    private const int Values = 64;

    private readonly GpuDevice _gpu = device.Gpu;

    /// <summary>Measures.</summary>
    public LaunchCosts Measure()
    {
        BufferView values = new LogicalBuffer("launch", Values * sizeof(float), BufferLifetime.Persistent).View;
        Dispatch small = ActivationKernels.Forward(Activations.Relu, Values, values, values, "launch");
        using ProgramMemory memory = new(_gpu, "launch", [values.Buffer]);
        using RecordedCommands one = Record(small, memory, dispatches: 1, hasBarriers: false);
        using RecordedCommands inOneStage = Record(small, memory, Many, hasBarriers: false);
        using RecordedCommands inStages = Record(small, memory, Many, hasBarriers: true);
        RecordedCommands[] recordings = [.. Enumerable.Repeat(one, Many)];
        float[] read = new float[1];

        double submission = Time(() => _gpu.Queue.Submit(one).Wait());
        return new LaunchCosts(
            Dispatch: OneMore(Time(() => _gpu.Queue.Submit(inOneStage).Wait()), submission),
            Stage: OneMore(Time(() => _gpu.Queue.Submit(inStages).Wait()), submission),
            Recording: OneMore(Time(() => _gpu.Queue.Submit(recordings).Wait()), submission),
            Submission: submission,
            Read: Time(() => memory[values.Buffer].Download<float>(read)));
    }

    private static double OneMore(double many, double one) => Math.Max(0, (many - one) / (Many - 1));

    private RecordedCommands Record(Dispatch dispatch, ProgramMemory memory, int dispatches, bool hasBarriers)
    {
        using CommandRecorder recorder = new(_gpu, "launch");
        BufferView view = dispatch.Buffers[0];
        BufferRange range = memory[view.Buffer].Range(view.ByteOffset, view.ByteLength);
        BufferRange[] ranges = [.. dispatch.Buffers.Select(_ => range)];
        for (int i = 0; i < dispatches; i++)
        {
            if (hasBarriers && i > 0)
            {
                recorder.Barrier();
            }

            recorder.Dispatch(
                device.Kernels.Take(dispatch), ranges, dispatch.PushConstants.AsSpan(), (dispatch.Groups.X, dispatch.Groups.Y, dispatch.Groups.Z), dispatch.Label);
        }

        return recorder.End();
    }

    // The first runs compile and allocate.
    private double Time(Action action)
    {
        action();
        action();
        double[] seconds = new double[Math.Max(rounds, 1) * 4];
        for (int i = 0; i < seconds.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        return Median.Of(seconds);
    }
}
