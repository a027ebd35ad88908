#version 450
// grouped_conv2d_backward_weight: dw[j,r,s,i,k] = sum over n of x[b, p*sy - pt + r, q*sx - pl + s, g*I + i] * dz[b,p,q,k], db[j,k] = sum over n of dz[b,p,q,k]; n = (b,p,q), in piece j
//
// g = k / O is the group of channel k: each of the G groups has I channels before and O after.
// Shapes     x [B, H, W, G*I], dz [B, P, Q, G*O], dw [J, R, S, I, G*O], db [J, G*O]; x is 0 outside its image. J pieces of piece_length pixels each, the last one shorter.
// Bindings   0 Input x, read · 1 OutputGradient dz, read · 2 WeightGradient dw, write · 3 BiasGradient db, write, only if has_bias
// Constants  the sizes above but B; input_channels G*I, output_channels G*O; vector_outputs: G*O is a multiple of 4 (16-byte accesses); has_bias
// Push       batch B; pieces J; piece_length; weight_stride, bias_stride: values from one piece to the next in dw and db
// Dispatch   J * R*S*I * ceil(G*O / 4) invocations, channels fastest: each makes four neighbouring channels of a tap
// Numerics   each value is one sum over n in this order, by fma from 0 in float32; the pieces follow from the shapes alone and are added by reduce_partials
#extension GL_EXT_control_flow_attributes : enable
#include <storage>
#include "include/indexing.glsl"
#include "include/channels.glsl"
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(constant_id = 1) const uint input_height = 1;
layout(constant_id = 2) const uint input_width = 1;
layout(constant_id = 3) const uint input_channels = 1;
layout(constant_id = 4) const uint output_height = 1;
layout(constant_id = 5) const uint output_width = 1;
layout(constant_id = 6) const uint output_channels = 1;
layout(constant_id = 7) const uint group_inputs = 1;
layout(constant_id = 8) const uint group_outputs = 1;
layout(constant_id = 9) const uint window_height = 1;
layout(constant_id = 10) const uint window_width = 1;
layout(constant_id = 11) const uint stride_y = 1;
layout(constant_id = 12) const uint stride_x = 1;
layout(constant_id = 13) const uint padding_top = 0;
layout(constant_id = 14) const uint padding_left = 0;
layout(constant_id = 15) const bool vector_outputs = false;
layout(constant_id = 16) const bool has_bias = true;
layout(set = 0, binding = 0, std430) readonly buffer Input { real x[]; };
layout(set = 0, binding = 0, std430) readonly buffer InputVectors { real4 x4[]; };
layout(set = 0, binding = 1, std430) readonly buffer OutputGradient { real dz[]; };
layout(set = 0, binding = 1, std430) readonly buffer OutputGradientVectors { real4 dz4[]; };
layout(set = 0, binding = 2, std430) writeonly buffer WeightGradient { float dw[]; };
layout(set = 0, binding = 2, std430) writeonly buffer WeightGradientVectors { vec4 dw4[]; };
layout(set = 0, binding = 3, std430) writeonly buffer BiasGradient { float db[]; };
layout(push_constant) uniform Push { uint batch; uint pieces; uint piece_length; uint weight_stride; uint bias_stride; };

const uint columns = output_channels;
const bool vector_columns = vector_outputs;
#include "include/store_backward_weight.glsl"
#include "include/grouped_channels.glsl"

vec4 gradients_of(uint pixel, uint k) {
    if (vector_outputs) {
        return vec4(dz4[(pixel * output_channels + k) / 4]);
    }
    uvec4 place = pixel * output_channels + output_channels_from(k);
    return vec4(float(dz[place.x]), float(dz[place.y]), float(dz[place.z]), float(dz[place.w]));
}

void main() {
    uint index = invocation_index(workgroup_size);
    uint k = index % channel_vectors(output_channels) * 4;
    uint rest = index / channel_vectors(output_channels);
    const uint rows = window_height * window_width * group_inputs;
    uint row = rest % rows;
    uint piece = rest / rows;
    if (piece >= pieces) {
        return;
    }
    uint tap = row / group_inputs;
    uint end = min((piece + 1) * piece_length, batch * (output_height * output_width));

    vec4 sum = vec4(0.0);
    vec4 bias_sum = vec4(0.0);
    for (uint n = piece * piece_length; n < end; n++) {
        vec4 gradient = gradients_of(n, k);
        bias_sum += gradient;
        uint h = uint(int(n / output_width % output_height * stride_y + tap / window_width) - int(padding_top));
        uint v = uint(int(n % output_width * stride_x + tap % window_width) - int(padding_left));
        if (h < input_height && v < input_width) {
            uint image = n / (output_height * output_width) * (input_height * input_width);
            sum = fma(inputs_of(image + h * input_width + v, row % group_inputs, k), gradient, sum);
        }
    }
    store_piece(piece, row, k, sum);
    if (has_bias && row == 0) {
        [[unroll]] for (uint e = 0; e < 4; e++) {
            store_bias_piece(piece, k + e, bias_sum[e]);
        }
    }
}
