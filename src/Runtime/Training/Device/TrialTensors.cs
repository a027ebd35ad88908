using System.Collections.Immutable;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Training.Device;

/// <summary>Brings parameters, running statistics and optimizer state between files (named tensors in PyTorch's layouts) and the device (flat buffers).</summary>
/// <param name="network">The network.</param>
/// <param name="optimizer">The optimizer; null where nothing is trained.</param>
internal sealed class TrialTensors(NetworkPlan network, OptimizerDefinition? optimizer)
{
    /// <summary>Put before the names of the parameters' averages in checkpoints.</summary>
    public const string AveragePrefix = "ema.";

    private int StateCount => optimizer?.StateNames.Length ?? 0;

    /// <summary>Initial values as drawn for a seed.</summary>
    public ImmutableArray<NamedTensor> Draw(int seed) =>
        [.. network.Tensors.Select(tensor => new NamedTensor(tensor.Name, tensor.Layout.FileShape, InitialWeights.Draw(tensor, seed)))];

    /// <summary>The network's tensors among some; each must be there with its shape.</summary>
    /// <param name="tensors">What a file holds.</param>
    /// <param name="source">The file's name, for errors.</param>
    /// <exception cref="SweepException">A tensor is missing or has another shape.</exception>
    public ImmutableArray<NamedTensor> Choose(ImmutableArray<NamedTensor> tensors, string source)
    {
        Dictionary<string, NamedTensor> byName = tensors.ToDictionary(tensor => tensor.Name);
        return [.. network.Tensors.Select(parameter => Choose(byName, parameter, source))];
    }

    /// <summary>Parameters in the device's order, from the network's tensors.</summary>
    public float[] ToFlat(ImmutableArray<NamedTensor> tensors) => ToFlat(network.Parameters, network.FlatLength, tensors);

    /// <summary>Running statistics in the device's order, from the network's tensors.</summary>
    public float[] RunningToFlat(ImmutableArray<NamedTensor> tensors) => ToFlat(network.RunningStatistics, network.RunningLength, tensors);

    /// <summary>The network's running statistics as tensors, from the device's order.</summary>
    public ImmutableArray<NamedTensor> RunningFromFlat(float[] flat) => [.. network.RunningStatistics.Select(tensor => FromFlat(flat, tensor, tensor.Name))];

    /// <summary>The network's parameters as tensors, from the device's order.</summary>
    /// <param name="flat">The flat buffer.</param>
    /// <param name="prefix">Put before each name.</param>
    public ImmutableArray<NamedTensor> FromFlat(float[] flat, string prefix = "") =>
        [.. network.Parameters.Select(parameter => FromFlat(flat, parameter, prefix + parameter.Name))];

    /// <summary>The optimizer's state as tensors <c>optimizer.STATE.PARAMETER</c>, from the device's interleaved order.</summary>
    public ImmutableArray<NamedTensor> StateFromFlat(float[] state)
    {
        ImmutableArray<NamedTensor>.Builder tensors = ImmutableArray.CreateBuilder<NamedTensor>();
        float[] one = new float[network.FlatLength];
        for (int s = 0; s < StateCount; s++)
        {
            for (int i = 0; i < one.Length; i++)
            {
                one[i] = state[(i * StateCount) + s];
            }

            tensors.AddRange(FromFlat(one, StatePrefix(s)));
        }

        return tensors.ToImmutable();
    }

    /// <summary>The optimizer's state in the device's interleaved order, from a checkpoint's tensors.</summary>
    public float[] StateToFlat(ImmutableArray<NamedTensor> tensors)
    {
        float[] state = new float[network.FlatLength * StateCount];
        for (int s = 0; s < StateCount; s++)
        {
            string prefix = StatePrefix(s);
            float[] one = ToFlat(Without(prefix, tensors));
            for (int i = 0; i < one.Length; i++)
            {
                state[(i * StateCount) + s] = one[i];
            }
        }

        return state;
    }

    /// <summary>A checkpoint's averages, under the parameters' names.</summary>
    public static ImmutableArray<NamedTensor> Averages(ImmutableArray<NamedTensor> tensors) => Without(AveragePrefix, tensors);

    private string StatePrefix(int state) => $"optimizer.{optimizer!.StateNames[state]}.";

    private static ImmutableArray<NamedTensor> Without(string prefix, ImmutableArray<NamedTensor> tensors) =>
        [.. tensors.Where(tensor => tensor.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(tensor => tensor with { Name = tensor.Name[prefix.Length..] })];

    private static float[] ToFlat(ImmutableArray<ParameterTensor> wanted, int length, ImmutableArray<NamedTensor> tensors)
    {
        float[] flat = new float[length];
        Dictionary<string, NamedTensor> byName = tensors.ToDictionary(tensor => tensor.Name);
        foreach (ParameterTensor parameter in wanted)
        {
            parameter.Layout.ToDevice(byName[parameter.Name].Values, flat.AsSpan(parameter.FloatOffset, parameter.Layout.Elements));
        }

        return flat;
    }

    private static NamedTensor FromFlat(float[] flat, ParameterTensor parameter, string name)
    {
        float[] values = new float[parameter.Layout.Elements];
        parameter.Layout.ToFile(flat.AsSpan(parameter.FloatOffset, parameter.Layout.Elements), values);
        return new NamedTensor(name, parameter.Layout.FileShape, values);
    }

    private static NamedTensor Choose(Dictionary<string, NamedTensor> tensors, ParameterTensor parameter, string source)
    {
        string expected = $"'{parameter.Name}' of shape [{string.Join(", ", parameter.Layout.FileShape)}]";
        if (!tensors.TryGetValue(parameter.Name, out NamedTensor? tensor))
        {
            throw new SweepException(ExitCode.Data, $"{source} has no tensor {expected}, which the network needs. It has: {string.Join(", ", tensors.Keys.Order(StringComparer.Ordinal))}.");
        }

        return tensor.Shape.SequenceEqual(parameter.Layout.FileShape)
            ? tensor
            : throw new SweepException(ExitCode.Data, $"{source}: the network needs {expected}, the file has shape [{string.Join(", ", tensor.Shape)}].");
    }
}
