#version 450
// conv2d_backward_weight_register: dw[j,r,s,c,k] = sum over n of x[b, p*sy - pt + r, q*sx - pl + s, c] * dz[b,p,q,k], db[j,k] = sum over n of dz[b,p,q,k]; n = (b,p,q), in piece j
//
// One subgroup a workgroup, no shared memory, no barrier. The lanes fall into groups of channel_lanes; a group makes row_units fours of rows (r,s,c) (single rows unless
// vector_inputs) x 4 * channel_lanes channels of one piece, four channels a lane. Its lanes fetch different rows of a pixel's inputs and hand them round by shuffles; pixel_block
// pixels are held at once, so that each sum rests in registers for as many products. A fully connected layer is the case of a 1x1 window on 1x1 images.
//
// Shapes     x [B, H, W, C], dz [B, P, Q, K], dw [J, R, S, C, K], db [J, K]; x is 0 outside its image. J pieces of piece_length pixels each, the last one shorter.
// Bindings   0 input_texels x, fetched by fours if vector_inputs, else singly · 1 output_gradient_texels dz, by fours if vector_outputs, else singly
//            2 WeightGradient dw, write · 3 BiasGradient db, write, only if has_bias
// Constants  subgroup_size; tile: pixel_block, channel_lanes (a power of two, at most subgroup_size), row_units (at most channel_lanes); the sizes above but B;
//            vector_inputs: C is a multiple of 4; vector_outputs: K is a multiple of 4
// Push       batch B; piece_length; weight_stride, bias_stride: values from one piece to the next in dw and db
// Dispatch   J * ceil(R*S*C / (unit * row_units * subgroup_size / channel_lanes)) * ceil(K / (4 * channel_lanes)) workgroups, channels fastest, then rows
// Numerics   each value is one sum over n in this order, by fma from 0 in float32, whatever the tile; the pieces follow from the shapes alone and are added by reduce_partials
#extension GL_KHR_shader_subgroup_basic : require
#extension GL_KHR_shader_subgroup_shuffle : require
#extension GL_EXT_control_flow_attributes : enable
#include "include/indexing.glsl"
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint subgroup_size = 8;
layout(constant_id = 1) const uint pixel_block = 4;
layout(constant_id = 2) const uint channel_lanes = 8;
layout(constant_id = 3) const uint row_units = 8;
layout(constant_id = 4) const uint input_height = 1;
layout(constant_id = 5) const uint input_width = 1;
layout(constant_id = 6) const uint input_channels = 1;
layout(constant_id = 7) const uint output_height = 1;
layout(constant_id = 8) const uint output_width = 1;
layout(constant_id = 9) const uint output_channels = 1;
layout(constant_id = 10) const uint window_height = 1;
layout(constant_id = 11) const uint window_width = 1;
layout(constant_id = 12) const uint stride_y = 1;
layout(constant_id = 13) const uint stride_x = 1;
layout(constant_id = 14) const uint padding_top = 0;
layout(constant_id = 15) const uint padding_left = 0;
layout(constant_id = 16) const bool vector_inputs = false;
layout(constant_id = 17) const bool vector_outputs = false;
layout(constant_id = 18) const bool has_bias = true;
layout(set = 0, binding = 0) uniform samplerBuffer input_texels;
layout(set = 0, binding = 1) uniform samplerBuffer output_gradient_texels;
layout(set = 0, binding = 2, std430) writeonly buffer WeightGradient { float dw[]; };
layout(set = 0, binding = 2, std430) writeonly buffer WeightGradientVectors { vec4 dw4[]; };
layout(set = 0, binding = 3, std430) writeonly buffer BiasGradient { float db[]; };
layout(push_constant) uniform Push { uint batch; uint piece_length; uint weight_stride; uint bias_stride; };

const uint unit = vector_inputs ? 4 : 1;  // rows of a fetch
const uint pixel_units = input_channels / unit;
const uint window_units = window_height * window_width * pixel_units;
const uint last_channel = output_channels - 1;

