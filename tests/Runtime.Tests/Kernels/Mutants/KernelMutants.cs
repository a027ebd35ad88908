using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using static SweepDsl.Runtime.Tests.Kernels.Mutants.BlockComparisons;
using static SweepDsl.Runtime.Tests.Kernels.Mutants.LayerComparisons;
using static SweepDsl.Runtime.Tests.Kernels.Mutants.NormComparisons;
using static SweepDsl.Runtime.Tests.Kernels.Mutants.PoolComparisons;
using static SweepDsl.Runtime.Tests.Kernels.Mutants.ScaleComparisons;
using static SweepDsl.Runtime.Tests.Kernels.Mutants.StepComparisons;
using static SweepDsl.Runtime.Tests.Kernels.Mutants.UpdateComparisons;

namespace SweepDsl.Runtime.Tests.Kernels.Mutants;

/// <summary>Mistakes that a kernel could have, each in a text that the kernel has. A changed kernel may want its mutants changed; none may be dropped without another for its mistake.</summary>
public static class KernelMutants
{
    private static readonly KernelComparison Sgd = UpdatesBy(new SgdOptimizer { Momentum = 0.8, WeightDecay = 0.1 });
    private static readonly KernelComparison Nesterov = UpdatesBy(new SgdOptimizer { Momentum = 0.8, Nesterov = true });
    private static readonly KernelComparison Adam = UpdatesBy(new AdamOptimizer { WeightDecay = 0.1 });
    private static readonly KernelComparison Adamw = UpdatesBy(new AdamwOptimizer { WeightDecay = 0.1, Epsilon = 0.1 });

    private static readonly KernelComparison Rmsprop = UpdatesBy(new RmspropOptimizer { Decay = 0.5, Momentum = 0.8, WeightDecay = 0.1, Epsilon = 0.1 });
    private static readonly KernelComparison Adagrad = UpdatesBy(new AdagradOptimizer { LearningRateDecay = 0.5, InitialSum = 0.2, WeightDecay = 0.1, Epsilon = 0.1 });
    private static readonly KernelComparison Lion = UpdatesBy(new LionOptimizer { Beta1 = 0.3, Beta2 = 0.8, WeightDecay = 0.1 });
    private static readonly KernelComparison Lars = LayerwiseUpdatesBy(new LarsOptimizer { Momentum = 0.8, WeightDecay = 0.1, TrustCoefficient = 0.1, Epsilon = 0.01 });
    private static readonly KernelComparison Lamb = LayerwiseUpdatesBy(new LambOptimizer { Beta1 = 0.7, Beta2 = 0.9, WeightDecay = 0.1, Epsilon = 0.01 });

    private static readonly KernelComparison RegisterForward = ConvolutionForward.In(KernelFamily.Register);
    private static readonly KernelComparison RegisterInput = ConvolutionBackwardInput.In(KernelFamily.Register);
    private static readonly KernelComparison RegisterWeight = ConvolutionBackwardWeight.In(KernelFamily.Register);
    private static readonly KernelComparison RegisterDenseForward = ProductForward.In(KernelFamily.Register);
    private static readonly KernelComparison RegisterDenseInput = ProductBackwardInput.In(KernelFamily.Register);
    private static readonly KernelComparison RegisterDenseWeight = ProductBackwardWeight.In(KernelFamily.Register);
    private static readonly KernelComparison RegisterMaxPool = FusedMaxPool.In(KernelFamily.Register);
    private static readonly KernelComparison TiledForward = ConvolutionForward.In(KernelFamily.Tiled);
    private static readonly KernelComparison TiledInput = ConvolutionBackwardInput.In(KernelFamily.Tiled);
    private static readonly KernelComparison TiledWeight = ConvolutionBackwardWeight.In(KernelFamily.Tiled);
    private static readonly KernelComparison TiledDenseForward = ProductForward.In(KernelFamily.Tiled);
    private static readonly KernelComparison TiledDenseInput = ProductBackwardInput.In(KernelFamily.Tiled);
    private static readonly KernelComparison TiledDenseWeight = ProductBackwardWeight.In(KernelFamily.Tiled);

    /// <summary>Everything that the mutants turn red, and that is green without them.</summary>
    public static IEnumerable<KernelComparison> Comparisons => All.Select(mutant => mutant.Comparison).Distinct();

