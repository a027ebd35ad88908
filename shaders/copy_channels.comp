#version 450
// copy_channels: y[p, y_first + c] = act'(saved[p,c]) * x[p, x_first + c] for c below channels: some neighbouring channels of each pixel, from one tensor to another
//
// Serves both ways: forward it puts a branch's channels in their place among all, with act = identity; backward it takes the gradient of a branch's channels from among all,
// through the activation that made them.
// Shapes     x [P, x_channels], y [P, y_channels], saved [P, channels]; what lies beside the slice in y stays as it is
// Bindings   0 Input x, read · 1 Saved, what act' is computed from, read (not touched by the identity) · 2 Output y, write
// Constants  vector_channels: all counts and firsts are multiples of 4 (16-byte accesses)
// Push       pixels P; channels; x_channels; x_first; y_channels; y_first
// Dispatch   P * ceil(channels / 4) invocations, channels fastest
// Numerics   those of the activation; the identity copies bits
#include <storage>
#include "include/indexing.glsl"
#include "include/channels.glsl"
#include <activation>
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(constant_id = 1) const bool vector_channels = false;
layout(set = 0, binding = 0, std430) readonly buffer Input { real x[]; };
layout(set = 0, binding = 0, std430) readonly buffer InputVectors { real4 x4[]; };
layout(set = 0, binding = 1, std430) readonly buffer Saved { real saved[]; };
layout(set = 0, binding = 1, std430) readonly buffer SavedVectors { real4 saved4[]; };
layout(set = 0, binding = 2, std430) writeonly buffer Output { real y[]; };
layout(set = 0, binding = 2, std430) writeonly buffer OutputVectors { real4 y4[]; };
layout(push_constant) uniform Push { uint pixels; uint channels; uint x_channels; uint x_first; uint y_channels; uint y_first; };

void main() {
    uint index = invocation_index(workgroup_size);
    uint c = index % channel_vectors(channels) * 4;
    uint pixel = index / channel_vectors(channels);
    if (pixel >= pixels) {
        return;
    }
    uint from = pixel * x_channels + x_first + c;
    uint to = pixel * y_channels + y_first + c;
    uint kept = pixel * channels + c;
    if (vector_channels) {
        vec4 value = vec4(x4[from / 4]);
        vec4 before = vec4(saved4[kept / 4]);
        y4[to / 4] = stored4(vec4(
            activation_backward(before.x, value.x), activation_backward(before.y, value.y), activation_backward(before.z, value.z), activation_backward(before.w, value.w)));
        return;
    }
    for (uint e = 0; e < 4 && c + e < channels; e++) {
        y[to + e] = stored(activation_backward(float(saved[kept + e]), float(x[from + e])));
    }
}
