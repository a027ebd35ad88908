using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Training.Timing;

namespace SweepDsl.Runtime.Tests.Benchmarks;

/// <summary>A program of three dispatches in two stages, and runs of it.</summary>
internal static class TimedPrograms
{
    /// <summary>Stage 0: a and b, of one kernel; stage 1: c, of another.</summary>
    public static StepProgram Program()
    {
        BufferView x = View("x");
        BufferView y = View("y");
        StepProgramBuilder builder = new();
        builder.Add(ActivationKernels.Forward(Activations.Relu, 64, x, x, "a"));
        builder.Add(ActivationKernels.Forward(Activations.Relu, 64, y, y, "b"));
        builder.Add(ActivationKernels.Backward(new ActivationGradient(Activations.Relu, x), 64, y, y, "c"));
        return builder.Build();
    }

    /// <summary>A run in which a, b and c take so many nanoseconds.</summary>
    public static ImmutableArray<TimedDispatch> Run(double a, double b, double c) => TimedDispatch.Of(Program(), [0, a, a + b, a + b + c]);

    private static BufferView View(string name) => new LogicalBuffer(name, 256, BufferLifetime.Persistent).View;
}
