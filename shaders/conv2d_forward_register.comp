#version 450
// conv2d_forward_register: y[b,p,q,k] = act(bias[k] + sum over r,s,c of x[b, p*sy - pt + r, q*sx - pl + s, c] * w[r,s,c,k])
//
// One subgroup a workgroup, no shared memory, no barrier. The lanes fall into groups of channel_lanes; a group makes pixel_tile pixels x 4 * channel_lanes channels, four
// channels a lane. Its lanes fetch different inputs of a pixel and hand them round by shuffles, so that each input is fetched once for all channels of the tile.
// A fully connected layer is the case of a 1x1 window on 1x1 images.
//
// With pooling y keeps only the largest value of each pool_height x pool_width window, which the tile makes together, and winner tells where in its window that was; rows and
// columns that fill no window are left out. Of equal values the first in row-major order wins; NaN wins over every number, and the first NaN over later ones.
//
// Shapes     x [B, H, W, C], w [R, S, C, K], bias [K], y and z [B, P, Q, K]; with pooling y and winner [B, P / pool_height, Q / pool_width, K]; x is 0 outside its image.
// Bindings   0 input_texels x, fetched by fours if vector_inputs, else singly · 1 weight_texels w, by fours if vector_outputs, else singly · 2 Bias, read
//            3 Output y, write · 4 Preactivation z (the sum before act), write, only if store_preactivation · 5 Winners, four channels' bytes a value, write, only if store_winners
// Constants  subgroup_size; tile: pixel_tile, channel_lanes (a power of two, at most subgroup_size), block_units (inputs, or fours of inputs, fetched at once: at most
//            channel_lanes); pool_height, pool_width, 1 for no pooling: their product divides pixel_tile; the sizes above but B; vector_inputs: C is a multiple of 4; vector_outputs: K is a multiple of 4
// Dispatch   ceil(pixels / (pixel_tile * subgroup_size / channel_lanes)) * ceil(K / (4 * channel_lanes)) workgroups, channels fastest; pixels that a window pools count, all without pooling
// Numerics   each output is one sum over r, s, c in this order, by fma from 0 in float32, whatever the tile; the bias is added last
#extension GL_KHR_shader_subgroup_basic : require
#extension GL_KHR_shader_subgroup_shuffle : require
#extension GL_EXT_control_flow_attributes : enable
#include <storage>
#include "include/indexing.glsl"
#include "include/finite.glsl"
#include <activation>
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint subgroup_size = 8;
layout(constant_id = 1) const uint pixel_tile = 8;
layout(constant_id = 2) const uint channel_lanes = 8;
layout(constant_id = 3) const uint block_units = 8;
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
layout(constant_id = 19) const bool store_preactivation = false;
layout(constant_id = 20) const uint pool_height = 1;
layout(constant_id = 21) const uint pool_width = 1;
layout(constant_id = 22) const bool store_winners = false;
layout(set = 0, binding = 0) uniform samplerBuffer input_texels;
layout(set = 0, binding = 1) uniform samplerBuffer weight_texels;
layout(set = 0, binding = 2, std430) readonly buffer Bias { float bias[]; };
layout(set = 0, binding = 3, std430) writeonly buffer Output { real y[]; };
layout(set = 0, binding = 3, std430) writeonly buffer OutputVectors { real4 y4[]; };
layout(set = 0, binding = 4, std430) writeonly buffer Preactivation { real z[]; };
layout(set = 0, binding = 4, std430) writeonly buffer PreactivationVectors { real4 z4[]; };
layout(set = 0, binding = 5, std430) writeonly buffer Winners { uint winners[]; };
layout(push_constant) uniform Push { uint batch; };

const uint unit = vector_inputs ? 4 : 1;  // inputs of a fetch
const uint pixel_units = input_channels / unit;
const uint window_units = window_height * window_width * pixel_units;
const uint chunk_units = vector_inputs ? 1 : block_units;  // units whose weights are held at once
const uint last_channel = output_channels - 1;
const uint pool_area = pool_height * pool_width;
const uint pooled_height = output_height / pool_height;
const uint pooled_width = output_width / pool_width;

// Four weights of one input. Inputs and channels over the last repeat it: their products are 0 or not stored.
vec4 weights(uint row, uint k) {
    row = min(row, window_units * unit - 1) * output_channels;
    if (vector_outputs) {
        return texelFetch(weight_texels, int((row + min(k, output_channels - 4)) / 4));
    }
    vec4 loaded;
    [[unroll]] for (uint i = 0; i < 4; i++) {
        loaded[i] = texelFetch(weight_texels, int(row + min(k + i, last_channel))).x;
    }
    return loaded;
}

// As stored, so that a pool compares what a pool by itself would read.
vec4 activated(vec4 sum) {
    return as_stored(vec4(activation_forward(sum.x), activation_forward(sum.y), activation_forward(sum.z), activation_forward(sum.w)));
}

