using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Tests.Network;

/// <summary>Shapes, parameters and their places; no device is needed.</summary>
public sealed class NetworkPlanTests
{
    private static readonly Activation Relu = new("relu", ActivationSource.Output);
    private static readonly Activation Identity = new("identity", ActivationSource.Output);

    [Test]
    public void The_studys_network_has_15722_parameters()
    {
        NetworkPlan plan = NetworkPlan.Create(new NetworkDefinition(new FeatureShape(3, 32, 32), [
            Conv(16), Pool(), Conv(32), Pool(), Conv(32), Pool(), new GlobalAvgPool2dDefinition(),
            Dense(32, Relu), new DropoutDefinition(0.1), Dense(10, Identity)]));

        Assert.Multiple(() =>
        {
            Assert.That(plan.ParameterCount, Is.EqualTo(15_722));
            Assert.That(plan.Layers.Select(layer => layer.Output.ToString()), Is.EqualTo(new[] {
                "32x32x16", "16x16x16", "16x16x32", "8x8x32", "8x8x32", "4x4x32", "32", "32", "32", "10" }));
            Assert.That(plan.Parameters.Select(tensor => tensor.Name).Take(3), Is.EqualTo(new[] { "layers.0.weight", "layers.0.bias", "layers.2.weight" }));
        });
    }

    [Test]
    public void Tensors_start_at_multiples_of_256_bytes_and_never_overlap()
    {
        NetworkPlan plan = NetworkPlan.Create(new NetworkDefinition(new FeatureShape(1, 5, 7), [Conv(3), Dense(11, Relu), Dense(2, Identity)]));

        int end = 0;
        foreach (ParameterTensor tensor in plan.Parameters)
        {
            Assert.That(tensor.FloatOffset % 64, Is.Zero);
            Assert.That(tensor.FloatOffset, Is.GreaterThanOrEqualTo(end));
            end = tensor.FloatOffset + tensor.Layout.Elements;
        }

        Assert.That(plan.FlatLength, Is.GreaterThanOrEqualTo(end));
    }

    [Test]
    public void A_dense_layer_flattens_the_image_before_it()
    {
        NetworkPlan plan = NetworkPlan.Create(new NetworkDefinition(new FeatureShape(3, 4, 5), [Dense(7, Identity)]));

        Assert.That(plan.Parameters[0].Layout.FileShape, Is.EqualTo(new[] { 7, 60 }));
    }

    [Test]
    public void A_window_larger_than_its_input_is_refused_with_layer_and_shapes()
    {
        NetworkDefinition definition = new(new FeatureShape(1, 4, 4), [Pool(), Pool(), Pool()]);

        Assert.That(() => NetworkPlan.Create(definition),
            Throws.ArgumentException.With.Message.Contains("Layer 2 (max_pool2d)").And.Message.Contains("2x2").And.Message.Contains("1x1x1"));
    }

    [Test]
    public void A_convolution_after_a_vector_is_refused()
    {
        Assert.That(() => NetworkPlan.Create(new NetworkDefinition(new FeatureShape(1, 4, 4), [Dense(4, Relu), Conv(2)])),
            Throws.ArgumentException.With.Message.Contains("needs an image"));
    }

    [Test]
    public void Tensors_within_blocks_are_named_as_PyTorch_names_those_of_modules()
    {
        NetworkPlan plan = NetworkPlan.Create(new NetworkDefinition(new FeatureShape(1, 4, 4), [
            Conv(2), new ResidualDefinition([Conv(3)], [Conv(3)], Relu), new ConcatDefinition([[], [Conv(2), Conv(1)]]), Dense(10, Identity)]));

        Assert.That(plan.Parameters.Where(tensor => tensor.Role == ParameterRole.Weight).Select(tensor => tensor.Name), Is.EqualTo(new[]
        {
            "layers.0.weight", "layers.1.layers.0.weight", "layers.1.shortcut.0.weight", "layers.2.branches.1.0.weight", "layers.2.branches.1.1.weight", "layers.3.weight",
        }));
        Assert.That(plan.Parameters.Select(tensor => tensor.Layer).Distinct(), Is.EqualTo(new[] { 0, 256, 257, 258, 259, 3 }));
        Assert.That(plan.Layers.Select(layer => layer.Output.ToString()), Is.EqualTo(new[] { "4x4x2", "4x4x3", "4x4x4", "10" }));
    }

