#version 450
// conv2d_backward_input_register: dx[b,h,v,c] = act'(x) * sum over r,s,k of dz[b, (h + pt - r) / sy, (v + pl - s) / sx, k] * w[r,s,c,k], where both divisions leave no rest
//
// Shapes     dz [B, P, Q, K], w [R, S, C, K], saved and dx [B, H, W, C]; dz is 0 outside its image.
// Bindings   0 OutputGradient dz, read · 1 Weight w, read · 2 Saved, what act' is computed from, read (not touched by the identity) · 3 InputGradient dx, write
// Constants  the sizes above but B; tile: each invocation makes pixel_tile pixels x 4 * channel_vectors channels;
//            vector_inputs: C is a multiple of 4; vector_outputs: K is a multiple of 4 (both mean 16-byte accesses)
// Dispatch   sy*sx * ceil(B * ceil(H/sy) * ceil(W/sx) / pixel_tile) * ceil(C / (4 * channel_vectors)) invocations, channels fastest, then pixels.
//            Pixels with the same rest of h by sy and of v by sx meet the same taps, so a tile holds such pixels only and no product with a hole between strides is made.
// Numerics   each value is one sum over r, s, k in this order, by fma from 0 in float32, whatever the tile and the family
#extension GL_EXT_control_flow_attributes : enable
#include "include/indexing.glsl"
#include <activation>
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(constant_id = 1) const uint pixel_tile = 8;
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
layout(set = 0, binding = 0, std430) readonly buffer OutputGradient { float dz[]; };
layout(set = 0, binding = 0, std430) readonly buffer OutputGradientVectors { vec4 dz4[]; };
layout(set = 0, binding = 1, std430) readonly buffer Weight { float w[]; };
layout(set = 0, binding = 1, std430) readonly buffer WeightVectors { vec4 w4[]; };
layout(set = 0, binding = 2, std430) readonly buffer Saved { float saved[]; };
layout(set = 0, binding = 2, std430) readonly buffer SavedVectors { vec4 saved4[]; };
layout(set = 0, binding = 3, std430) writeonly buffer InputGradient { float dx[]; };
layout(set = 0, binding = 3, std430) writeonly buffer InputGradientVectors { vec4 dx4[]; };
layout(push_constant) uniform Push { uint batch; };

const uint channel_tile = 4 * channel_vectors;

void store(uint pixel, uint c, vec4 sum) {
    uint index = pixel * input_channels + c;
    if (vector_inputs) {
        vec4 kept = saved4[index / 4];
        dx4[index / 4] = vec4(
            activation_backward(kept.x, sum.x), activation_backward(kept.y, sum.y), activation_backward(kept.z, sum.z), activation_backward(kept.w, sum.w));
        return;
    }
    [[unroll]] for (uint i = 0; i < 4; i++) {
        if (c + i < input_channels) {
            dx[index + i] = activation_backward(saved[index + i], sum[i]);
        }
    }
}

void main() {
    uint channel_tiles = ceil_div(input_channels, channel_tile);
    uint index = invocation_index(workgroup_size);
    uint first_channel = index % channel_tiles * channel_tile;
    index /= channel_tiles;

    uint class_height = ceil_div(input_height, stride_y);
    uint class_width = ceil_div(input_width, stride_x);
    uint pixels = batch * class_height * class_width;
    uint pixel_tiles = ceil_div(pixels, pixel_tile);
    uint first_pixel = index % pixel_tiles * pixel_tile;
    index /= pixel_tiles;
    if (index >= stride_y * stride_x) {
        return;
    }
    uint rest_y = index / stride_x;
    uint rest_x = index % stride_x;
    uint first_r = (rest_y + padding_top) % stride_y;
    uint first_s = (rest_x + padding_left) % stride_x;

    uint image[pixel_tile];   // first pixel of the gradient's image
    uint target[pixel_tile];  // pixel to write
    bool exists[pixel_tile];
    int bottom[pixel_tile];   // gradient row that the first tap meets; each further tap of the class meets the row above
    int right[pixel_tile];
    [[unroll]] for (uint t = 0; t < pixel_tile; t++) {
        uint pixel = min(first_pixel + t, pixels - 1);
        uint h = pixel / class_width % class_height * stride_y + rest_y;
        uint v = pixel % class_width * stride_x + rest_x;
        uint example = pixel / (class_height * class_width);
        exists[t] = first_pixel + t < pixels && h < input_height && v < input_width;
        image[t] = example * (output_height * output_width);
        target[t] = (example * input_height + h) * input_width + v;
        bottom[t] = int((h + padding_top) / stride_y);
        right[t] = int((v + padding_left) / stride_x);
    }

    float sum[pixel_tile * channel_tile];
    [[unroll]] for (uint i = 0; i < pixel_tile * channel_tile; i++) {
        sum[i] = 0.0;
    }

    for (uint r = first_r, up = 0; r < window_height; r += stride_y, up++) {
        for (uint s = first_s, back = 0; s < window_width; s += stride_x, back++) {
            uint source[pixel_tile];
            bool inside[pixel_tile];
            [[unroll]] for (uint t = 0; t < pixel_tile; t++) {
                uint p = uint(bottom[t] - int(up));
                uint q = uint(right[t] - int(back));
                inside[t] = p < output_height && q < output_width;
                source[t] = inside[t] ? (image[t] + p * output_width + q) * output_channels : 0;
            }
            uint row[channel_tile];  // channels over the last repeat it: their sums are not stored
            [[unroll]] for (uint i = 0; i < channel_tile; i++) {
                row[i] = ((r * window_width + s) * input_channels + min(first_channel + i, input_channels - 1)) * output_channels;
            }
            if (vector_outputs) {
                for (uint k = 0; k < output_channels; k += 4) {
                    vec4 gradient[pixel_tile];
                    [[unroll]] for (uint t = 0; t < pixel_tile; t++) {
                        gradient[t] = mix(vec4(0.0), dz4[(source[t] + k) / 4], bvec4(inside[t]));
                    }
                    [[unroll]] for (uint i = 0; i < channel_tile; i++) {
                        vec4 weight = w4[(row[i] + k) / 4];
                        [[unroll]] for (uint t = 0; t < pixel_tile; t++) {
                            float total = sum[t * channel_tile + i];
                            [[unroll]] for (uint e = 0; e < 4; e++) {
                                total = fma(gradient[t][e], weight[e], total);
                            }
                            sum[t * channel_tile + i] = total;
                        }
                    }
                }
            } else {
                for (uint k = 0; k < output_channels; k++) {
                    float gradient[pixel_tile];
                    [[unroll]] for (uint t = 0; t < pixel_tile; t++) {
                        gradient[t] = mix(0.0, dz[source[t] + k], inside[t]);
                    }
                    [[unroll]] for (uint i = 0; i < channel_tile; i++) {
                        float weight = w[row[i] + k];
                        [[unroll]] for (uint t = 0; t < pixel_tile; t++) {
                            sum[t * channel_tile + i] = fma(gradient[t], weight, sum[t * channel_tile + i]);
                        }
                    }
                }
            }
        }
    }

    [[unroll]] for (uint i = 0; i < channel_tile; i += 4) {
        if (first_channel + i < input_channels) {
            [[unroll]] for (uint t = 0; t < pixel_tile; t++) {
                if (exists[t]) {
                    uint first = t * channel_tile + i;
                    store(target[t], first_channel + i, vec4(sum[first], sum[first + 1], sum[first + 2], sum[first + 3]));
                }
            }
        }
    }
}
