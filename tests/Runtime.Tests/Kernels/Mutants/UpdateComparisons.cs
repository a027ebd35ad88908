using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Tests.Reference;
using static SweepDsl.Runtime.Tests.Kernels.Mutants.KernelComparison;

namespace SweepDsl.Runtime.Tests.Kernels.Mutants;

/// <summary>Comparisons of what stands between gradients and parameters: parts of a batch, clipping, ratios of tensors, averages.</summary>
public static class UpdateComparisons
{
    private const float Scale = 8;

    /// <summary>Gradients of several blocks with a rest, scaled as mixed precision has them; once over the norm and once below it.</summary>
    public static KernelComparison ClippedNorm { get; } = new("clipping by the norm", bench => Worst([0.5, 100.0], largest =>
    {
        double[] slopes = Floats(1, 331);
        (BenchArray gradients, BenchArray scale) = Scaled(slopes);
        (BenchArray scratch, BenchArray factor) = (BenchArray.Room(3), BenchArray.Room(1));

        bench.Run(GradientKernels.ClipNorm(largest, gradients.View, scale.View, scratch.View, factor.View, "clip"), gradients, scale, scratch, factor);

        double shrunk = Math.Min(1, largest / Math.Sqrt(slopes.Sum(slope => slope * slope)));
        return ErrorBound.Compare(gradients.Floats, [.. slopes.Select(slope => Scale * slope * shrunk)], 4e-6);
    }));

    public static KernelComparison ClippedValues { get; } = new("clipping by value", bench =>
    {
        double[] slopes = Floats(2, 7);
        (BenchArray gradients, BenchArray scale) = Scaled(slopes);

        bench.Run(GradientKernels.ClipValues(0.3f, gradients.View, scale.View, "clip"), gradients, scale);

        return ErrorBound.Compare(gradients.Floats, [.. slopes.Select(slope => Scale * Math.Clamp(slope, -0.3f, 0.3f))], 1e-6);
    });

    public static KernelComparison AccumulatedGradients { get; } = new("gradient_accumulate", bench =>
    {
        (double[] first, double[] second) = (Floats(1, 7), Floats(2, 7));
        (BenchArray gradients, BenchArray part) = (BenchArray.Of([.. first.Select(value => (float)value)], isExact: true), BenchArray.Of(second));

        bench.Run(GradientKernels.Accumulate(gradients.View, part.View, "accumulate"), gradients, part);

        return ErrorBound.Compare(gradients.Floats, [.. first.Zip(second, (a, b) => a + b)], 1e-6);
    });

    /// <summary>Three parts of a batch of 17, twice.</summary>
    public static KernelComparison LossOfParts { get; } = new("loss_record of parts", bench =>
    {
        double[] losses = Floats(1, 17);
        BenchArray[] parts = [.. losses.Chunk(7).Select(part => BenchArray.Of(part))];
        (BenchArray control, BenchArray record) = (BenchArray.Of([34u, 2u, 1u, 9u]), BenchArray.Of(new float[4], isExact: true));
        Dispatch[] update = [.. BatchPart.Cut(17, 7).Zip(parts, (part, loss) => LossKernels.Record(part, loss.View, control.View, record.View, "record"))];

        bench.Run([.. update, .. update], [control, record, .. parts]);

        return ErrorBound.Compare(record.Floats, [0, 0, losses.Average(), losses.Average()], 1e-6).Worse(Same(control.Integers[..3], [68, 4, 1]));
    });

    public static KernelComparison AveragedWeights { get; } = new("weights_average", bench =>
    {
        const float Decay = 0.875f;
        double[][] weights = [.. Enumerable.Range(0, 4).Select(update => Floats(update, 7))];
        BenchArray[] parameters = [.. weights.Select(values => BenchArray.Of([.. values.Select(value => (float)value)], isExact: true))];
        BenchArray averages = BenchArray.Of(Floats(9, 7));
        (BenchArray control, BenchArray loss, BenchArray losses) = (BenchArray.Of(new uint[4]), BenchArray.Of([0f]), BenchArray.Of([0f], isExact: true));

        bench.Run(
            parameters.SelectMany(values => new[]
            {
                LossKernels.Record(1, loss.View, control.View, losses.View, "record"),
                WeightKernels.Average(Decay, values.View, control.View, averages.View, "average"),
            }),
            [averages, control, loss, losses, .. parameters]);

        double[] shares = [.. Enumerable.Range(0, 4).Select(update => Math.Pow(Decay, 3 - update))];
        double[] expected = [.. Enumerable.Range(0, 7).Select(i => shares.Select((share, update) => share * weights[update][i]).Sum() / shares.Sum())];
        return ErrorBound.Compare(averages.Floats, expected, 1e-6);
    });

