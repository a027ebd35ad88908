using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels.Tuning;

/// <summary>
/// Makes the three products of a small layer in the device's units for matrices, of small whole numbers, whose sums are exact in whatever order they are added. The sizes are
/// no multiples of a matrix's, so that rows, columns and terms beyond the last are checked as well.
/// </summary>
internal static class MatrixUnitCheck
{
    private const int Inputs = 43;
    private const int Outputs = 37;
    private const int Batch = 45;

    /// <summary>What is wrong with the sums, as a sentence; null when nothing is.</summary>
    public static string? Problem(KernelLibrary library, CooperativeTile tile)
    {
        try
        {
            return Array.TrueForAll(Enum.GetValues<ProductDirection>(), direction => IsRight(library, tile, direction))
                ? null
                : $"{library.Device.Info.Name} multiplies matrices of {tile.Unit.Sizes} ({tile.Unit.Extension}) wrongly.";
        }
        catch (Exception error) when (error is ShaderException or (GpuException and not DeviceLostException and not OutOfDeviceMemoryException))
        {
            return $"{library.Device.Info.Name} cannot run kernels with matrices of {tile.Unit.Sizes} ({tile.Unit.Extension}): {error.Message}";
        }
    }

    private static bool IsRight(KernelLibrary library, CooperativeTile tile, ProductDirection direction)
    {
        ProductProblem problem = ProductProblem.Dense(direction, Inputs, Outputs, Batch, ElementType.Float16);
        StepProgramBuilder builder = new();
        builder.Add(ProductDispatches.Of(problem, new FixedTiles(tile), "matrices"));
        StepProgram program = builder.Build();
        using ProgramMemory memory = new(library.Device, "matrices", [.. program.PersistentBuffers]);
        Dictionary<string, int[]> values = program.PersistentBuffers.ToDictionary(buffer => buffer.Name, buffer => SmallNumbers((int)(buffer.ByteLength / buffer.Elements.ByteLength)));
        foreach (LogicalBuffer buffer in program.PersistentBuffers)
        {
            memory[buffer].UploadAs(buffer.Elements, [.. values[buffer.Name].Select(value => (float)value)]);
        }

        Run(library, program, memory);
        (string name, int[] expected) = Expected(direction, values);
        LogicalBuffer result = program.PersistentBuffers.Single(buffer => buffer.Name == name);
        return memory[result].DownloadAs(result.Elements)[..expected.Length].SequenceEqual(expected.Select(value => (float)value));
    }

    private static void Run(KernelLibrary library, StepProgram program, ProgramMemory memory)
    {
        using BoundProgram bound = new(library, program, memory, "matrices");
        using CommandRecorder recorder = new(library.Device, "matrices");
        BoundProgram.Record(recorder, [bound]);
        using RecordedCommands commands = recorder.End();
        library.Device.Queue.Submit(commands).Wait();
    }

    private static int[] SmallNumbers(int count)
    {
        Random random = new(count);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(-2, 3))];
    }

    // [batch, inputs] by [inputs, outputs], and its two gradients.
    private static (string Buffer, int[] Values) Expected(ProductDirection direction, Dictionary<string, int[]> values)
    {
        (int[] x, int[] w, int[] bias, int[] y) = (values["input"], values["weight"], values.GetValueOrDefault("bias", []), values["output"]);
        return direction switch
        {
            ProductDirection.Forward => ("output", Matrix(Batch, Outputs, (b, o) => bias[o] + Sum(Inputs, i => x[(b * Inputs) + i] * w[(i * Outputs) + o]))),
            ProductDirection.BackwardInput => ("input", Matrix(Batch, Inputs, (b, i) => Sum(Outputs, o => y[(b * Outputs) + o] * w[(i * Outputs) + o]))),
            _ => ("weight", Matrix(Inputs, Outputs, (i, o) => Sum(Batch, b => x[(b * Inputs) + i] * y[(b * Outputs) + o]))),
        };

        static int[] Matrix(int rows, int columns, Func<int, int, int> value) => [.. Enumerable.Range(0, rows * columns).Select(n => value(n / columns, n % columns))];

        static int Sum(int count, Func<int, int> term) => Enumerable.Range(0, count).Sum(term);
    }
}
