#version 450
// grouped_conv2d_backward_input: dx[b,h,v,g*I + i] = act'(x) * sum over the taps r,s and windows p,q that meet at h,v, and over o, of dz[b,p,q, g*O + o] * w[r,s,i, g*O + o]
//
// Each of the G groups has I channels before and O after.
// Shapes     dz [B, P, Q, G*O], w [R, S, I, G*O], saved and dx [B, H, W, G*I]
// Bindings   0 OutputGradient dz, read · 1 Weight w, read · 2 Saved, what act' is computed from, read (not touched by the identity) · 3 InputGradient dx, write
// Constants  the sizes above but B; input_channels G*I, output_channels G*O; vector_inputs: G*I is a multiple of 4 (16-byte accesses)
// Dispatch   B*H*W * ceil(G*I / 4) invocations, channels fastest: each makes four neighbouring channels of a pixel
// Numerics   each value is one sum over r, s, o in this order, by fma from 0 in float32; nothing is scattered
#extension GL_EXT_control_flow_attributes : enable
#include <storage>
#include "include/indexing.glsl"
#include "include/channels.glsl"
#include <activation>
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
layout(constant_id = 15) const bool vector_inputs = false;
layout(set = 0, binding = 0, std430) readonly buffer OutputGradient { real dz[]; };
layout(set = 0, binding = 0, std430) readonly buffer OutputGradientVectors { real4 dz4[]; };
layout(set = 0, binding = 1, std430) readonly buffer Weight { real w[]; };
layout(set = 0, binding = 1, std430) readonly buffer WeightVectors { real4 w4[]; };
layout(set = 0, binding = 2, std430) readonly buffer Saved { real saved[]; };
layout(set = 0, binding = 2, std430) readonly buffer SavedVectors { real4 saved4[]; };
layout(set = 0, binding = 3, std430) writeonly buffer InputGradient { real dx[]; };
layout(set = 0, binding = 3, std430) writeonly buffer InputGradientVectors { real4 dx4[]; };
layout(push_constant) uniform Push { uint batch; };

const uint columns = input_channels;
const bool vector_columns = vector_inputs;
#include "include/store_backward_input.glsl"

// Adds what one window hands to four channels.
vec4 with_window(vec4 sum, uint window, uint tap, uint c) {
    uint gradient = window * output_channels;
    if (vector_inputs && group_inputs == 1 && group_outputs == 1) {
        return fma(vec4(dz4[(gradient + c) / 4]), vec4(w4[(tap * output_channels + c) / 4]), sum);
    }
    uvec4 channel = min(uvec4(c, c + 1, c + 2, c + 3), uvec4(input_channels - 1));
    uvec4 first = channel / group_inputs * group_outputs;
    uvec4 row = (tap * group_inputs + channel % group_inputs) * output_channels;
    for (uint o = 0; o < group_outputs; o++) {
        uvec4 k = first + o;
        uvec4 place = row + k;
        sum = fma(
            vec4(float(dz[gradient + k.x]), float(dz[gradient + k.y]), float(dz[gradient + k.z]), float(dz[gradient + k.w])),
            vec4(float(w[place.x]), float(w[place.y]), float(w[place.z]), float(w[place.w])),
            sum);
    }
    return sum;
}

void main() {
    uint index = invocation_index(workgroup_size);
    uint c = index % channel_vectors(input_channels) * 4;
    uint pixel = index / channel_vectors(input_channels);
    if (pixel >= batch * input_height * input_width) {
        return;
    }
    uint image = pixel / (input_height * input_width) * (output_height * output_width);
    uint bottom = pixel / input_width % input_height + padding_top;
    uint right = pixel % input_width + padding_left;

    vec4 sum = vec4(0.0);
    for (uint r = bottom % stride_y; r < window_height; r += stride_y) {
        for (uint s = right % stride_x; s < window_width; s += stride_x) {
            uint p = uint(int(bottom) - int(r)) / stride_y;
            uint q = uint(int(right) - int(s)) / stride_x;
            if (r <= bottom && s <= right && p < output_height && q < output_width) {
                sum = with_window(sum, image + p * output_width + q, r * window_width + s, c);
            }
        }
    }
    store_through_activation(pixel, c, sum);
}
