using System.Collections.Immutable;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;

namespace SweepDsl.Runtime.Network.Layers;

/// <summary>Several ways from one input, whose outputs lie side by side along the channels.</summary>
internal sealed class ConcatLayer(LayerPlace place, FeatureShape input, FeatureShape output, ImmutableArray<LayerSequence> branches) : Layer(place, "concat", input, output)
{
    private readonly ImmutableArray<LayerSequence> _branches = branches;

    /// <inheritdoc/>
    public override ImmutableArray<ParameterTensor> Parameters { get; } = [.. branches.SelectMany(branch => branch.Parameters)];

    /// <inheritdoc/>
    public override ImmutableArray<ParameterTensor> RunningStatistics { get; } = [.. branches.SelectMany(branch => branch.RunningStatistics)];

    /// <inheritdoc/>
    public override double Features => _branches.Sum(branch => branch.Features) + Output.Elements;

    /// <inheritdoc/>
    public override double MultiplyAdds => _branches.Sum(branch => branch.MultiplyAdds) + Output.Elements;

    /// <inheritdoc/>
    public override LayerPass Forward(PassBuilder pass, BufferView input)
    {
        ImmutableArray<SequencePass> branches = [.. _branches.Select(branch => branch.Forward(pass, input))];
        BufferView output = pass.Features($"{Name}.output", Output);
        for (int i = 0; i < branches.Length; i++)
        {
            pass.Add(Slice(i).Put(Pixels(pass), branches[i].Output, output, $"{Name}.branches.{i}.concat"));
        }

        return new Pass(this, output, branches);
    }

    private ChannelSlice Slice(int branch) => new(_branches.Take(branch).Sum(earlier => earlier.Output.Channels), _branches[branch].Output.Channels, Output.Channels);

    private long Pixels(PassBuilder pass) => checked((long)pass.Batch * Output.Height * Output.Width);

    private sealed record Pass(ConcatLayer Concat, BufferView Output, ImmutableArray<SequencePass> Branches) : LayerPass(Concat, Output, Pending: null)
    {
        public override BufferView? Backward(PassBuilder pass, BufferView gradient, WantedGradient? wanted)
        {
            List<BufferView> ways = [];
            for (int i = 0; i < Branches.Length; i++)
            {
                if (wanted is not null || Branches[i].HasParameters)
                {
                    // What came before goes several ways, so its activation is left to the sum of all gradients.
                    BufferView? way = Branches[i].Backward(pass, OutputGradient(pass, gradient, i), wanted is null ? null : new WantedGradient(null));
                    ways.AddRange(way is { } one ? [one] : []);
                }
            }

            return wanted is { } input ? Sum(pass, ways, input.Through) : null;
        }

        private BufferView OutputGradient(PassBuilder pass, BufferView gradient, int branch)
        {
            string name = $"{Concat.Name}.branches.{branch}";
            BufferView slice = pass.Features($"{name}.output_gradient", Branches[branch].Sequence.Output);
            pass.Add(Concat.Slice(branch).Take(Concat.Pixels(pass), gradient, slice, Branches[branch].Pending, $"{name}.concat_backward"));
            return slice;
        }

        // In the order of the branches; the last addition goes through the activation before.
        private BufferView Sum(PassBuilder pass, List<BufferView> ways, ActivationGradient? through)
        {
            BufferView sum = ways[0];
            for (int i = 1; i < ways.Count; i++)
            {
                BufferView next = pass.Features($"{Concat.Name}.input_gradient.{i}", Concat.Input);
                pass.Add(SumKernels.Backward(i == ways.Count - 1 ? through : null, pass.Elements(Concat.Input), sum, ways[i], next, $"{Concat.Name}.backward.{i}"));
                sum = next;
            }

            return sum;
        }
    }
}
