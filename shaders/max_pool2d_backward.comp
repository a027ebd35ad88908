#version 450
// max_pool2d_backward: dx[b,h,v,c] = act'(x) * sum of dy[b,p,q,c] over the windows p,q that x[b,h,v,c] won
//
// Shapes     dy and winner [B, P, Q, C], saved and dx [B, H, W, C]; winner holds r*S + s of the tap that max_pool2d_forward took
// Bindings   0 OutputGradient dy, read · 1 Winners, read · 2 Saved, what act' is computed from, read (not touched by the identity) · 3 InputGradient dx, write
// Constants  the sizes above but B; vector_channels: C is a multiple of 4 (16-byte accesses)
// Dispatch   B*H*W * ceil(C / 4) invocations, channels fastest
// Numerics   each value gathers from its windows in the order of their taps r, s, in float32; nothing is scattered
#include <storage>
#include "include/indexing.glsl"
#include "include/channels.glsl"
#include <activation>
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(constant_id = 1) const uint channels = 1;
layout(constant_id = 2) const uint input_height = 1;
layout(constant_id = 3) const uint input_width = 1;
layout(constant_id = 4) const uint output_height = 1;
layout(constant_id = 5) const uint output_width = 1;
layout(constant_id = 6) const uint window_height = 1;
layout(constant_id = 7) const uint window_width = 1;
layout(constant_id = 8) const uint stride_y = 1;
layout(constant_id = 9) const uint stride_x = 1;
layout(constant_id = 10) const uint padding_top = 0;
layout(constant_id = 11) const uint padding_left = 0;
layout(constant_id = 12) const bool vector_channels = false;
layout(set = 0, binding = 0, std430) readonly buffer OutputGradient { real dy[]; };
layout(set = 0, binding = 0, std430) readonly buffer OutputGradientVectors { real4 dy4[]; };
layout(set = 0, binding = 1, std430) readonly buffer Winners { uint winners[]; };
layout(set = 0, binding = 1, std430) readonly buffer WinnersVectors { uvec4 winners4[]; };
layout(set = 0, binding = 2, std430) readonly buffer Saved { real saved[]; };
layout(set = 0, binding = 2, std430) readonly buffer SavedVectors { real4 saved4[]; };
layout(set = 0, binding = 3, std430) writeonly buffer InputGradient { real dx[]; };
layout(set = 0, binding = 3, std430) writeonly buffer InputGradientVectors { real4 dx4[]; };
layout(push_constant) uniform Push { uint batch; };

// The gradient of output pixel o in the channels where tap won, else 0.
vec4 won(uint o, uint c, uint tap) {
    if (vector_channels) {
        uint i = (o * channels + c) / 4;
        return mix(vec4(0.0), vec4(dy4[i]), equal(winners4[i], uvec4(tap)));
    }
    uvec4 i = channel_indices(o, c, channels);
    uvec4 winner = uvec4(winners[i.x], winners[i.y], winners[i.z], winners[i.w]);
    return mix(vec4(0.0), vec4(float(dy[i.x]), float(dy[i.y]), float(dy[i.z]), float(dy[i.w])), equal(winner, uvec4(tap)));
}

void main() {
    uint index = invocation_index(workgroup_size);
    uint c = index % channel_vectors(channels) * 4;
    uint pixel = index / channel_vectors(channels);
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
                sum += won(image + p * output_width + q, c, r * window_width + s);
            }
        }
    }

    uint target = pixel * channels + c;
    if (vector_channels) {
        vec4 kept = vec4(saved4[target / 4]);
        dx4[target / 4] = stored4(vec4(
            activation_backward(kept.x, sum.x), activation_backward(kept.y, sum.y), activation_backward(kept.z, sum.z), activation_backward(kept.w, sum.w)));
        return;
    }
    for (uint e = 0; e < 4 && c + e < channels; e++) {
        dx[target + e] = stored(activation_backward(float(saved[target + e]), sum[e]));
    }
}
