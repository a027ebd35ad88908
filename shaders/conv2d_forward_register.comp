#version 450
// conv2d_forward_register: y[b,p,q,k] = act(bias[k] + sum over r,s,c of x[b, p*sy - pt + r, q*sx - pl + s, c] * w[r,s,c,k])
//
// Shapes     x [B, H, W, C], w [R, S, C, K], bias [K], y and z [B, P, Q, K]; x is 0 outside its image.
// Bindings   0 Input x, read · 1 Weight w, read · 2 Bias, read · 3 Output y, write · 4 Preactivation z (the sum before act), write, only if store_preactivation
// Constants  the sizes above but B; tile: each invocation makes pixel_tile pixels x 4 * channel_vectors channels;
//            vector_inputs: C is a multiple of 4; vector_outputs: K is a multiple of 4 (both mean 16-byte loads)
// Dispatch   ceil(B*P*Q / pixel_tile) * ceil(K / (4 * channel_vectors)) invocations, channels fastest
// Numerics   each output is one sum over r, s, c in this order, by fma from 0 in float32, whatever the tile and the family; the bias is added last
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
layout(constant_id = 17) const bool has_bias = true;
layout(constant_id = 18) const bool store_preactivation = false;
layout(set = 0, binding = 0, std430) readonly buffer Input { float x[]; };
layout(set = 0, binding = 0, std430) readonly buffer InputVectors { vec4 x4[]; };
layout(set = 0, binding = 1, std430) readonly buffer Weight { float w[]; };
layout(set = 0, binding = 1, std430) readonly buffer WeightVectors { vec4 w4[]; };
layout(set = 0, binding = 2, std430) readonly buffer Bias { float bias[]; };
layout(set = 0, binding = 3, std430) writeonly buffer Output { float y[]; };
layout(set = 0, binding = 3, std430) writeonly buffer OutputVectors { vec4 y4[]; };
layout(set = 0, binding = 4, std430) writeonly buffer Preactivation { float z[]; };
layout(set = 0, binding = 4, std430) writeonly buffer PreactivationVectors { vec4 z4[]; };
layout(push_constant) uniform Push { uint batch; };

const uint last_channel = output_channels - 1;

// Four weights of one input channel. Channels over the last repeat it: their sums are not stored.
vec4 weights(uint row, uint k) {
    if (vector_outputs) {
        return w4[(row + min(k, output_channels - 4)) / 4];
    }
    return vec4(w[row + min(k, last_channel)], w[row + min(k + 1, last_channel)], w[row + min(k + 2, last_channel)], w[row + min(k + 3, last_channel)]);
}

void store(uint pixel, uint k, vec4 sum) {
    uint index = pixel * output_channels + k;
    if (vector_outputs) {
        if (store_preactivation) {
            z4[index / 4] = sum;
        }
        y4[index / 4] = vec4(activation_forward(sum.x), activation_forward(sum.y), activation_forward(sum.z), activation_forward(sum.w));
        return;
    }
    [[unroll]] for (uint i = 0; i < 4; i++) {
        if (k + i < output_channels) {
            if (store_preactivation) {
                z[index + i] = sum[i];
            }
            y[index + i] = activation_forward(sum[i]);
        }
    }
}

void main() {
    uint channel_tiles = ceil_div(output_channels, 4 * channel_vectors);
    uint index = invocation_index(workgroup_size);
    uint pixels = batch * output_height * output_width;
    uint first_pixel = index / channel_tiles * pixel_tile;
    uint k = index % channel_tiles * 4 * channel_vectors;
    if (first_pixel >= pixels) {
        return;
    }

    uint image[pixel_tile];
    int top[pixel_tile];
    int left[pixel_tile];
    [[unroll]] for (uint t = 0; t < pixel_tile; t++) {
        uint pixel = min(first_pixel + t, pixels - 1);  // pixels over the last repeat it and are not stored
        image[t] = pixel / (output_height * output_width) * (input_height * input_width);
        top[t] = int(pixel / output_width % output_height * stride_y) - int(padding_top);
        left[t] = int(pixel % output_width * stride_x) - int(padding_left);
    }

    vec4 sum[pixel_tile * channel_vectors];
    [[unroll]] for (uint i = 0; i < pixel_tile * channel_vectors; i++) {
        sum[i] = vec4(0.0);
    }

    for (uint r = 0; r < window_height; r++) {
        for (uint s = 0; s < window_width; s++) {
            uint source[pixel_tile];
            bool inside[pixel_tile];
            [[unroll]] for (uint t = 0; t < pixel_tile; t++) {
                uint h = uint(top[t] + int(r));
                uint v = uint(left[t] + int(s));
                inside[t] = h < input_height && v < input_width;
                source[t] = inside[t] ? (image[t] + h * input_width + v) * input_channels : 0;
            }
            uint row = (r * window_width + s) * input_channels * output_channels;
            if (vector_inputs) {
                for (uint c = 0; c < input_channels; c += 4) {
                    vec4 value[pixel_tile];
                    [[unroll]] for (uint t = 0; t < pixel_tile; t++) {
                        value[t] = mix(vec4(0.0), x4[(source[t] + c) / 4], bvec4(inside[t]));
                    }
                    [[unroll]] for (uint i = 0; i < 4; i++) {
                        [[unroll]] for (uint j = 0; j < channel_vectors; j++) {
                            vec4 weight = weights(row, k + 4 * j);
                            [[unroll]] for (uint t = 0; t < pixel_tile; t++) {
                                sum[t * channel_vectors + j] = fma(vec4(value[t][i]), weight, sum[t * channel_vectors + j]);
                            }
                        }
                        row += output_channels;
                    }
                }
            } else {
                for (uint c = 0; c < input_channels; c++) {
                    float value[pixel_tile];
                    [[unroll]] for (uint t = 0; t < pixel_tile; t++) {
                        value[t] = mix(0.0, x[source[t] + c], inside[t]);
                    }
                    [[unroll]] for (uint j = 0; j < channel_vectors; j++) {
                        vec4 weight = weights(row, k + 4 * j);
                        [[unroll]] for (uint t = 0; t < pixel_tile; t++) {
                            sum[t * channel_vectors + j] = fma(vec4(value[t]), weight, sum[t * channel_vectors + j]);
                        }
                    }
                    row += output_channels;
                }
            }
        }
    }

    [[unroll]] for (uint j = 0; j < channel_vectors; j++) {
        uint channel = k + 4 * j;
        if (channel < output_channels) {
            vec4 shift = vec4(0.0);
            if (has_bias) {
                shift = vec4(bias[channel], bias[min(channel + 1, last_channel)], bias[min(channel + 2, last_channel)], bias[min(channel + 3, last_channel)]);
            }
            [[unroll]] for (uint t = 0; t < pixel_tile; t++) {
                if (first_pixel + t < pixels) {
                    store(first_pixel + t, channel, sum[t * channel_vectors + j] + shift);
                }
            }
        }
    }
}
