#version 450
// conv2d_backward_weight_register: dw[j,r,s,c,k] = sum over n of x[b, p*sy - pt + r, q*sx - pl + s, c] * dz[b,p,q,k], db[j,k] = sum over n of dz[b,p,q,k]; n = (b,p,q), in piece j
//
// Shapes     x [B, H, W, C], dz [B, P, Q, K], dw [J, R, S, C, K], db [J, K]; x is 0 outside its image. J pieces of piece_length pixels each, the last one shorter.
// Bindings   0 Input x, read · 1 OutputGradient dz, read · 2 WeightGradient dw, write · 3 BiasGradient db, write, only if has_bias
// Constants  the sizes above but B; tile: each invocation makes 4 * row_vectors rows (r,s,c) x 4 * channel_vectors channels of one piece;
//            vector_inputs: C is a multiple of 4; vector_outputs: K is a multiple of 4 (both mean 16-byte accesses)
// Push       batch B; piece_length; weight_stride, bias_stride: values from one piece to the next in dw and db
// Dispatch   J * ceil(R*S*C / (4 * row_vectors)) * ceil(K / (4 * channel_vectors)) invocations, channels fastest, then rows
// Numerics   each value is one sum over n in this order, by fma from 0 in float32, whatever the tile and the family; the pieces follow from the shapes alone and are added by reduce_partials
#extension GL_EXT_control_flow_attributes : enable
#include "include/indexing.glsl"
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(constant_id = 1) const uint row_vectors = 2;
layout(constant_id = 2) const uint channel_vectors = 2;
layout(constant_id = 3) const uint input_height = 1;
layout(constant_id = 4) const uint input_width = 1;
layout(constant_id = 5) const uint input_channels = 1;
layout(constant_id = 6) const uint output_height = 1;
layout(constant_id = 7) const uint output_width = 1;
layout(constant_id = 8) const uint output_channels = 1;
layout(constant_id = 9) const uint window_height = 1;
layout(constant_id = 10) const uint window_width = 1;
layout(constant_id = 11) const uint stride_y = 1;
layout(constant_id = 12) const uint stride_x = 1;
layout(constant_id = 13) const uint padding_top = 0;
layout(constant_id = 14) const uint padding_left = 0;
layout(constant_id = 15) const bool vector_inputs = false;
layout(constant_id = 16) const bool vector_outputs = false;
layout(constant_id = 17) const bool has_bias = true;
layout(set = 0, binding = 0, std430) readonly buffer Input { float x[]; };
layout(set = 0, binding = 0, std430) readonly buffer InputVectors { vec4 x4[]; };
layout(set = 0, binding = 1, std430) readonly buffer OutputGradient { float dz[]; };
layout(set = 0, binding = 1, std430) readonly buffer OutputGradientVectors { vec4 dz4[]; };
layout(set = 0, binding = 2, std430) writeonly buffer WeightGradient { float dw[]; };
layout(set = 0, binding = 2, std430) writeonly buffer WeightGradientVectors { vec4 dw4[]; };
layout(set = 0, binding = 3, std430) writeonly buffer BiasGradient { float db[]; };
layout(push_constant) uniform Push { uint batch; uint piece_length; uint weight_stride; uint bias_stride; };

const uint fan_in = window_height * window_width * input_channels;
const uint last_channel = output_channels - 1;
const uint row_tile = 4 * row_vectors;
const uint rows_per_load = vector_inputs ? 4 : 1;
const uint row_loads = row_tile / rows_per_load;

// Four channels of one pixel's gradient. Channels over the last repeat it: their sums are not stored.
vec4 gradients(uint pixel, uint k) {
    uint row = pixel * output_channels;
    if (vector_outputs) {
        return dz4[(row + min(k, output_channels - 4)) / 4];
    }
    return vec4(dz[row + min(k, last_channel)], dz[row + min(k + 1, last_channel)], dz[row + min(k + 2, last_channel)], dz[row + min(k + 3, last_channel)]);
}