    [Test]
    public void What_a_block_cannot_add_or_put_side_by_side_is_refused_with_its_number()
    {
        static NetworkDefinition Network(LayerDefinition layer) => new(new FeatureShape(1, 4, 4), [new DropoutDefinition(0.1), layer]);

        Assert.That(() => NetworkPlan.Create(Network(new ResidualDefinition([Conv(2)], [], Relu))), Throws.ArgumentException.With.Message.Contains("Layer 1 (residual) adds 4x4x2 to 4x4x1"));
        Assert.That(() => NetworkPlan.Create(Network(new ConcatDefinition([[], [Pool()]]))), Throws.ArgumentException.With.Message.Contains("Layer 1 (concat) puts 2x2x1 beside 4x4x1"));
        Assert.That(() => NetworkPlan.Create(Network(new ConcatDefinition([[], [Pool(), Pool(), Pool()]]))), Throws.ArgumentException.With.Message.Contains("Layer 1.1.2 (max_pool2d)"));
    }

    [Test]
    public void Grouped_convolutions_have_PyTorchs_shapes()
    {
        NetworkPlan plan = NetworkPlan.Create(new NetworkDefinition(new FeatureShape(6, 4, 4), [
            Conv(9) with { Groups = 3 }, new DepthwiseConv2dDefinition(new Extent(3, 2), 2, new Extent(1, 1), Padding.Same, Relu, Bias: true, Initializer.HeNormal), Dense(10, Identity)]));

        Assert.That(plan.Parameters[0].Layout.FileShape, Is.EqualTo(new[] { 9, 2, 3, 3 }));
        Assert.That(plan.Parameters[2].Layout.FileShape, Is.EqualTo(new[] { 18, 1, 3, 2 }));
        Assert.That((plan.Parameters[2].FanIn, plan.Parameters[2].FanOut), Is.EqualTo((6, 12)));
        Assert.That(
            () => NetworkPlan.Create(new NetworkDefinition(new FeatureShape(6, 4, 4), [Conv(9) with { Groups = 4 }])), Throws.ArgumentException.With.Message.Contains("Layer 0 (conv2d) cannot make 4 groups"));
    }

    [Test]
    public void A_batch_norm_has_PyTorchs_tensors_two_of_which_are_not_trained()
    {
        NetworkPlan plan = NetworkPlan.Create(new NetworkDefinition(new FeatureShape(1, 4, 4), [
            Conv(3), new BatchNormDefinition(0.1, 1e-5, null, Relu), new ResidualDefinition([new BatchNormDefinition(0.1, 1e-5, 4, Relu)], [], Identity),
            new FlattenDefinition(), new BatchNormDefinition(0.1, 1e-5, null, Identity), Dense(10, Identity)]));

        Assert.That(plan.Parameters.Where(tensor => tensor.Role == ParameterRole.Scale).Select(tensor => tensor.Name), Is.EqualTo(new[] { "layers.1.weight", "layers.2.layers.0.weight", "layers.4.weight" }));
        Assert.That(plan.RunningStatistics.Select(tensor => tensor.Name), Is.EqualTo(new[]
        {
            "layers.1.running_mean", "layers.1.running_var", "layers.2.layers.0.running_mean", "layers.2.layers.0.running_var", "layers.4.running_mean", "layers.4.running_var",
        }));
        Assert.That(plan.RunningStatistics.Select(tensor => tensor.FloatOffset), Is.EqualTo(new[] { 0, 128, 256, 384, 512, 640 }));
        Assert.That(plan.RunningStatistics[^1].Layout.FileShape, Is.EqualTo(new[] { 48 }));
        Assert.That(plan.ParameterCount, Is.EqualTo(30 + 6 + 6 + 96 + 490));
    }

    private static Conv2dDefinition Conv(int filters) => new(filters, new Extent(3, 3), new Extent(1, 1), Padding.Same, Relu, Bias: true, Initializer.HeNormal);

    private static MaxPool2dDefinition Pool() => new(new Extent(2, 2), new Extent(2, 2), Padding.Valid);

    private static DenseDefinition Dense(int units, Activation activation) => new(units, activation, Bias: true, Initializer.HeNormal);
}
