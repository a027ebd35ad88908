using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using SweepDsl.Runtime.Benchmarks;
using SweepDsl.Runtime.Reports.Benchmarks;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Cli;

/// <summary><c>sweep bench gemm</c> and <c>sweep bench conv</c>: how fast products of matrices and convolutions are, forward and both ways back.</summary>
internal static class BenchProductVerbs
{
    private static readonly ImmutableArray<string> Matrices = ["256x32x32", "256x256x256", "768x768x768", "1024x1024x1024"];

    // The three layers of experiments/batch-size-cifar10.yaml, and two that fill a device.
    private static readonly ImmutableArray<string> Convolutions = ["32x32x3-16", "16x16x16-32", "8x8x32-32", "32x32x64-64", "16x16x128-128"];

    /// <summary>Products of matrices.</summary>
    public static Command CreateGemm(CommandContext context)
    {
        Option<string[]?> shapes = Shapes(Matrices, ProductShapes.MatricesForm, text => ProductShapes.Matrices(text) is not null);
        Command command = new("gemm", "Measure products of matrices, as dense layers make them: forward and both ways back.") { shapes };
        WordOption<Precision> precision = PrecisionOf(command);
        BenchOptions options = new(command);
        command.SetAction(parsed => Run(context, options, parsed, precision, "gemm",
        [
            .. from shape in SharedSymbols.OrElse(parsed.GetValue(shapes), [.. Matrices])
               let matrices = ProductShapes.Matrices(shape)!.Value
               from direction in ProductWork.Directions
               select new ProductWork(shape, matrices.Batch, direction, matrices.Geometry),
        ]));
        return command;
    }

    /// <summary>Convolutions.</summary>
    public static Command CreateConv(CommandContext context)
    {
        const int DefaultBatchSize = 64;
        Option<string[]?> shapes = Shapes(Convolutions, ProductShapes.ConvolutionForm, text => ProductShapes.Convolution(text) is not null);
        Option<int[]?> batchSizes = SharedSymbols.PositiveList("--batch-sizes", "B,B,...", $"Batch sizes to measure each shape at; {DefaultBatchSize} if not said.");
        Command command = new("conv", "Measure convolutions: forward and both ways back.") { shapes, batchSizes };
        WordOption<Precision> precision = PrecisionOf(command);
        BenchOptions options = new(command);
        command.SetAction(parsed => Run(context, options, parsed, precision, "conv",
        [
            .. from shape in SharedSymbols.OrElse(parsed.GetValue(shapes), [.. Convolutions])
               from batch in SharedSymbols.OrElse(parsed.GetValue(batchSizes), [DefaultBatchSize])
               from direction in ProductWork.Directions
               select new ProductWork(shape, batch, direction, ProductShapes.Convolution(shape)!),
        ]));
        return command;
    }

    private static Option<string[]?> Shapes(ImmutableArray<string> normally, string form, Func<string, bool> isShape) => new("--shapes")
    {
        Description = $"Shapes with commas between, each {form}. If not said: {string.Join(',', normally)}.",
        HelpName = "SHAPE,...",
        CustomParser = result =>
        {
            string[] shapes = result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries);
            foreach (string shape in shapes.Where(shape => !isShape(shape)))
            {
                result.AddError($"--shapes: '{shape}' is no shape; {form}, was expected.");
            }

            return shapes;
        },
    };

    private static WordOption<Precision> PrecisionOf(Command command)
    {
        WordOption<Precision> option = new(
            "--precision", "float32, or mixed for features and weights in float16; float32 if not said.", ("float32", Precision.Float32), ("mixed", Precision.Mixed));
        command.Add(option.Symbol);
        return option;
    }

    private static int Run(CommandContext context, BenchOptions options, ParseResult parsed, WordOption<Precision> wanted, string name, ImmutableArray<ProductWork> works)
    {
        Precision precision = wanted.Of(parsed, Precision.Float32);
        using TrainerDevice device = options.Open(parsed);
        device.ThrowIfLacking(precision);
        ProductBenchmark benchmark = new(device, options.Rounds(parsed));
        DeviceCeiling ceiling = benchmark.Ceiling();
        List<ProductMeasurement> rows = [];
        foreach (ProductWork work in works)
        {
            ProductMeasurement row = benchmark.Measure(work with { Precision = precision });
            rows.Add(row);
            context.Error.Writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"[{rows.Count}/{works.Length}] {work.Shape} at batch {work.Batch}, {work.DirectionName}: {row.OperationsPerSecond / 1e9:N1} GFLOP/s"));
        }

        ProductReport report = new(name, precision, device.Environment, ceiling, rows);
        options.Print(context.Output, parsed, report.ToJson(), report.Print);
        return (int)ExitCode.Done;
    }
}