void main() {
    uint channel_tiles = ceil_div(output_channels, 4 * channel_vectors);
    uint row_tiles = ceil_div(fan_in, row_tile);
    uint index = invocation_index(workgroup_size);
    uint first_channel = index % channel_tiles * 4 * channel_vectors;
    index /= channel_tiles;
    uint first_row = index % row_tiles * row_tile;
    uint piece = index / row_tiles;
    uint pixels = batch * output_height * output_width;
    uint pieces = ceil_div(pixels, piece_length);
    if (piece >= pieces) {
        return;
    }

    int down[row_loads];   // where the row's tap lies from the window's corner
    int across[row_loads];
    uint channel[row_loads];
    [[unroll]] for (uint i = 0; i < row_loads; i++) {
        uint row = min(first_row + i * rows_per_load, fan_in - rows_per_load);  // rows over the last repeat it and are not stored
        channel[i] = row % input_channels;
        down[i] = int(row / input_channels / window_width) - int(padding_top);
        across[i] = int(row / input_channels % window_width) - int(padding_left);
    }

    vec4 sum[row_tile * channel_vectors];
    [[unroll]] for (uint i = 0; i < row_tile * channel_vectors; i++) {
        sum[i] = vec4(0.0);
    }
    vec4 bias_sum[channel_vectors];
    [[unroll]] for (uint j = 0; j < channel_vectors; j++) {
        bias_sum[j] = vec4(0.0);
    }

    uint end = min((piece + 1) * piece_length, pixels);
    for (uint pixel = piece * piece_length; pixel < end; pixel++) {
        uint image = pixel / (output_height * output_width) * (input_height * input_width);
        int top = int(pixel / output_width % output_height * stride_y);
        int left = int(pixel % output_width * stride_x);
        float value[row_tile];
        [[unroll]] for (uint i = 0; i < row_loads; i++) {
            uint h = uint(top + down[i]);
            uint v = uint(left + across[i]);
            bool inside = h < input_height && v < input_width;
            uint source = inside ? (image + h * input_width + v) * input_channels + channel[i] : 0;
            if (vector_inputs) {
                vec4 loaded = mix(vec4(0.0), x4[source / 4], bvec4(inside));
                value[4 * i] = loaded.x;
                value[4 * i + 1] = loaded.y;
                value[4 * i + 2] = loaded.z;
                value[4 * i + 3] = loaded.w;
            } else {
                value[i] = mix(0.0, x[source], inside);
            }
        }
        [[unroll]] for (uint j = 0; j < channel_vectors; j++) {
            vec4 gradient = gradients(pixel, first_channel + 4 * j);
            [[unroll]] for (uint i = 0; i < row_tile; i++) {
                sum[i * channel_vectors + j] = fma(vec4(value[i]), gradient, sum[i * channel_vectors + j]);
            }
            if (has_bias) {
                bias_sum[j] += gradient;
            }
        }
    }

    [[unroll]] for (uint j = 0; j < channel_vectors; j++) {
        uint k = first_channel + 4 * j;
        [[unroll]] for (uint i = 0; i < row_tile; i++) {
            uint target = piece * weight_stride + (first_row + i) * output_channels + k;
            if (first_row + i < fan_in && k < output_channels) {
                if (vector_outputs) {
                    dw4[target / 4] = sum[i * channel_vectors + j];
                } else {
                    [[unroll]] for (uint e = 0; e < 4; e++) {
                        if (k + e < output_channels) {
                            dw[target + e] = sum[i * channel_vectors + j][e];
                        }
                    }
                }
            }
        }
        if (has_bias && first_row == 0) {
            [[unroll]] for (uint e = 0; e < 4; e++) {
                if (k + e < output_channels) {
                    db[piece * bias_stride + k + e] = bias_sum[j][e];
                }
            }
        }
    }
}