    /// <summary>Three updates of a weight of two blocks, a bias, and a weight of one block, with gradients scaled as mixed precision has them.</summary>
    public static KernelComparison LayerwiseUpdatesBy(OptimizerDefinition optimizer) => new($"{optimizer.Name}, three updates of three tensors", bench =>
    {
        const int Updates = 3;
        (int Offset, int Length, bool IsAdapted)[] tensors = [(0, 200, true), (256, 5, false), (384, 3, true)];
        ReferenceOptimizer reference = ReferenceOptimizer.Of(optimizer);
        double[][] values = [.. tensors.Select((tensor, t) => Floats(t + 1, tensor.Length))];
        double[][] slopes = [.. tensors.Select((tensor, t) => Floats(t + 11, tensor.Length))];
        float[] rates = [0.1f, 0.05f, 0.2f];
        BenchArray parameters = BenchArray.Of(Flat(values, 1), isExact: true);
        BenchArray gradients = BenchArray.Of(Flat(slopes, Scale), isExact: true);
        BenchArray states = BenchArray.Of(new float[512 * optimizer.StateNames.Length]);
        uint[] words = [.. tensors.SelectMany(tensor => new[] { (uint)tensor.Offset / 128, (uint)(tensor.Length + 127) / 128, tensor.IsAdapted ? 1u : 0u, 0u })];
        BenchArray table = BenchArray.Of(words);
        BufferView exactTable = table.View with { ByteLength = tensors.Length * 16 };
        (BenchArray scratch, BenchArray ratios) = (BenchArray.Room(8), BenchArray.Room(8));
        (BenchArray control, BenchArray rateArray, BenchArray hyper) = (BenchArray.Of(new uint[4]), BenchArray.Of(rates, isExact: true), BenchArray.Of([.. optimizer.HyperBits]));
        (BenchArray loss, BenchArray losses) = (BenchArray.Of([0f]), BenchArray.Of([0f], isExact: true));
        BenchArray scale = BenchArray.Of([BitConverter.SingleToUInt32Bits(Scale), 0u, 0u, 0u]);

        Dispatch[] update =
        [
            LossKernels.Record(1, loss.View, control.View, losses.View, "record"),
            .. TrustKernels.Ratios(
                optimizer, parameters.View, gradients.View, states.View, hyper.View, control.View, scale.View, exactTable, scratch.View, ratios.View, "trust"),
            StepKernels.Update(optimizer, parameters.View, gradients.View, states.View, hyper.View, control.View, rateArray.View, scale.View, ratios.View, "update"),
        ];
        bench.Run(
            [.. Enumerable.Repeat(update, Updates).SelectMany(dispatches => dispatches)],
            parameters, gradients, states, table, scratch, ratios, control, rateArray, hyper, loss, losses, scale);

        double[][] kept = [.. tensors.Select(tensor => new double[tensor.Length * reference.StateCount])];
        for (int t = 1; t <= Updates; t++)
        {
            for (int i = 0; i < tensors.Length; i++)
            {
                reference.Update(values[i], slopes[i], kept[i], t, rates[t - 1], tensors[i].IsAdapted);
            }
        }

        // Of a bias, which keeps its rate, a momentum of hundreds of LARS's usual rates would be left; errors are in proportion.
        return ErrorBound.Compare(parameters.Floats, [.. Flat(values, 1).Select(value => (double)value)], 8e-6);

        float[] Flat(double[][] parts, float by)
        {
            float[] flat = new float[512];
            foreach (((int offset, _, _), double[] part) in tensors.Zip(parts))
            {
                part.Select(value => by * (float)value).ToArray().CopyTo(flat, offset);
            }

            return flat;
        }
    });

    private static (BenchArray Gradients, BenchArray Scale) Scaled(double[] slopes) =>
        (BenchArray.Of([.. slopes.Select(slope => Scale * (float)slope)], isExact: true), BenchArray.Of([BitConverter.SingleToUInt32Bits(Scale), 0u, 0u, 0u]));
}
