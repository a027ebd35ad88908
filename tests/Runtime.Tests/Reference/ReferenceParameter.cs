using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Reference;

/// <summary>A parameter tensor in double precision and in the device's order, with its gradient and what the optimizer keeps for it.</summary>
/// <param name="name">Its name in files, such as <c>layers.0.weight</c>.</param>
/// <param name="fileShape">Its shape in files: OIHW, [out, in], or [out].</param>
/// <param name="deviceIndices">For each value in the file's order, where it lies on the device.</param>
public sealed class ReferenceParameter(string name, ImmutableArray<int> fileShape, ImmutableArray<int> deviceIndices)
{
    /// <summary>Its name in files.</summary>
    public string Name { get; } = name;

    /// <summary>Its shape in files.</summary>
    public ImmutableArray<int> FileShape { get; } = fileShape;

    /// <summary>Its values, in the device's order.</summary>
    public double[] Values { get; } = new double[deviceIndices.Length];

    /// <summary>The loss's gradient, in the device's order.</summary>
    public double[] Gradient { get; set; } = new double[deviceIndices.Length];

    /// <summary>The optimizer's numbers for each value, one value's after another's.</summary>
    public double[] State { get; set; } = [];

    /// <summary>Takes the values of a tensor in the file's order.</summary>
    public void Load(NamedTensor tensor)
    {
        Assert.That(tensor.Shape.AsEnumerable(), Is.EqualTo(FileShape), $"The shape of {Name}");
        for (int i = 0; i < deviceIndices.Length; i++)
        {
            Values[deviceIndices[i]] = tensor.Values[i];
        }
    }

    /// <summary>Values that lie in the device's order, brought to the file's.</summary>
    public double[] InFileOrder(double[] device) => [.. deviceIndices.Select(i => device[i])];

    /// <summary>A bias of this many outputs.</summary>
    public static ReferenceParameter Bias(string layer, int outputs) =>
        new($"{layer}.bias", [outputs], [.. Enumerable.Range(0, outputs)]);

    /// <summary>One value for each channel, or for each feature of what was flattened: (channel, row, column) order in files.</summary>
    public static ReferenceParameter PerChannel(string name, FeatureShape input) => input.IsFlat
        ? new(name, [input.Elements], FeatureIndices(input))
        : new(name, [input.Channels], [.. Enumerable.Range(0, input.Channels)]);

    /// <summary>One value for each feature: (channel, row, column) order in files.</summary>
    public static ReferenceParameter PerFeature(string name, FeatureShape input) =>
        new(name, input.IsFlat ? [input.Elements] : [input.Channels, input.Height, input.Width], FeatureIndices(input));

    /// <summary>One value for each channel, all the same at first.</summary>
    public static ReferenceParameter PerChannel(string name, FeatureShape input, double value)
    {
        ReferenceParameter parameter = PerChannel(name, input);
        Array.Fill(parameter.Values, value);
        return parameter;
    }

    /// <summary>A convolution's weights: [out, in, height, width] in files, [height, width, in, out] on the device.</summary>
    public static ReferenceParameter ConvolutionWeight(string layer, int height, int width, int inputs, int outputs) => new(
        $"{layer}.weight",
        [outputs, inputs, height, width],
        [
            .. from k in Enumerable.Range(0, outputs)
               from c in Enumerable.Range(0, inputs)
               from r in Enumerable.Range(0, height)
               from s in Enumerable.Range(0, width)
               select (((((r * width) + s) * inputs) + c) * outputs) + k,
        ]);

    /// <summary>A dense layer's weights: [out, (channel, row, column)] in files, [(row, column, channel), out] on the device.</summary>
    public static ReferenceParameter DenseWeight(string layer, int height, int width, int channels, int outputs) => new(
        $"{layer}.weight",
        [outputs, channels * height * width],
        [
            .. from o in Enumerable.Range(0, outputs)
               from c in Enumerable.Range(0, channels)
               from row in Enumerable.Range(0, height)
               from column in Enumerable.Range(0, width)
               select (((((row * width) + column) * channels) + c) * outputs) + o,
        ]);

    private static ImmutableArray<int> FeatureIndices(FeatureShape input) =>
    [
        .. from c in Enumerable.Range(0, input.Channels)
           from row in Enumerable.Range(0, input.Height)
           from column in Enumerable.Range(0, input.Width)
           select (((row * input.Width) + column) * input.Channels) + c,
    ];
}
