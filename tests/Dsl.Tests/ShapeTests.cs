using SweepDsl.Dsl.Model;

namespace SweepDsl.Dsl.Tests;

public sealed class ShapeTests
{
    [TestCase("conv2d: { filters: 4, kernel: 3 }", "14x14x4", 40)]
    [TestCase("conv2d: { filters: 4, kernel: 3, padding: same, bias: false }", "16x16x4", 36)]
    [TestCase("conv2d: { filters: 4, kernel: [1, 16], stride: [5, 1] }", "4x1x4", 68)]
    [TestCase("conv2d: { filters: 4, kernel: 18, padding: 1 }", "1x1x4", 1300)]
    [TestCase("conv2d: { filters: 4, kernel: 3, stride: 3, padding: same }", "6x6x4", 40)]
    [TestCase("max_pool2d: 3", "5x5x1", 0)]
    [TestCase("max_pool2d: { window: 3, stride: 2, padding: 1 }", "8x8x1", 0)]
    [TestCase("avg_pool2d: { window: 3, padding: same }", "6x6x1", 0)]
    [TestCase("global_avg_pool2d", "1", 0)]
    [TestCase("flatten", "256", 0)]
    [TestCase("dense: { units: 7, bias: false }", "7", 1792)]
    [TestCase("dropout: 0.5", "16x16x1", 0)]
    [TestCase("layer_norm", "16x16x1", 512)]
    [TestCase("depthwise_conv2d: { kernel: 3, multiplier: 4, padding: same }", "16x16x4", 40)]
    [TestCase("depthwise_conv2d: [3, 5]", "14x12x1", 16)]
    [TestCase("group_norm: 1", "16x16x1", 2)]
    [TestCase("batch_norm: { ghost: 16, activation: relu }", "16x16x1", 2)]
    public void Layers_have_the_shape_and_parameters_that_pytorch_gives_them(string layer, string output, long parameters)
    {
        NetworkSummary summary = Study.Model(Study.Layers(layer, "dense: 10")).Network.Summaries.Single();

        Assert.That(summary.Layers[0], Is.EqualTo(new LayerSummary("0", layer.Split(':')[0], output, parameters)));
        Assert.That(summary.Parameters, Is.EqualTo(summary.Layers.Sum(one => one.Parameters)));
    }

    [Test]
    public void A_grouped_convolution_has_the_weights_of_its_groups_alone()
    {
        NetworkSummary summary = Study.Model(Study.Layers("conv2d: { filters: 6, kernel: 1 }", "conv2d: { filters: 9, kernel: 3, groups: 3, padding: same }", "dense: 10")).Network.Summaries.Single();

        Assert.That(summary.Layers[1], Is.EqualTo(new LayerSummary("1", "conv2d", "16x16x9", (9 * 2 * 9) + 9)));
    }

    [Test]
    public void A_batch_norm_of_what_was_flattened_has_a_scale_and_a_shift_for_each_value()
    {
        NetworkSummary summary = Study.Model(Study.Layers("conv2d: { filters: 3, kernel: 3, padding: same }", "batch_norm", "flatten", "batch_norm", "dense: 12", "batch_norm", "dense: 10")).Network.Summaries.Single();

        Assert.That(summary.Layers.Where(layer => layer.Kind == "batch_norm").Select(layer => layer.Parameters), Is.EqualTo(new long[] { 6, 2 * 768, 24 }));
    }

    [Test]
    public void Layers_within_blocks_have_numbers_shapes_and_parameters_of_their_own()
    {
        NetworkSummary summary = Study.Model(Study.Layers(
            "residual: { layers: [ { conv2d: { filters: 4, kernel: 3, stride: 2, padding: 1 } } ], shortcut: [ { conv2d: { filters: 4, kernel: 1, stride: 2 } } ], activation: relu }",
            "concat: [ [], [ { residual: [ { dropout: 0.5 } ] }, { conv2d: { filters: 3, kernel: 1 } } ] ]",
            "dense: 10")).Network.Summaries.Single();

        Assert.That(summary.Layers, Is.EqualTo(new LayerSummary[]
        {
            new("0.0", "conv2d", "8x8x4", 40),
            new("0.shortcut.0", "conv2d", "8x8x4", 8),
            new("0", "residual", "8x8x4", 48),
            new("1.1.0.0", "dropout", "8x8x4", 0),
            new("1.1.0", "residual", "8x8x4", 0),
            new("1.1.1", "conv2d", "8x8x3", 15),
            new("1", "concat", "8x8x7", 15),
            new("2", "dense", "10", 4490),
        }));
        Assert.That(summary.Parameters, Is.EqualTo(4553));
    }

    [Test]
    public void Each_distinct_network_of_the_grid_is_summed_up_in_its_order()
    {
        NetworkSettings network = Study.Model(
            Study.Training(), Study.Layers("dense: ${8 * width}", "dense: 10"), Study.Parameters("width: { values: [2, 1] }", "batch_size: { values: [8, 16, 32] }")).Network;

        Assert.That(network.Summaries.Select(summary => summary.Layers[0].Output), Is.EqualTo(new[] { "16", "8" }));
    }

    [Test]
    public void Shapes_that_depend_on_the_size_of_unread_data_are_left_to_the_run()
    {
        NetworkSettings network = Study.Model(
            "dataset: { name: image_folder, path: a, size: [8, 8], channels: 1, classes: 10 }", Study.Layers("dense: ${max(1, examples % 7)}", "dense: 10")).Network;

        Assert.That(network.Summaries, Is.Empty);
    }

    [Test]
    public void Examples_are_those_left_after_the_choice_and_the_validation_part()
    {
        ParseResult result = Study.Parse(Study.With("dataset: { name: cifar10, train_examples: 1001, validation_fraction: 0.5 }", Study.Training("batch_size: ${examples - 500}")));

        Assert.That(result.Diagnostics.Single().Message, Does.Contain("its value is 0"));
    }
}