// Stores an output pixel's four channels, and the sums before the activation.
void store(uint pixel, uint k, vec4 sum, vec4 value) {
    uint index = pixel * output_channels + k;
    if (vector_outputs) {
        if (store_preactivation) {
            z4[index / 4] = stored4(sum);
        }
        y4[index / 4] = stored4(value);
        return;
    }
    [[unroll]] for (uint i = 0; i < 4; i++) {
        if (k + i < output_channels) {
            if (store_preactivation) {
                z[index + i] = stored(sum[i]);
            }
            y[index + i] = stored(value[i]);
        }
    }
}

void main() {
    uint group = gl_SubgroupInvocationID / channel_lanes;
    uint member = gl_SubgroupInvocationID % channel_lanes;
    uint first_lane = group * channel_lanes;
    uint channel_tiles = ceil_div(output_channels, 4 * channel_lanes);
    uint index = workgroup_index();
    uint channel = (index % channel_tiles * channel_lanes + member) * 4;
    uint first_pixel = (index / channel_tiles * (subgroup_size / channel_lanes) + group) * pixel_tile;
    uint pixels = batch * pooled_height * pooled_width * pool_area;  // window by window

    int corner[pixel_tile];  // unit at the window's corner, which may lie outside the image
    int top[pixel_tile];
    int left[pixel_tile];
    [[unroll]] for (uint t = 0; t < pixel_tile; t++) {
        uint pixel = min(first_pixel + t, pixels - 1);  // pixels over the last repeat it and are not stored
        uint place = pixel % pool_area;
        uint pooled = pixel / pool_area;
        int image = int(pooled / (pooled_height * pooled_width));
        uint p = pooled / pooled_width % pooled_height * pool_height + place / pool_width;
        uint q = pooled % pooled_width * pool_width + place % pool_width;
        top[t] = int(p * stride_y) - int(padding_top);
        left[t] = int(q * stride_x) - int(padding_left);
        corner[t] = ((image * int(input_height) + top[t]) * int(input_width) + left[t]) * int(pixel_units);
    }

    vec4 sum[pixel_tile];
    [[unroll]] for (uint t = 0; t < pixel_tile; t++) {
        sum[t] = vec4(0.0);
    }

    for (uint first = 0; first < window_units; first += block_units) {
        uint mine = first + member;
        uint tap = mine / pixel_units;
        uint r = tap / window_width;
        uint s = tap % window_width;
        int offset = int((r * input_width + s) * pixel_units + mine % pixel_units);
        vec4 value[pixel_tile];
        [[unroll]] for (uint t = 0; t < pixel_tile; t++) {
            bool inside = mine < window_units && uint(top[t]) + r < input_height && uint(left[t]) + s < input_width;
            value[t] = mix(vec4(0.0), texelFetch(input_texels, inside ? corner[t] + offset : 0), bvec4(inside));
        }
        [[unroll]] for (uint u = 0; u < block_units; u += chunk_units) {
            vec4 weight[chunk_units * unit];
            [[unroll]] for (uint i = 0; i < chunk_units * unit; i++) {
                weight[i] = weights((first + u) * unit + i, channel);
            }
            [[unroll]] for (uint t = 0; t < pixel_tile; t++) {
                [[unroll]] for (uint i = 0; i < chunk_units * unit; i++) {
                    sum[t] = fma(vec4(subgroupShuffle(value[t][i % unit], first_lane + u + i / unit)), weight[i], sum[t]);
                }
            }
        }
    }

    if (channel < output_channels) {
        vec4 shift = vec4(0.0);
        if (has_bias) {
            [[unroll]] for (uint i = 0; i < 4; i++) {
                shift[i] = bias[min(channel + i, last_channel)];
            }
        }
        [[unroll]] for (uint t = 0; t < pixel_tile; t += pool_area) {
            vec4 largest = activated(sum[t] + shift);
            uvec4 winner = uvec4(0);
            [[unroll]] for (uint place = 1; place < pool_area; place++) {
                vec4 value = activated(sum[t + place] + shift);
                [[unroll]] for (uint i = 0; i < 4; i++) {
                    if ((value[i] > largest[i] || is_nan(value[i])) && !is_nan(largest[i])) {
                        largest[i] = value[i];
                        winner[i] = place;
                    }
                }
            }
            if (first_pixel + t < pixels) {
                uint pooled = (first_pixel + t) / pool_area;
                store(pooled, channel, sum[t] + shift, largest);
                if (store_winners) {
                    winners[pooled * ceil_div(output_channels, 4) + channel / 4] = winner.x | winner.y << 8 | winner.z << 16 | winner.w << 24;
                }
            }
        }
    }
}