    public static ImmutableArray<KernelMutant> All { get; } =
    [
        new("the bias is dropped", "conv2d_forward_register.comp", "sum[t] + shift", "sum[t]", RegisterForward),
        new("the strides are swapped", "conv2d_forward_register.comp", "int(p * stride_y)", "int(p * stride_x)", RegisterForward),
        new("the border is off by one", "conv2d_forward_register.comp", "- int(padding_left)", "- int(padding_left) + 1", RegisterForward),
        new("the kernel is upside down", "conv2d_forward_register.comp", "uint(top[t]) + r < input_height", "uint(top[t]) + (window_height - 1 - r) < input_height", RegisterForward),
        new("the kernel's last column is left out", "conv2d_forward_register.comp", "uint(left[t]) + s < input_width", "s + 1 < window_width && uint(left[t]) + s < input_width", RegisterForward),
        new("the row below is taken at the border", "conv2d_forward_register.comp", "uint(left[t]) + s < input_width", "true", RegisterForward),
        new("the last block of inputs is left out", "conv2d_forward_register.comp", "first < window_units;", "first + block_units < window_units;", RegisterForward),
        new("a neighbour's input is taken", "conv2d_forward_register.comp", "first_lane + u + i / unit", "first_lane + u", RegisterForward),
        new("the groups make the same pixels", "conv2d_forward_register.comp", "(subgroup_size / channel_lanes) + group)", "(subgroup_size / channel_lanes))", RegisterForward),
        new("the activation is forgotten", "conv2d_forward_register.comp", "activation_forward(sum", "(sum", RegisterForward),

        new("the strides are swapped", "conv2d_backward_input_register.comp", "bottom[t] = int((h + padding_top) / stride_y)", "bottom[t] = int((h + padding_top) / stride_x)", RegisterInput),
        new("the border is off by one", "conv2d_backward_input_register.comp", "right[t] = int((v + padding_left) / stride_x)", "right[t] = int((v + padding_left + 1) / stride_x)", RegisterInput),
        new("the kernel is turned", "conv2d_backward_input_register.comp", "((first_r + up * stride_y) * window_width", "((window_height - 1 - first_r - up * stride_y) * window_width", RegisterInput),
        new("the activation before is forgotten", "include/store_backward_input.glsl", "activation_backward(float(saved[index + e]), sum[e])", "sum[e]", RegisterInput),
        new("the incoming gradient is taken for 1", "conv2d_backward_input_register.comp", "texelFetch(output_gradient_texels, inside ? corner[t] + offset : 0)", "vec4(1.0)", RegisterInput),
        new("the next example's gradient is taken at the border", "conv2d_backward_input_register.comp", "uint(bottom[t] - int(up)) < output_height", "true", RegisterInput),
        new("the last block of gradients is left out", "conv2d_backward_input_register.comp", "first < window_units;", "first + block_units < window_units;", RegisterInput),

        new("the bias gradient is dropped", "conv2d_backward_weight_register.comp", "bias_sum += gradient[t]", "bias_sum += 0.0 * gradient[t]", RegisterWeight),
        new("the last pixel is left out", "conv2d_backward_weight_register.comp", "* piece_length, pixels)", "* piece_length, pixels - 1)", RegisterWeight),
        new("pixels over the last of a piece count", "conv2d_backward_weight_register.comp", "bool exists = first + t < end;", "bool exists = true;", RegisterDenseWeight),
        new("pixels over the last of a piece count in the bias", "conv2d_backward_weight_register.comp", "mix(vec4(0.0), gradients(pixel, channel), bvec4(exists))", "gradients(pixel, channel)", RegisterDenseWeight),
        new("the border is off by one", "conv2d_backward_weight_register.comp", "- int(padding_top)", "- int(padding_top) + 1", RegisterWeight),
        new("rows and columns of the window are swapped", "conv2d_backward_weight_register.comp", "across = int(tap % window_width)", "across = int(tap / window_width)", RegisterWeight),
        new("only the last piece is kept", "reduce_partials.comp", "sum += weight_partials", "sum = weight_partials", ConvolutionBackwardWeight),
        new("the last piece of the bias is left out", "reduce_partials.comp", "for (uint j = 0; j < pieces; j++) {\n            sum += bias_partials", "for (uint j = 0; j + 1 < pieces; j++) {\n            sum += bias_partials", ConvolutionBackwardWeight),

        new("the bias is dropped", "conv2d_forward_register.comp", "sum[t] + shift", "sum[t]", RegisterDenseForward),
        new("the last input is left out", "conv2d_forward_register.comp", "mine < window_units && uint(top", "mine + 1 < window_units && uint(top", RegisterDenseForward),
        new("the weight lies [out, in]", "conv2d_forward_register.comp", "int(row + min(k + i, last_channel))", "int((k + i) * input_channels + row / output_channels)", RegisterDenseForward),
        new("the activation before is forgotten", "include/store_backward_input.glsl", "activation_backward(float(saved[index + e]), sum[e])", "sum[e]", RegisterDenseInput),
        new("the sign is wrong", "conv2d_backward_input_register.comp", "sum[t] = fma(vec4(", "sum[t] = fma(-vec4(", RegisterDenseInput),
        new("the bias gradient is dropped", "conv2d_backward_weight_register.comp", "bias_sum += gradient[t]", "bias_sum += 0.0 * gradient[t]", RegisterDenseWeight),
        new("the last example is left out", "conv2d_backward_weight_register.comp", "* piece_length, pixels)", "* piece_length, pixels - 1)", RegisterDenseWeight),

        new("the strides are swapped", "conv2d_forward_tiled.comp", "% output_height * stride_y) - int(padding_top)", "% output_height * stride_x) - int(padding_top)", TiledForward),
        new("the border is off by one", "conv2d_forward_tiled.comp", "- int(padding_left)", "- int(padding_left) + 1", TiledForward),
        new("the kernel is upside down", "conv2d_forward_tiled.comp", "place.top + int(tap / window_width)", "place.top + int(window_height - 1 - tap / window_width)", TiledForward),
        new("the last term is left out", "conv2d_forward_tiled.comp", "0, fan_in, false", "0, fan_in - 1, false", TiledForward),
        new("the border repeats the edge", "conv2d_forward_tiled.comp", "inside = h < input_height && v < input_width;", "inside = true; h = uint(clamp(int(h), 0, int(input_height) - 1)); v = uint(clamp(int(v), 0, int(input_width) - 1));", TiledForward),
        new("the strides are swapped", "conv2d_backward_input_tiled.comp", "int((pixel.x + padding_top) / stride_y)", "int((pixel.x + padding_top) / stride_x)", TiledInput),
        new("the border is off by one", "conv2d_backward_input_tiled.comp", "int((pixel.y + padding_left) / stride_x)", "int((pixel.y + padding_left + 1) / stride_x)", TiledInput),
        new("the kernel is turned", "conv2d_backward_input_tiled.comp", "((tap.y * window_width", "(((window_height - 1 - tap.y) * window_width", TiledInput),
        new("the incoming gradient is taken for 1", "conv2d_backward_input_tiled.comp", "mix(0.0, float(dz[place_of_value]), inside)", "mix(0.0, 1.0, inside)", TiledInput),
        new("classes of pixels take each other's taps", "conv2d_backward_input_tiled.comp", "uvec2(stride_x, stride_y) + first_tap", "uvec2(stride_x, stride_y) + rest", TiledInput),
        new("the last pixel is left out", "conv2d_backward_weight_tiled.comp", "min(begin + piece_length, batch * (output_height * output_width))", "min(begin + piece_length, batch * (output_height * output_width) - 1)", TiledWeight),
        new("the border is off by one", "conv2d_backward_weight_tiled.comp", "- int(padding_top)", "- int(padding_top) + 1", TiledWeight),
        new("rows and columns of the window are swapped", "conv2d_backward_weight_tiled.comp", "ivec4(tap % window_width)", "ivec4(tap / window_width)", TiledWeight),
        new("every piece starts at the first pixel", "conv2d_backward_weight_tiled.comp", "first_column, begin,", "first_column, 0,", TiledWeight),
        new("the bias gradient is of the first piece alone", "conv2d_backward_weight_tiled.comp", "has_bias && first_row == 0;", "has_bias && first_row == 0 && piece == 0;", TiledWeight),
        new("the weight lies [out, in]", "dense_forward_tiled.comp", "return vec4(float(w[index.x])", "return vec4(w[o * inputs + i]", TiledDenseForward),
        new("the last input is left out", "dense_forward_tiled.comp", "0, inputs, false", "0, inputs - 1, false", TiledDenseForward),
        new("the last output is left out", "dense_backward_input_tiled.comp", "0, outputs, false", "0, outputs - 1, false", TiledDenseInput),
        new("the last example is left out", "dense_backward_weight_tiled.comp", "min(begin + piece_length, batch)", "min(begin + piece_length, batch - 1)", TiledDenseWeight),
        new("the bias is dropped", "include/store_forward.glsl", "bias[min(column + 3, last)])", "bias[min(column + 3, last)]) * 0.0", TiledDenseForward),
        new("the activation is forgotten", "include/store_forward.glsl", "activation_forward(sum", "(sum", TiledForward),
        new("the activation before is forgotten", "include/store_backward_input.glsl", "activation_backward(float(saved[index + e]), sum[e])", "sum[e]", TiledInput),
        new("the bias gradient is dropped", "include/store_backward_weight.glsl", "+ column] = sum;", "+ column] = 0.0;", TiledDenseWeight),
        new("a sum's last round is multiplied to its full depth", "products/fma.glsl", "whole_depth || k + e < depth", "true", TiledDenseForward),
        new("the sign is wrong", "products/fma.glsl", "fma(vec4(left[i / 4][i % 4])", "fma(-vec4(left[i / 4][i % 4])", TiledDenseForward),
        new("every round multiplies the half that the first one filled", "include/tile_product.glsl", "multiply_round(half_in_use, depth);", "multiply_round(0, depth);", TiledWeight),
        new("a round is skipped", "include/tile_product.glsl", "load_round(first_column, k + tile_depth, end)", "load_round(first_column, k, end)", TiledWeight),

        new("the strides are swapped", "grouped_conv2d_forward.comp", "% output_height * stride_y)", "% output_height * stride_x)", GroupedConvolution),
        new("the border is off by one", "grouped_conv2d_forward.comp", "- int(padding_left)", "- int(padding_left) + 1", GroupedConvolution),
        new("every filter sees the first channel of its group alone", "grouped_conv2d_forward.comp", "h * input_width + v, i, k)", "h * input_width + v, 0, k)", GroupedConvolution),
        new("all see the first group", "include/grouped_channels.glsl", "output_channels_from(k) / group_outputs * group_inputs + i", "uvec4(i)", GroupedConvolution),
        new("all of a four see the first group", "include/grouped_channels.glsl", "k / group_outputs * group_inputs + i])", "i])", GroupedConvolution),
        new("a channel's neighbour is taken", "include/grouped_channels.glsl", "x4[(first + k) / 4]", "x4[first / 4]", GroupedConvolution),
        new("the weights lie by group", "include/grouped_weights.glsl", "row * output_channels + output_channels_from(k)", "row + output_channels_from(k) * group_inputs", GroupedConvolution),
        new("the strides are swapped", "grouped_conv2d_backward_input.comp", "int(r)) / stride_y", "int(r)) / stride_x", GroupedConvolution),
        new("the border is off by one", "grouped_conv2d_backward_input.comp", "% input_width + padding_left", "% input_width + padding_left + 1", GroupedConvolution),
        new("all hand their gradient to the first group", "grouped_conv2d_backward_input.comp", "channel / group_inputs * group_outputs", "uvec4(0)", GroupedConvolution),
        new("the first channel's weights serve the whole group", "grouped_conv2d_backward_input.comp", "+ channel % group_inputs)", "+ channel * 0u)", GroupedConvolution),
        new("the last output of a group hands nothing back", "grouped_conv2d_backward_input.comp", "o < group_outputs;", "o + 1 < group_outputs || o == 0 && group_outputs == 1;", GroupedConvolution),
        new("the taps are turned", "grouped_conv2d_backward_input.comp", "r * window_width + s, c)", "(window_height - 1 - r) * window_width + s, c)", GroupedConvolution),
        new("the last pixel is left out", "grouped_conv2d_backward_weight.comp", "batch * (output_height * output_width));", "batch * (output_height * output_width) - 1);", GroupedConvolution),
        new("rows and columns of the window are swapped", "grouped_conv2d_backward_weight.comp", "stride_x + tap % window_width", "stride_x + tap / window_width", GroupedConvolution),
        new("every piece starts at the first pixel", "grouped_conv2d_backward_weight.comp", "uint n = piece * piece_length;", "uint n = 0;", GroupedConvolution),
        new("pixels without the tap leave out the bias", "grouped_conv2d_backward_weight.comp", "bias_sum += gradient;", "bias_sum += n % 2 == 0 ? gradient : vec4(0.0);", GroupedConvolution),
        new("the weights' channel of the group is the first", "grouped_conv2d_backward_weight.comp", "row % group_inputs, k)", "0, k)", GroupedConvolution),

        new("the last of equal values wins", "max_pool2d_forward.comp", "value[e] > best[e]", "value[e] >= best[e]", MaxPool),
        new("the border is a 0 that may win", "max_pool2d_forward.comp", "bool found = false", "bool found = true", MaxPool),
        new("the border is off by one", "max_pool2d_forward.comp", "- int(padding_top)", "- int(padding_top) + 1", MaxPool),
        new("a later window overwrites an earlier one's gradient", "max_pool2d_backward.comp", "sum += won(", "sum = won(", MaxPool),
        new("the strides are swapped", "max_pool2d_backward.comp", "int(r)) / stride_y", "int(r)) / stride_x", MaxPool),
        new("the last of equal values wins", "conv2d_forward_register.comp", "value[i] > largest[i]", "value[i] >= largest[i]", RegisterMaxPool),
        new("the first place always wins", "conv2d_forward_register.comp", "winner[i] = place;", "winner[i] = 0;", RegisterMaxPool),
        new("the windows' pixels are taken in rows of the image", "conv2d_forward_register.comp", "pool_height + place / pool_width", "pool_height + place % pool_width", RegisterMaxPool),
        new("two channels' bytes are swapped", "conv2d_forward_register.comp", "winner.y << 8 | winner.z << 16", "winner.z << 8 | winner.y << 16", RegisterMaxPool),
        new("losers keep the gradient", "max_unpool2d.comp", "mix(vec4(0.0), gradient, equal(winner, uvec4(place)))", "gradient", RegisterMaxPool),
        new("the places lie in columns", "max_unpool2d.comp", "p * pool_height + place / pool_width", "p * pool_height + place % pool_width", RegisterMaxPool),
        new("what no window takes repeats one", "max_unpool2d.comp", "mix(vec4(0.0), gradients(window, c), bvec4(pooled))", "gradients(window, c)", RegisterMaxPool),
        new("the border counts", "avg_pool2d_forward.comp", "sum / float(count)", "sum / float(window_height * window_width)", AveragePool),
        new("the gradient is not divided", "avg_pool2d_backward.comp", " / float(count);", ";", AveragePool),
        new("the border counts in the gradient", "avg_pool2d_backward.comp", "/ float(count)", "/ float(window_height * window_width)", AveragePool),

        new("a way is dropped", "sum_forward.comp", "vec4(a4[index]) + vec4(b4[index])", "vec4(a4[index])", Sums),
        new("a way is dropped in the rest", "sum_forward.comp", "float(a[i]) + float(b[i])", "float(a[i])", Sums),
        new("the sum is stored after the activation", "sum_forward.comp", "z4[index] = stored4(sum);", "z4[index] = stored4(max(sum, vec4(0.0)));", Sums),
        new("the activation is forgotten", "sum_forward.comp", "activation_forward(sum", "(sum", Sums),
        new("one way's gradient is dropped", "sum_backward.comp", " + vec4(db4[index])", "", Sums),
        new("one way's gradient is dropped in the rest", "sum_backward.comp", " + float(db[i])", "", Sums),
        new("the activation before is forgotten", "sum_backward.comp", "activation_backward(kept.x, sum.x)", "sum.x", Sums),
        new("all branches begin at the first channel", "copy_channels.comp", "pixel * y_channels + y_first + c", "pixel * y_channels + c", Channels),
        new("the gradient is always of the first branch", "copy_channels.comp", "pixel * x_channels + x_first + c", "pixel * x_channels + c", Channels),
        new("what was kept is looked up among all channels", "copy_channels.comp", "uint kept = pixel * channels + c", "uint kept = from", Channels),
        new("the last channel is left out", "copy_channels.comp", "c + e < channels", "c + e + 1 < channels", Channels),

        new("the variance is the mean square less the squared mean", "batch_norm_moments.comp", "max((squares - differences * differences / count) / count, vec4(0.0))", "max((squares + 2.0 * mean * differences + count * mean * mean) / count - (mean + differences / count) * (mean + differences / count), vec4(0.0))", BatchNorm),
        new("the variance is divided by n - 1", "batch_norm_moments.comp", "differences / count) / count, vec4(0.0))", "differences / count) / (count - 1.0), vec4(0.0))", BatchNorm),
        new("the last row of a piece is left out", "batch_norm_moments.comp", "row < end", "row + 1 < end", BatchNorm),
        new("pieces reach into the next virtual batch", "include/row_pieces.glsl", "end_of_group(piece / pieces_per_group));", "rows);", BatchNorm),
        new("every virtual batch begins at the first row", "include/row_pieces.glsl", "group * group_rows + piece", "piece", BatchNorm),
        new("the distance of the pieces' means is left out", "batch_norm_combine.comp", " + difference * difference * (a.count * (b.count / count))", "", BatchNorm),
        new("the pieces' means are not weighed", "batch_norm_combine.comp", "difference * (b.count / count)", "difference * 0.5", BatchNorm),
        new("the last lane's pieces are left out", "batch_norm_combine.comp", "i < min(lanes, pieces_per_group)", "i + 1 < min(lanes, pieces_per_group)", BatchNorm),
        new("the running variance is divided by n", "batch_norm_running.comp", " * (float(count) / float(count - 1))", "", BatchNorm),
        new("the last virtual batch alone moves the running statistics", "batch_norm_running.comp", "for (uint g = 0;", "for (uint g = groups - 1;", BatchNorm),
        new("the momentum is the share that stays", "batch_norm_running.comp", "mean += momentum *", "mean += (1.0 - momentum) *", BatchNorm),
        new("all rows are normalised by the first virtual batch", "batch_norm_forward.comp", "row / group_rows * stride + c", "c", BatchNorm),
        new("the root is forgotten", "batch_norm_forward.comp", "sqrt(variances4[statistic / 4] + epsilon)", "(variances4[statistic / 4] + epsilon)", BatchNorm),
        new("epsilon is forgotten", "batch_norm_forward.comp", "[statistic + e] + epsilon", "[statistic + e]", BatchNorm),
        new("the activation is forgotten", "batch_norm_forward.comp", "activation_forward(value", "(value", BatchNorm),
        new("the shift is forgotten", "batch_norm_forward.comp", " + shifts4[c / 4]", "", BatchNorm),
        new("the scale's gradient is that of the shift", "normalization_sums.comp", "gradient * ((value - mean) / deviation)", "gradient", BatchNorm),
        new("a piece's last gradient is left out", "normalization_sums.comp", "row < end; row++", "row + 1 < end; row++", BatchNorm),
        new("only every 64th piece counts", "normalization_sums_combine.comp", "shift += lane_shifts[i]", "shift += 0.0 * lane_shifts[i]", BatchNorm),
        new("the mean's share of the gradient is left out", "batch_norm_backward_input.comp", "(shift_sums[statistic] + normalized", "(normalized", BatchNorm),
        new("the variance's share of the gradient is left out", "batch_norm_backward_input.comp", " + normalized * scale_sums[statistic])", ")", BatchNorm),
        new("the last virtual batch counts as full", "batch_norm_backward_input.comp", "float(min(group_rows, rows - group * group_rows))", "float(group_rows)", BatchNorm),
        new("the activation before is forgotten", "batch_norm_backward_input.comp", "activation_backward(float(saved[target + e]), result[e])", "result[e]", BatchNorm),

        new("the groups take every channel in turn", "include/group_norm.glsl", "group * group_channels + i % group_channels", "i % group_channels * groups + group", GroupNorm),
        new("the last lane is left out", "include/group_norm.glsl", "i < lanes; i++", "i + 1 < lanes; i++", GroupNorm),
        new("the variance is the mean square less the squared mean", "group_norm_forward.comp", "max(totals.y - totals.x * totals.x, 0.0)", "max((totals.y + 2.0 * (mean - totals.x) * totals.x + (mean - totals.x) * (mean - totals.x)) - mean * mean, 0.0)", GroupNorm),
        new("the scale is that of the group's value", "group_norm_forward.comp", "place % affine_length", "i % affine_length", GroupNorm),
        new("the activation is forgotten", "group_norm_forward.comp", "activation_forward(value", "(value", GroupNorm),
        new("the shift is forgotten", "group_norm_forward.comp", " + shifts[affine]", "", GroupNorm),
        new("epsilon is forgotten", "group_norm_backward_input.comp", "variances[workgroup] + epsilon", "variances[workgroup]", GroupNorm),
        new("the mean's share of the gradient is left out", "group_norm_backward_input.comp", "(means_of_both.x + normalized", "(normalized", GroupNorm),
        new("the variance's share of the gradient is left out", "group_norm_backward_input.comp", " + normalized * means_of_both.y)", ")", GroupNorm),
        new("the scale is forgotten", "group_norm_backward_input.comp", " * scales4[affine / 4]", "", GroupNorm),
        new("the activation before is forgotten", "group_norm_backward_input.comp", "activation_backward(float(saved[target]), result.x)", "result.x", GroupNorm),
        new("all statistics are those of the first example", "normalization_sums.comp", "row / statistics_rows * statistics_stride + column", "column", GroupNorm),
        new("statistics are kept from the piece's first row", "normalization_sums.comp", "varying_statistics || row == first", "row == first", GroupNorm),

        new("nothing is scaled", "dropout.comp", "0.0 : scale", "0.0 : 1.0", DropoutBothWays),
        new("what should be kept is dropped", "dropout.comp", "< rate ? 0.0 : scale", ">= rate ? 0.0 : scale", DropoutBothWays),
        new("the mask is of the place in the batch", "dropout.comp", "examples[b], first + e", "b, first + e", DropoutBothWays),
        new("the epoch does not count", "dropout.comp", "uvec4(control.epoch,", "uvec4(0,", DropoutBothWays),
        new("the layer does not count", "dropout.comp", "purpose_dropout | layer << 8", "purpose_dropout", DropoutBothWays),
        new("a round is missing", "include/philox.glsl", "i < 10", "i < 9", DropoutBothWays),

        new("the gradient passes negative values", "activations/relu.glsl", "saved > 0.0 ? dy : 0.0", "dy", ActivationBothWays(Activations.Relu)),
        new("another slope", "activations/leaky_relu.glsl", "0.01 * dy", "0.1 * dy", ActivationBothWays(Activations.LeakyRelu)),
        new("the derivative takes the output for the input", "activations/tanh.glsl", "dy * (1.0 - saved) * (1.0 + saved)", "dy * (1.0 - activation_forward(saved) * activation_forward(saved))", ActivationBothWays(Activations.Tanh)),
        new("the derivative lacks a factor", "activations/sigmoid.glsl", "dy * saved * (1.0 - saved)", "dy * saved", ActivationBothWays(Activations.Sigmoid)),
        new("the derivative lacks the density", "activations/gelu.glsl", "+ saved * density", "", ActivationBothWays(Activations.Gelu)),
        new("the derivative lacks x", "activations/silu.glsl", "(1.0 + saved * silu_sigmoid(-saved))", "1.0", ActivationBothWays(Activations.Silu)),

        new("the gradient is not divided by the batch", "softmax_cross_entropy.comp", "(probability - target) * gradient_scale", "(probability - target)", CrossEntropy),
        new("the target is not smoothed", "softmax_cross_entropy.comp", "1.0 - label_smoothing : 0.0) + even", "1.0 : 0.0)", CrossEntropy),
        new("the loss is not smoothed", "softmax_cross_entropy.comp", "(label_smoothing > 0.0 ? even * distances : 0.0)", "0.0", CrossEntropy),
        new("the sign is wrong", "softmax_cross_entropy.comp", "(probability - target)", "(target - probability)", CrossEntropy),
        new("the last of equal outputs is the answer", "softmax_cross_entropy.comp", "value > largest", "value >= largest", CrossEntropy),
        new("the factor 2 is missing", "mean_squared_error.comp", "difference * gradient_scale", "0.5 * difference * gradient_scale", SquaredError),
        new("the mean over outputs is missing", "mean_squared_error.comp", "total / float(classes)", "total", SquaredError),
        new("the last of equal outputs is the answer", "mean_squared_error.comp", "value > largest", "value >= largest", SquaredError),
        new("the sum stands for the mean", "loss_record.comp", "total / float(batch)", "total", RecordedLoss),
        new("the loss lands one place on", "loss_record.comp", "losses[control.update %", "losses[(control.update + 1) %", RecordedLoss),
        new("a batch replaces what came before", "metric_accumulate.comp", "float before = loss_sum", "float before = 0.0", AccumulatedMetrics),
        new("one lane's count is left out", "metric_accumulate.comp", "uint i = 0; i < sum_lanes", "uint i = 1; i < sum_lanes", AccumulatedMetrics),
        new("the last lanes are left out", "include/ordered_sum.glsl", "i < sum_lanes; i++", "i + 1 < sum_lanes; i++", RecordedLoss),

        new("the shares change places in the gradient", "softmax_cross_entropy.comp", "(k == label ? share : 0.0) + (k == partner ? 1.0 - share : 0.0)", "(k == label ? 1.0 - share : 0.0) + (k == partner ? share : 0.0)", MixedCrossEntropy),
        new("the shares change places in the loss", "softmax_cross_entropy.comp", "share * label_distance + (1.0 - share) * partner_distance", "(1.0 - share) * label_distance + share * partner_distance", MixedCrossEntropy),
        new("the partner's target is forgotten", "mean_squared_error.comp", " + (k == partner ? 1.0 - share : 0.0)", "", MixedSquaredError),
        new("the square is one row too low", "gather_batch.comp", "h + cutout_size / 2 -", "h + cutout_size / 2 - 1 -", CutAndMixedBatch),
        new("the square is as tall as it is wide no more", "gather_batch.comp", "uniform_below(words.y, width) < cutout_size", "uniform_below(words.y, width) < 2 * cutout_size", CutAndMixedBatch),
        new("the square is black before normalisation", "gather_batch.comp", "source.cut ? 0.0 :", "source.cut ? scale_offset[c].y :", CutAndMixedBatch),
        new("the shares change places", "gather_batch.comp", "share * value_of(own, c) + (1.0 - share) * value_of(other, c)", "(1.0 - share) * value_of(own, c) + share * value_of(other, c)", CutAndMixedBatch),
        new("the partner is cut as the example is", "gather_batch.comp", "Source other = source_of(mixed.x, h, v);", "Source other = source_of(mixed.x, h, v); other.cut = own.cut;", CutAndMixedBatch),
        new("the partner's number stands for its label", "gather_batch.comp", "uvec2(labels[mixed.x], mixed.y)", "uvec2(mixed.x, mixed.y)", CutAndMixedBatch),
        new("the mixing is that of the place in the batch", "gather_batch.comp", "mixing[example];", "mixing[b];", CutAndMixedBatch),

        new("the position does not count", "gather_batch.comp", "control.position + b", "b", GatheredBatch),
        new("the order does not count", "gather_batch.comp", "use_order ? order[place] : place", "place", GatheredBatch),
        new("the second chunk is the first", "gather_batch.comp", "word = chunk1[index / 4]", "word = chunk0[index / 4]", GatheredBatch),
        new("bytes lie the other way round", "gather_batch.comp", "(index % 4 * 8)", "(24 - index % 4 * 8)", GatheredBatch),
        new("images are turned upside down", "gather_batch.comp", "v = width - 1 - v", "h = height - 1 - h", GatheredBatch),
        new("the crop starts one row late", "gather_batch.comp", "uniform_below(words.y, places) - crop_padding", "uniform_below(words.y, places) - crop_padding + 1", GatheredBatch),
        new("the offset is forgotten", "gather_batch.comp", " + scale_offset[c].y", "", GatheredBatch),

        new("the buffer of the update before is used", "optimizers/sgd.glsl", ": state.momentum_buffer;", ": (state.momentum_buffer - decayed) / max(hyper.momentum, 1e-9);", Sgd),
        new("the decay is dropped", "optimizers/sgd.glsl", "gradient + hyper.weight_decay * parameter", "gradient", Sgd),
        new("the gradient is dampened", "optimizers/sgd.glsl", "* state.momentum_buffer + decayed;", "* state.momentum_buffer + (1.0 - hyper.momentum) * decayed;", Sgd),
        new("nesterov is plain momentum", "optimizers/sgd.glsl", "decayed + hyper.momentum * state.momentum_buffer :", "state.momentum_buffer :", Nesterov),
        new("the power is one behind", "optimizers/adam.glsl", "bias_correction(hyper.beta2, update)", "bias_correction(hyper.beta2, update + 1)", Adam),
        new("both corrections take beta1", "optimizers/adam.glsl", "bias_correction(hyper.beta2, update)", "bias_correction(hyper.beta1, update)", Adam),
        new("the correction cancels", "optimizers/adam.glsl", "bias_correction(hyper.beta2, update)", "1.0 - pow(hyper.beta2, float(update))", Adam),
        new("the decay is decoupled", "optimizers/adam.glsl", "gradient + hyper.weight_decay * parameter", "gradient", Adam),
        new("the second moment is not squared", "optimizers/adam.glsl", "* decayed_gradient * decayed_gradient", "* abs(decayed_gradient)", Adam),
        new("the decay is coupled", "optimizers/adamw.glsl", "float decayed = parameter - learning_rate * hyper.weight_decay * parameter;", "float decayed = parameter; gradient += hyper.weight_decay * parameter;", Adamw),
        new("the decay leaves out the learning rate", "optimizers/adamw.glsl", "learning_rate * hyper.weight_decay", "hyper.weight_decay", Adamw),
        new("epsilon is under the root", "optimizers/adamw.glsl", "sqrt(state.second_moment) / sqrt(per_update.second_correction) + hyper.epsilon", "sqrt(state.second_moment / per_update.second_correction + hyper.epsilon)", Adamw),
        new("the mean is a sum", "optimizers/rmsprop.glsl", "(1.0 - hyper.decay) * decayed", "decayed", Rmsprop),
        new("epsilon is under the root", "optimizers/rmsprop.glsl", "sqrt(state.mean_square) + hyper.epsilon", "sqrt(state.mean_square + hyper.epsilon)", Rmsprop),
        new("the momentum is dropped", "optimizers/rmsprop.glsl", "hyper.momentum * state.momentum_buffer + ", "", Rmsprop),
        new("the decay is dropped", "optimizers/rmsprop.glsl", "gradient + hyper.weight_decay * parameter", "gradient", Rmsprop),
        new("the last square counts alone", "optimizers/adagrad.glsl", "state.sum_of_squares += ", "state.sum_of_squares = ", Adagrad),
        new("the sum begins with nothing", "optimizers/adagrad.glsl", " + hyper.initial_sum", "", Adagrad),
        new("the rate falls one update early", "optimizers/adagrad.glsl", "float(update - 1u)", "float(update)", Adagrad),
        new("the decay is dropped", "optimizers/adagrad.glsl", "gradient + hyper.weight_decay * parameter", "gradient", Adagrad),
        new("the sign is of the new momentum", "optimizers/lion.glsl", "hyper.beta1 * state.momentum + (1.0 - hyper.beta1) * gradient", "hyper.beta2 * state.momentum + (1.0 - hyper.beta2) * gradient", Lion),
        new("the momentum is that of the sign", "optimizers/lion.glsl", "state.momentum = hyper.beta2 * state.momentum + (1.0 - hyper.beta2) * gradient", "state.momentum = mixed", Lion),
        new("the step is no sign", "optimizers/lion.glsl", "sign(mixed)", "mixed", Lion),
        new("the decay leaves out the learning rate", "optimizers/lion.glsl", "learning_rate * hyper.weight_decay", "hyper.weight_decay", Lion),
        new("the rate is outside the buffer", "optimizers/lars.glsl", "+ learning_rate * (gradient + hyper.weight_decay * parameter);\n    return parameter - state", "+ (gradient + hyper.weight_decay * parameter);\n    return parameter - learning_rate * state", Lars),
        new("the divisor leaves out the decay", "optimizers/lars.glsl", "measured_norm + hyper.weight_decay * parameter_norm +", "measured_norm +", Lars),
        new("biases are decayed", "optimizers/lars.glsl", "hyper.weight_decay = 0.0;", "", Lars),
        new("the ratio is upside down", "optimizers/lamb.glsl", "? parameter_norm / measured_norm", "? measured_norm / parameter_norm", Lamb),
        new("the step that is measured leaves out the decay", "optimizers/lamb.glsl", "lamb_step(parameter, gradient, state, hyper, per_update);\n}\n\nfloat optimizer_trust", "lamb_step(0.0, gradient, state, hyper, per_update);\n}\n\nfloat optimizer_trust", Lamb),
        new("biases are decayed", "optimizers/lamb.glsl", "hyper.weight_decay = 0.0;", "", Lamb),
        new("the moments are not corrected", "optimizers/lamb.glsl", "state.first_moment / per_update.first_correction", "state.first_moment", Lamb),
        new("biases get a ratio", "trust_ratio.comp", "tensor.z != 0 ? optimizer_trust", "true ? optimizer_trust", Lars),
        new("the second block is left out", "trust_ratio.comp", "uint b = lane; b < tensor.y; b += sum_lanes) {\n        sums", "uint b = lane; b < 1; b += sum_lanes) {\n        sums", Lamb),
        new("squares for norms", "trust_ratio.comp", "sqrt(parameter_sum), sqrt(measured_sum)", "parameter_sum, measured_sum", Lars),
        new("gradients stay scaled", "trust_norms.comp", "gradients[i] * inverse_of(loss_scale.scale)", "gradients[i]", Lars),
        new("half a block is left out", "trust_norms.comp", "i += sum_lanes", "i += 2 * sum_lanes", Lamb),
        new("every value has the first tensor's ratio", "optimizer_update.comp", "blocks[first / block_values]", "blocks[0]", Lars),
        new("the ratio is forgotten", "optimizer_update.comp", "learning_rate *= trust.ratio;", "", Lamb),
        new("gradients stay scaled", "gradient_squares.comp", "gradients[i] * inverse_of(loss_scale.scale)", "gradients[i]", ClippedNorm),
        new("half a block is left out", "gradient_squares.comp", "i += sum_lanes", "i += 2 * sum_lanes", ClippedNorm),
        new("the square for the norm", "clip_factor.comp", "sqrt(total)", "total", ClippedNorm),
        new("small gradients are blown up", "clip_factor.comp", "min(1.0, largest / (sqrt(total) + 1e-6))", "largest / (sqrt(total) + 1e-6)", ClippedNorm),
        new("the last block is left out", "clip_factor.comp", "k < blocks;", "k + 1 < blocks;", ClippedNorm),
        new("the last gradients are not clipped", "gradient_shrink.comp", "i < count; i++", "i + 1 < count; i++", ClippedNorm),
        new("the bound is not scaled", "gradient_clamp.comp", "largest * loss_scale.scale", "largest", ClippedValues),
        new("negative gradients pass", "gradient_clamp.comp", "clamp(gradient, -most, most)", "min(gradient, most)", ClippedValues),
        new("the last gradients are not clipped", "gradient_clamp.comp", "min(first + 4, count)", "min(first + 4, count - 1)", ClippedValues),
        new("the parts before are forgotten", "gradient_accumulate.comp", "gradients4[first / 4] += part4", "gradients4[first / 4] = part4", AccumulatedGradients),
        new("the last gradients are left out", "gradient_accumulate.comp", "i < count; i++", "i + 1 < count; i++", AccumulatedGradients),
        new("the bias is not corrected", "weights_average.comp", "(1.0 - decay) / bias_correction(decay, control.update)", "1.0 - decay", AveragedWeights),
        new("initial values count", "weights_average.comp", "control.update == 1 ? 1.0 : ", "control.update == 1 ? 0.5 : ", AveragedWeights),
        new("the last weights are left out", "weights_average.comp", "i < count; i++", "i + 1 < count; i++", AveragedWeights),
        new("the losses of the parts before are forgotten", "loss_record.comp", "total += uintBitsToFloat(control.loss_sum);", "", LossOfParts),
        new("the mean is of the last part", "loss_record.comp", "total / float(batch)", "total / float(part)", LossOfParts),
        new("each part counts as an update", "loss_record.comp", "control.loss_sum = floatBitsToUint(total);", "control.loss_sum = floatBitsToUint(total); control.update += 1;", LossOfParts),
        new("an update counts twice", "loss_record.comp", "control.update += 1", "control.update += 2", Adam),
        new("the position stays", "loss_record.comp", "control.position += part", "control.position += 0", RecordedLoss),
        new("the scale never grows", "loss_scale_settle.comp", "loss_scale.scale * 2.0", "loss_scale.scale", ScaledUpdates),
        new("an overflow keeps the scale", "loss_scale_settle.comp", "loss_scale.scale * 0.5", "loss_scale.scale", ScaledUpdates),
        new("an overflow is never forgotten", "loss_scale_settle.comp", "loss_scale.not_finite = 0;", "", ScaledUpdates),
        new("the last gradients are not looked at", "gradient_check.comp", "i < count; i++", "i + 1 < count; i++", ScaledUpdates),
        new("an overflow is trained on", "optimizer_update.comp", " || is_scaled && loss_scale.not_finite != 0", "", ScaledUpdates),
        new("gradients stay scaled", "optimizer_update.comp", "gradient * inverse_of(loss_scale.scale)", "gradient", ScaledUpdates),
        new("the last weights are left out", "weights_store.comp", "i < count; i++", "i + 1 < count; i++", StoredWeights),
        new("the learning rate is the next one's", "optimizer_update.comp", "(control.update - 1) % learning_rates", "control.update % learning_rates", Sgd),
        new("a neighbour's gradient is taken", "optimizer_update.comp", "gradient[e], state", "gradient[0], state", Sgd),
        new("the last parameters are left out", "optimizer_update.comp", "i < count; i++", "i + 1 < count; i++", Sgd),
    ];
}
