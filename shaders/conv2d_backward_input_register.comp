#version 450
// conv2d_backward_input_register: dx[b,h,v,c] = act'(x) * sum over r,s,k of dz[b, (h + pt - r) / sy, (v + pl - s) / sx, k] * w[r,s,c,k], where both divisions leave no rest
//
// One subgroup a workgroup, no shared memory, no barrier. The lanes fall into groups of channel_lanes; a group makes pixel_tile pixels x 4 * channel_lanes channels, four
// channels a lane. Its lanes fetch different gradients of a pixel and hand them round by shuffles, so that each is fetched once for all channels of the tile.
// A fully connected layer is the case of a 1x1 window on 1x1 images.
//
// Shapes     dz [B, P, Q, K], w [R, S, C, K], saved and dx [B, H, W, C]; dz is 0 outside its image.
// Bindings   0 output_gradient_texels dz and 1 weight_texels w, fetched by fours if vector_outputs, else singly
//            2 Saved, what act' is computed from, read (not touched by the identity) · 3 InputGradient dx, write
// Constants  subgroup_size; tile: pixel_tile, channel_lanes (a power of two, at most subgroup_size), block_units (gradients, or fours of them, fetched at once: at most
//            channel_lanes); the sizes above but B; vector_inputs: C is a multiple of 4; vector_outputs: K is a multiple of 4
// Dispatch   sy*sx * ceil(B * ceil(H/sy) * ceil(W/sx) / (pixel_tile * subgroup_size / channel_lanes)) * ceil(C / (4 * channel_lanes)) workgroups, channels fastest, then pixels.
//            Pixels with the same rest of h by sy and of v by sx meet the same taps, so a tile holds such pixels only and no product with a hole between strides is made.
// Numerics   each value is one sum over r, s, k in this order, by fma from 0 in float32, whatever the tile
#extension GL_KHR_shader_subgroup_basic : require
#extension GL_KHR_shader_subgroup_shuffle : require
#extension GL_EXT_control_flow_attributes : enable
#include <storage>
#include "include/indexing.glsl"
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
layout(set = 0, binding = 0) uniform samplerBuffer output_gradient_texels;
layout(set = 0, binding = 1) uniform samplerBuffer weight_texels;
layout(set = 0, binding = 2, std430) readonly buffer Saved { real saved[]; };
layout(set = 0, binding = 2, std430) readonly buffer SavedVectors { real4 saved4[]; };
layout(set = 0, binding = 3, std430) writeonly buffer InputGradient { real dx[]; };
layout(set = 0, binding = 3, std430) writeonly buffer InputGradientVectors { real4 dx4[]; };
layout(push_constant) uniform Push { uint batch; };

const uint unit = vector_outputs ? 4 : 1;  // gradients of a fetch
const uint pixel_units = output_channels / unit;
const uint chunk_units = vector_outputs ? 1 : block_units;  // units whose weights are held at once
const uint last_channel = input_channels - 1;

const uint columns = input_channels;
const bool vector_columns = vector_inputs;
#include "include/store_backward_input.glsl"

void main() {
    uint group = gl_SubgroupInvocationID / channel_lanes;
    uint member = gl_SubgroupInvocationID % channel_lanes;
    uint first_lane = group * channel_lanes;
    uint channel_tiles = ceil_div(input_channels, 4 * channel_lanes);
    uint index = workgroup_index();
    uint channel = (index % channel_tiles * channel_lanes + member) * 4;
    index /= channel_tiles;

    uint class_height = ceil_div(input_height, stride_y);
    uint class_width = ceil_div(input_width, stride_x);
    uint pixels = batch * class_height * class_width;
    uint pixel_tiles = ceil_div(pixels, pixel_tile * (subgroup_size / channel_lanes));
    uint first_pixel = (index % pixel_tiles * (subgroup_size / channel_lanes) + group) * pixel_tile;
    index /= pixel_tiles;
    if (index >= stride_y * stride_x) {
        return;
    }
    uint rest_y = index / stride_x;
    uint rest_x = index % stride_x;
    uint first_r = (rest_y + padding_top) % stride_y;
    uint first_s = (rest_x + padding_left) % stride_x;
    uint taps_y = ceil_div(window_height - min(first_r, window_height), stride_y);
    uint taps_x = ceil_div(window_width - min(first_s, window_width), stride_x);
    uint window_units = taps_y * taps_x * pixel_units;

    uint target[pixel_tile];  // pixel to write
    bool exists[pixel_tile];
    int corner[pixel_tile];   // unit of the gradient that the first tap meets, which may lie outside the image; each further tap meets the one above or left of it
    int bottom[pixel_tile];
    int right[pixel_tile];
    [[unroll]] for (uint t = 0; t < pixel_tile; t++) {
        uint pixel = min(first_pixel + t, pixels - 1);
        uint h = pixel / class_width % class_height * stride_y + rest_y;
        uint v = pixel % class_width * stride_x + rest_x;
        uint example = pixel / (class_height * class_width);
        exists[t] = first_pixel + t < pixels && h < input_height && v < input_width;
        target[t] = (example * input_height + h) * input_width + v;
        bottom[t] = int((h + padding_top) / stride_y);
        right[t] = int((v + padding_left) / stride_x);
        corner[t] = ((int(example * output_height) + bottom[t]) * int(output_width) + right[t]) * int(pixel_units);
    }

    vec4 sum[pixel_tile];
    [[unroll]] for (uint t = 0; t < pixel_tile; t++) {
        sum[t] = vec4(0.0);
    }

    for (uint first = 0; first < window_units; first += block_units) {
        uint mine = min(first + member, window_units - 1);
        uint tap = mine / pixel_units;
        uint up = tap / taps_x;
        uint back = tap % taps_x;
        int offset = int(mine % pixel_units) - int((up * output_width + back) * pixel_units);
        uint row = ((first_r + up * stride_y) * window_width + first_s + back * stride_x) * input_channels * pixel_units + mine % pixel_units;
        vec4 value[pixel_tile];
        [[unroll]] for (uint t = 0; t < pixel_tile; t++) {
            bool inside = first + member < window_units && uint(bottom[t] - int(up)) < output_height && uint(right[t] - int(back)) < output_width;
            value[t] = mix(vec4(0.0), texelFetch(output_gradient_texels, inside ? corner[t] + offset : 0), bvec4(inside));
        }
        [[unroll]] for (uint u = 0; u < block_units; u += chunk_units) {
            vec4 weight[chunk_units * 4];  // of each unit its four channels' rows; channels over the last repeat it: their sums are not stored
            [[unroll]] for (uint j = 0; j < chunk_units; j++) {
                uint unit_row = subgroupShuffle(row, first_lane + u + j);
                [[unroll]] for (uint i = 0; i < 4; i++) {
                    weight[j * 4 + i] = texelFetch(weight_texels, int(unit_row + min(channel + i, last_channel) * pixel_units));
                }
            }
            [[unroll]] for (uint t = 0; t < pixel_tile; t++) {
                [[unroll]] for (uint i = 0; i < chunk_units * unit; i++) {
                    uint j = i / unit * 4;
                    uint e = i % unit;
                    sum[t] = fma(vec4(subgroupShuffle(value[t][e], first_lane + u + i / unit)), vec4(weight[j][e], weight[j + 1][e], weight[j + 2][e], weight[j + 3][e]), sum[t]);
                }
            }
        }
    }

    if (channel < input_channels) {
        [[unroll]] for (uint t = 0; t < pixel_tile; t++) {
            if (exists[t]) {
                store_through_activation(target[t], channel, sum[t]);
            }
        }
    }
}
