using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Dsl.Shapes;

/// <summary>Layers by their words in the YAML, and the expressions in them.</summary>
internal static class LayerWords
{
    /// <summary>A layer's word.</summary>
    public static string Of(Layer layer) => layer switch
    {
        Conv2dLayer => "conv2d",
        DepthwiseConv2dLayer => "depthwise_conv2d",
        DenseLayer => "dense",
        MaxPool2dLayer => "max_pool2d",
        AvgPool2dLayer => "avg_pool2d",
        GlobalAvgPool2dLayer => "global_avg_pool2d",
        FlattenLayer => "flatten",
        DropoutLayer => "dropout",
        BatchNormLayer => "batch_norm",
        LayerNormLayer => "layer_norm",
        GroupNormLayer => "group_norm",
        ResidualLayer => "residual",
        ConcatLayer => "concat",
        _ => "activation",
    };

    /// <summary>The expressions that a layer's shape depends on, or whether it can work at all, and those of the layers within it.</summary>
    public static IEnumerable<Expression> ShapeExpressions(Layer layer) => layer switch
    {
        Conv2dLayer conv => [conv.Filters, conv.Bias, .. conv.Groups is null ? Array.Empty<Expression>() : [conv.Groups], .. Window(conv.Kernel, conv.Stride, conv.Padding)],
        DepthwiseConv2dLayer conv => [conv.Multiplier, conv.Bias, .. Window(conv.Kernel, conv.Stride, conv.Padding)],
        DenseLayer dense => [dense.Units, dense.Bias],
        MaxPool2dLayer pool => Window(pool.Window, pool.Stride, pool.Padding),
        AvgPool2dLayer pool => Window(pool.Window, pool.Stride, pool.Padding),
        BatchNormLayer { Ghost: { } ghost } => [ghost],
        GroupNormLayer norm => [norm.Groups],
        ResidualLayer residual => residual.Layers.Concat(residual.Shortcut).SelectMany(ShapeExpressions),
        ConcatLayer concat => concat.Branches.SelectMany(branch => branch).SelectMany(ShapeExpressions),
        _ => [],
    };

    private static IEnumerable<Expression> Window(ExtentSetting window, ExtentSetting stride, PaddingSetting padding) =>
        [window.Height, window.Width, stride.Height, stride.Width, .. padding.Pixels is null ? Array.Empty<Expression>() : [padding.Pixels]];
}