// Four channels of one pixel's gradient. Channels over the last repeat it: their sums are not stored.
vec4 gradients(uint pixel, uint k) {
    uint row = pixel * output_channels;
    if (vector_outputs) {
        return texelFetch(output_gradient_texels, int((row + min(k, output_channels - 4)) / 4));
    }
    vec4 loaded;
    [[unroll]] for (uint i = 0; i < 4; i++) {
        loaded[i] = texelFetch(output_gradient_texels, int(row + min(k + i, last_channel))).x;
    }
    return loaded;
}

const uint columns = output_channels;
const bool vector_columns = vector_outputs;
#include "include/store_backward_weight.glsl"

void main() {
    uint group = gl_SubgroupInvocationID / channel_lanes;
    uint member = gl_SubgroupInvocationID % channel_lanes;
    uint first_lane = group * channel_lanes;
    uint groups = subgroup_size / channel_lanes;
    uint channel_tiles = ceil_div(output_channels, 4 * channel_lanes);
    uint row_tiles = ceil_div(window_units, row_units * groups);
    uint index = workgroup_index();
    uint channel = (index % channel_tiles * channel_lanes + member) * 4;
    index /= channel_tiles;
    uint first_unit = (index % row_tiles * groups + group) * row_units;
    uint piece = index / row_tiles;
    uint pixels = batch * output_height * output_width;
    if (piece * piece_length >= pixels) {
        return;
    }

    uint mine = min(first_unit + member, window_units - 1);  // units over the last repeat it and are not stored
    uint tap = mine / pixel_units;
    int down = int(tap / window_width) - int(padding_top);
    int across = int(tap % window_width) - int(padding_left);
    int offset = (down * int(input_width) + across) * int(pixel_units) + int(mine % pixel_units);

    vec4 sum[row_units * unit];
    [[unroll]] for (uint i = 0; i < row_units * unit; i++) {
        sum[i] = vec4(0.0);
    }
    vec4 bias_sum = vec4(0.0);

    uint end = min((piece + 1) * piece_length, pixels);
    for (uint first = piece * piece_length; first < end; first += pixel_block) {
        vec4 value[pixel_block];
        vec4 gradient[pixel_block];
        [[unroll]] for (uint t = 0; t < pixel_block; t++) {
            uint pixel = min(first + t, end - 1);
            bool exists = first + t < end;  // pixels over the last count as 0
            int image = int(pixel / (output_height * output_width));
            int top = int(pixel / output_width % output_height * stride_y);
            int left = int(pixel % output_width * stride_x);
            bool inside = exists && uint(top + down) < input_height && uint(left + across) < input_width;
            int source = ((image * int(input_height) + top) * int(input_width) + left) * int(pixel_units) + offset;
            value[t] = mix(vec4(0.0), texelFetch(input_texels, inside ? source : 0), bvec4(inside));
            gradient[t] = mix(vec4(0.0), gradients(pixel, channel), bvec4(exists));
            if (has_bias) {
                bias_sum += gradient[t];
            }
        }
        [[unroll]] for (uint i = 0; i < row_units * unit; i++) {
            [[unroll]] for (uint t = 0; t < pixel_block; t++) {
                sum[i] = fma(vec4(subgroupShuffle(value[t][i % unit], first_lane + i / unit)), gradient[t], sum[i]);
            }
        }
    }

    [[unroll]] for (uint i = 0; i < row_units * unit; i++) {
        uint row = first_unit * unit + i;
        if (row < window_units * unit && channel < output_channels) {
            store_piece(piece, row, channel, sum[i]);
        }
    }
    if (has_bias && first_unit == 0) {
        [[unroll]] for (uint e = 0; e < 4; e++) {
            store_bias_piece(piece, channel + e, bias_sum[e]);
        }
    }
}
